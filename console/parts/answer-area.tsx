import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";

type Props = {
  /** What was answered last; null before that. */
  readonly answer: object | null;
  readonly isAsking?: boolean;
  readonly children: ComponentChildren;
};

/** Where an answer to a form appears: announced, and brought into view where it would stand below the window or above it. */
export function AnswerArea({ answer, isAsking = false, children }: Props) {
  const area = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const top = area.current?.getBoundingClientRect().top ?? 0;
    if (answer !== null && (top < 0 || top > window.innerHeight * 0.6))
      area.current?.scrollIntoView({ block: "start" });
  }, [answer]);
  return (
    <div ref={area} aria-live="polite" aria-busy={isAsking}>
      {children}
    </div>
  );
}

import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { ColumnHeads } from "./column-heads.tsx";

type Props = {
  readonly caption: string;
  readonly columns: readonly string[];
  /** The rows. */
  readonly children: ComponentChildren;
};

/** A table that scrolls by itself where it is wider than the page, so that nothing in it wraps. */
export const Table = ({ caption, columns, children }: Props) => (
  <Scroll label={caption}>
    <table>
      <caption>{caption}</caption>
      <thead>
        <tr>
          <ColumnHeads columns={columns} />
        </tr>
      </thead>
      <tbody>{children}</tbody>
    </table>
  </Scroll>
);

type ScrollProps = { readonly label: string; readonly children: ComponentChildren };

/** What is wider than the page. A shade at its right edge says that there is more. */
export function Scroll({ label, children }: ScrollProps) {
  const box = useRef<HTMLElement>(null);
  const [hasMore, setMore] = useState(false);
  const look = (): void => {
    if (box.current !== null) setMore(isMoreAtRight(box.current));
  };
  useEffect(() => {
    const sizes = new ResizeObserver(look);
    for (const each of [box.current, box.current?.firstElementChild]) if (each) sizes.observe(each);
    return () => sizes.disconnect();
  }, []);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: without a pointer it could not be scrolled (WCAG 2.1.1)
    <section ref={box} class={hasMore ? "scroll more" : "scroll"} aria-label={label} tabIndex={0} onScroll={look}>
      {children}
    </section>
  );
}

/** Widths are rounded to whole pixels. */
const isMoreAtRight = ({ scrollLeft, clientWidth, scrollWidth }: Element): boolean =>
  scrollLeft + clientWidth < scrollWidth - 1;

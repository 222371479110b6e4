import type { ComponentChildren } from "preact";

type Props<Item> = {
  readonly items: readonly Item[];
  /** How many are shown at once. */
  readonly atMost: number;
  /** Shows some of them together. */
  readonly children: (items: readonly Item[]) => ComponentChildren;
};

/** The first of a list, and the others folded below them. */
export function FirstFew<Item>({ items, atMost, children }: Props<Item>) {
  const more = items.slice(atMost);
  return (
    <>
      {children(items.slice(0, atMost))}
      {more.length > 0 && (
        <details>
          <summary>{more.length} more</summary>
          {children(more)}
        </details>
      )}
    </>
  );
}

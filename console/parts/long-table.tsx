import type { ComponentChildren } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { ColumnHeads } from "./column-heads.tsx";
import { rowsInView } from "./rows-in-view.ts";

/** Of every row, in pixels: the stylesheet has the same. */
const rowHeight = 36;

type Props<Row> = {
  readonly caption: string;
  readonly columns: readonly string[];
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row) => string;
  /** The cells of a row. */
  readonly children: (row: Row) => ComponentChildren;
};

/** A table of a hundred thousand rows of one height: only those in view are there, and `aria-rowcount` says how many there are. */
export function LongTable<Row>({ caption, columns, rows, keyOf, children }: Props<Row>) {
  const box = useRef<HTMLElement>(null);
  const [view, setView] = useState({ scrollTop: 0, height: 0 });
  const look = (): void => {
    if (box.current !== null) setView({ scrollTop: box.current.scrollTop, height: box.current.clientHeight });
  };
  // A shorter list may end above where the longer one was scrolled to.
  useLayoutEffect(look, [rows.length]);
  const { from, to, above, below } = rowsInView({ ...view, rowHeight, count: rows.length });
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: without a pointer it could not be scrolled (WCAG 2.1.1)
    <section ref={box} class="scroll long" aria-label={caption} tabIndex={0} onScroll={look}>
      <table aria-rowcount={rows.length + 1}>
        <caption>{caption}</caption>
        <thead>
          <tr aria-rowindex={1}>
            <ColumnHeads columns={columns} />
          </tr>
        </thead>
        <tbody>
          <Room height={above} />
          {rows.slice(from, to).map((row, index) => (
            <tr key={keyOf(row)} aria-rowindex={from + index + 2}>
              {children(row)}
            </tr>
          ))}
          <Room height={below} />
        </tbody>
      </table>
    </section>
  );
}

const Room = ({ height }: { readonly height: number }) =>
  height === 0 ? null : (
    <tr>
      <td class="room" style={{ height: `${height}px` }} />
    </tr>
  );

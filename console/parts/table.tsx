import type { ComponentChildren } from "preact";
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

/** What is wider than the page. */
export const Scroll = ({ label, children }: ScrollProps) => (
  // biome-ignore lint/a11y/noNoninteractiveTabindex: without a pointer it could not be scrolled (WCAG 2.1.1)
  <section class="scroll" aria-label={label} tabIndex={0}>
    {children}
  </section>
);

import type { Figure } from "./interleave.ts";

export type Table = {
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
};

/** The table as a Markdown section. All columns but the first `textColumns` hold numbers. */
export function toMarkdown({ title, columns, rows }: Table, textColumns = 1): string {
  const lines = [columns, columns.map((_, i) => (i < textColumns ? "---" : "---:")), ...rows];
  return [`### ${title}`, "", ...lines.map((cells) => `| ${cells.join(" | ")} |`), ""].join("\n");
}

/** At most three significant digits, thousands with commas. */
export const rounded = (value: number): string => value.toLocaleString("en-US", { maximumSignificantDigits: 3 });

export const wholeNumber = (value: number): string => value.toLocaleString("en-US");

/** The median with the range of all rounds. */
export const withRange = ({ median, least, most }: Figure): string =>
  `${rounded(median)} (${rounded(least)}-${rounded(most)})`;

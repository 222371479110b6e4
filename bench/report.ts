import { cpus, loadavg } from "node:os";
import type { Measure } from "./goals.ts";
import type { Figure } from "./interleave.ts";

/** What one benchmark found, for people to read. */
export type Report = {
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** What it says of the speed goals. */
  readonly measures?: readonly Measure[];
};

/** The report as a Markdown section; all columns but the first `texts` hold numbers. */
export function toMarkdown({ title, columns, rows }: Report, texts = 1): string {
  const lines = [columns, columns.map((_, i) => (i < texts ? "---" : "---:")), ...rows];
  return [`### ${title}`, "", ...lines.map((cells) => `| ${cells.join(" | ")} |`), ""].join("\n");
}

/** The machine that the figures are from, and how busy it was with other things when the run began. */
export function describeMachine(): string {
  const [cpu] = cpus();
  const load = loadavg()[0] ?? 0;
  return `${cpus().length} cores (${cpu?.model ?? "unknown"}), Node.js ${process.version}, ${process.platform}-${process.arch}, load ${load.toFixed(1)} at the start`;
}

/** Three significant digits at most, with thousands told apart. */
export const rounded = (value: number): string => value.toLocaleString("en-US", { maximumSignificantDigits: 3 });

/** The figure with the range of all rounds. */
export const withRange = ({ median, least, most }: Figure): string =>
  `${rounded(median)} (${rounded(least)}-${rounded(most)})`;

export const perSecond = (cpuUs: number): string => rounded(1_000_000 / cpuUs);

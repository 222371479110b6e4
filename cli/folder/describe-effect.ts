import type { Schema } from "../api/api-client.ts";
import { plain } from "../terminal/terminal.ts";

/** What a change would do, as dry runs, changes and refusals for dangers have it. */
export type Effect = Omit<Schema<"DryRunAnswer">, "dryRun">;

const signs = { added: "+", removed: "-", changed: "~" } as const;
const listedAtMost = 20;

type Described = Pick<
  Effect,
  "diff" | "warnings" | "warningsCount" | "dangers" | "simulated" | "differing" | "decisionsChanged"
>;

/** The effect of a change for a reader: what changes, which decisions, what to look at twice. */
export function describeEffect(effect: Described): readonly string[] {
  const { diff, warnings, warningsCount, dangers } = effect;
  return [
    ...describeDiff(diff),
    ...describeDecisions(effect),
    ...section(
      "Warnings:",
      warnings.slice(0, listedAtMost).map(({ path, message }) => `${plain(path)}: ${plain(message)}`),
    ),
    ...(warningsCount > Math.min(warnings.length, listedAtMost) ? [`  … ${warningsCount} in all`] : []),
    ...section("Dangers:", dangers.map(describeDanger)),
  ];
}

/** What changes, item by item. */
export const describeDiff = ({ summary, changes, truncated }: Schema<"Diff">): readonly string[] => [
  ...Object.entries(summary).map(
    ([kind, { added, changed, removed }]) => `${kind}: ${added} added, ${changed} changed, ${removed} removed`,
  ),
  ...changes.slice(0, listedAtMost).map(describeChange),
  ...restOf(changes.length, truncated, "changes"),
];

function describeChange({ kind, key, change, fields, before, after }: Schema<"Diff">["changes"][number]): string {
  const said = (item: Record<string, unknown> | null, field: string) => JSON.stringify(item?.[field] ?? null);
  const differences =
    change === "changed" ? fields.map((field) => `${field} ${said(before, field)} -> ${said(after, field)}`) : [];
  return plain(`  ${signs[change]} ${kind} ${key}${differences.length === 0 ? "" : `: ${differences.join(", ")}`}`);
}

function describeDecisions({ differing, simulated, decisionsChanged }: Described): readonly string[] {
  const lines = decisionsChanged.slice(0, listedAtMost).map(({ fields, count, calls }) => {
    const [call] = calls;
    const of = call === undefined ? "" : ` such as ${call.calledParty} at ${call.ingress ?? "default"}`;
    return plain(`${count} in ${fields.join(", ")}${of}`);
  });
  return section(`Decisions that change: ${differing} of ${simulated} simulated calls`, lines);
}

const describeDanger = ({ danger, message, items, count }: Schema<"Danger">): string => {
  const more = count > items.length ? ` and ${count - items.length} more` : "";
  return plain(`${danger}: ${message} (${items.join("; ")}${more})`);
};

const section = (title: string, lines: readonly string[]): readonly string[] =>
  lines.length === 0 && !title.startsWith("Decisions") ? [] : [title, ...lines.map((line) => `  ${line}`)];

const restOf = (all: number, isTruncated: boolean, what: string): readonly string[] =>
  all > listedAtMost || isTruncated ? [`  … more ${what}: --json --full lists all`] : [];

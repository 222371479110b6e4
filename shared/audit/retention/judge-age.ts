import type { TrailEvent } from "../read-event.ts";
import { judgeRow } from "../trail/judge-row.ts";
import type { TrailRow } from "../trail/stored-row.ts";
import type { OldEvent } from "./old-event.ts";

/**
 * `stays`: too young, or kept for ever. `unsound`: the row is not what was recorded. Nothing in it can be relied on, its age
 * included; it is evidence and stays.
 */
export type Age =
  | { readonly kind: "old"; readonly old: OldEvent }
  | { readonly kind: "stays" }
  | { readonly kind: "unsound" };

/** Whether the event of a row happened before an instant. The row itself must say so by its key too. */
export function judgeAge(trailRow: TrailRow, before: string): Age {
  const judged = judgeRow(trailRow);
  if (judged.kind !== "event" || judged.isEdited || judged.isMisplaced) return { kind: "unsound" };
  const { event, at } = judged;
  if (!isRegular(event)) return { kind: "unsound" };
  if (at >= before || event.type === "emergency-audit.purged.v1") return { kind: "stays" };
  const { partitionKey, rowKey } = trailRow.row;
  return { kind: "old", old: { event, at, text: trailRow.text ?? "", keys: { partitionKey, rowKey } } };
}

const hashPattern = /^sha256:[0-9a-f]{64}$/;

/** Whether an event's place in its chain has the form that the product writes: a purge event repeats it and must stay small. */
function isRegular({ data: { chain } }: TrailEvent): boolean {
  const isFirst = chain.previousHash === null;
  return (
    /^[\w.:-]{1,128}$/.test(chain.id) &&
    hashPattern.test(chain.hash) &&
    (isFirst || hashPattern.test(chain.previousHash ?? ""))
  );
}

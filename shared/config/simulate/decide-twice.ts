import type { ReadCall } from "../../recognition/call-setup.ts";
import { decide } from "../../routing/decide.ts";
import type { ConfigInForce, Decision } from "../../routing/decision.ts";
import type { Snapshot } from "../../routing/snapshot.ts";
import { differences } from "./compare-decisions.ts";

/** What two configurations make of one call, and the names of the fields in which that differs. */
export type DecidedTwice = { readonly before: Decision; readonly after: Decision; readonly fields: readonly string[] };

/** Both decide as a live configuration would; which one it was is told elsewhere. */
const config: ConfigInForce = { version: 0, hash: "", source: "live", ageMs: 0 };

/** Decides a call by each of two configurations, in all else alike. */
export function decideTwice(
  read: ReadCall,
  snapshots: { readonly before: Snapshot; readonly after: Snapshot },
  nowMs: number,
): DecidedTwice {
  const stamp = { nowMs, decisionId: "simulation" };
  const before = decide(read, { snapshot: snapshots.before, config }, stamp);
  if (snapshots.before === snapshots.after) return { before, after: before, fields: [] };
  const after = decide(read, { snapshot: snapshots.after, config }, stamp);
  return { before, after, fields: differences(before, after) };
}

import { isDeepStrictEqual } from "node:util";
import type { ReadCall } from "../../recognition/call-setup.ts";
import { decide } from "../../routing/decide.ts";
import type { ConfigInForce, Decision } from "../../routing/decision.ts";
import type { Snapshot } from "../../routing/snapshot.ts";
import type { DecidedTwice } from "./simulated-call.ts";

/** Both decide like a live configuration; the answer says elsewhere which versions they are. */
const config: ConfigInForce = { version: 0, hash: "", source: "live", ageMs: 0 };

/** Decides a call by each of two configurations, under the same conditions. */
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

/** The parts of a decision that depend on the configuration's content, without ids and versions. */
const compared: Readonly<Record<string, (decision: Decision) => unknown>> = {
  class: (decision) => decision.class,
  action: (decision) => decision.action,
  "number.territory": ({ number }) => number.territory,
  "number.services": ({ number }) => number.services,
  "number.serviceUrn": ({ number }) => number.serviceUrn,
  "number.shortCode": ({ number }) => number.shortCode,
  "number.callingCode": ({ number }) => number.callingCode,
  conversion: (decision) => decision.conversion,
  routes: (decision) => decision.routes,
  contacts: (decision) => decision.contacts,
  retryOn: (decision) => decision.retryOn,
  flags: (decision) => decision.flags,
};

const fields = Object.entries(compared);

/** The names of the fields in which two decisions about one call differ. */
export const differences = (before: Decision, after: Decision): readonly string[] =>
  fields.flatMap(([name, read]) => {
    const [was, is] = [read(before), read(after)];
    return was === is || isDeepStrictEqual(was, is) ? [] : [name];
  });

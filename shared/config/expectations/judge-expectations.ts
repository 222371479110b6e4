import { pace } from "../../pace.ts";
import type { CallSetup, ReadCall } from "../../recognition/call-setup.ts";
import { readCallSetup } from "../../recognition/read-call-setup.ts";
import { decide } from "../../routing/decide.ts";
import type { ConfigInForce, Decision } from "../../routing/decision.ts";
import type { Snapshot } from "../../routing/snapshot.ts";
import type { Expectation } from "../expectation.ts";
import { expectedCall } from "./expected-call.ts";
import { firstRoutes, sharedStarts } from "./first-routes.ts";
import { type BrokenExpectation, unmetBy } from "./unmet.ts";

/** Judged as a live configuration: its age is no matter of the configuration itself. */
const config: ConfigInForce = { version: 0, hash: "", source: "live", ageMs: 0 };

/** The expectations that the decisions of a configuration do not meet, each at its own instant or at `nowMs`. Paced. */
export async function brokenExpectations(
  expectations: readonly Expectation[],
  snapshot: Snapshot,
  nowMs: number,
): Promise<readonly BrokenExpectation[]> {
  const starts = sharedStarts(snapshot);
  const broken: BrokenExpectation[] = [];
  for (const [index, expectation] of expectations.entries()) {
    const decision = expectedCallDecided(expectation, snapshot, nowMs);
    const unmet = unmetBy(decision, expectation.expect, firstRoutes(decision, starts));
    if (unmet.length > 0)
      broken.push({ index, expectation, unmet, needsDamagedTable: decision.flags.includes("lookup-table-damaged") });
    if (pace.isDue()) await pace.rest();
  }
  return broken;
}

/** The decision about an expectation's call, as the webhook would make it. */
export function expectedCallDecided(expectation: Expectation, snapshot: Snapshot, nowMs: number): Decision {
  const { at } = expectation;
  const stamp = { nowMs: at === null ? nowMs : Date.parse(at), decisionId: "expectation" };
  return decide(readExpectedCall(expectation), { snapshot, config }, stamp);
}

/** The call as the signalling layer would describe it; the schema has checked its fields. */
function readExpectedCall(expectation: Expectation): ReadCall {
  const callId: CallSetup["callId"] = `expectation-${expectation.name}`;
  const read = readCallSetup({ ...expectedCall(expectation), callId }, () => callId);
  if (read === null) throw new Error(`the expectation ${expectation.name} has no called party`);
  return read;
}

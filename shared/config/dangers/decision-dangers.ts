import { isDeepStrictEqual } from "node:util";
import { normaliseParty } from "../../recognition/normalise-party.ts";
import type { Decision } from "../../routing/decision.ts";
import type { DecidedTwice, SimulatedCall } from "../simulate/simulated-call.ts";
import { type Additions, isEmergency, isOnboarded } from "./additions.ts";
import type { Mark } from "./danger-rule.ts";

/** The parts of a decision that matter to an emergency: where it goes, how it is written, who routes it. Other names alone make no difference. */
const compared: Readonly<Record<string, (decision: Decision) => unknown>> = {
  class: (decision) => decision.class,
  territory: ({ number }) => number.territory,
  "called party": ({ conversion }) => conversion.calledParty,
  "calling party": ({ conversion }) => conversion.callingParty ?? null,
  routes: ({ routes }) => routes.map(({ requestUri, headers, timeoutMs }) => ({ requestUri, headers, timeoutMs })),
  "retry on": ({ retryOn }) => [...retryOn].sort(),
  "platform routing": ({ flags }) => flags.includes("platform-routed-territory"),
};

/** What explains a different decision: the marks of the dangers found, and what the change adds. */
export type Explanations = { readonly marks: ReadonlySet<Mark>; readonly added: Additions };

/** Describes an emergency that is decided differently though no danger and no addition explains it; null for any other call. */
export function describeUnexplained(
  call: SimulatedCall,
  { before, after }: DecidedTwice,
  { marks, added }: Explanations,
): string | null {
  if (!isEmergency(before)) return null;
  const fields = Object.entries(compared).flatMap(([name, read]) =>
    isDeepStrictEqual(read(before), read(after)) ? [] : [name],
  );
  if (fields.length === 0 || isOnboarded(call, before, after, added)) return null;
  return marksOf(call, before, after).some((mark) => marks.has(mark)) ? null : describe(call, before, fields);
}

function marksOf({ read: { call } }: SimulatedCall, before: Decision, after: Decision): readonly Mark[] {
  const marks: Mark[] = [`ingress ${call.ingress ?? "default"}`];
  if ([before, after].some(({ flags }) => flags.includes("unknown-ingress"))) marks.push("ingress default");
  if (call.tenant !== null) marks.push(`tenant ${call.tenant}`);
  for (const { number, routes, conversion, flags, location } of [before, after]) {
    const { shortCode, territory, candidateTerritories } = number;
    for (const code of territory === null ? candidateTerritories : [territory])
      marks.push(`territory ${code}`, `number ${code} ${shortCode}`);
    if (location?.area != null) marks.push(`area ${location.area}`);
    if (territory === null) marks.push(`unplaced ${shortCode}`);
    for (const { name } of routes) marks.push(`route ${name}`);
    marks.push(`conversion ${conversion.name}`);
    if (flags.includes("contingency-route")) marks.push("contingency");
  }
  return marks;
}

function describe({ source, read: { call } }: SimulatedCall, { number }: Decision, fields: readonly string[]): string {
  // The description of a real call has nothing that could name the caller.
  const dialled = source === "trail" ? normaliseParty(call.calledParty).text : call.calledParty;
  const from = [
    ...(call.ingress === null ? [] : [` at ${call.ingress}`]),
    ...(call.tenant === null ? [] : [` for ${call.tenant}`]),
    ...(number.territory === null ? [] : [` in ${number.territory}`]),
  ].join("");
  return `${dialled}${from}: ${fields.join(", ")}`;
}

import { isDeepStrictEqual } from "node:util";
import { normaliseParty } from "../../recognition/normalise-party.ts";
import type { Decision } from "../../routing/decision.ts";
import type { DecidedTwice, SimulatedCall } from "../simulate/simulated-call.ts";
import { type Additions, isEmergency, isOnboarded } from "./additions.ts";
import type { Mark } from "./danger-rule.ts";

/** What a decision says of where an emergency goes, how it is written and whose it is. Names alone are no difference. */
const compared: Readonly<Record<string, (decision: Decision) => unknown>> = {
  class: (decision) => decision.class,
  territory: ({ number }) => number.territory,
  "called party": ({ conversion }) => conversion.calledParty,
  "calling party": ({ conversion }) => conversion.callingParty ?? null,
  routes: ({ routes }) => routes.map(({ requestUri, headers, timeoutMs }) => ({ requestUri, headers, timeoutMs })),
  "retry on": ({ retryOn }) => [...retryOn].sort(),
  "platform routing": ({ flags }) => flags.includes("platform-routed-territory"),
};

/** What a change is known to do: the marks of its dangers, and what it adds. */
export type Accounted = { readonly marks: ReadonlySet<Mark>; readonly added: Additions };

/**
 * Names an emergency that is decided otherwise though neither a danger nor an addition accounts for it; null for any other
 * call.
 */
export function unaccountedFor(
  call: SimulatedCall,
  { before, after }: DecidedTwice,
  { marks, added }: Accounted,
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
  for (const { number, routes, conversion, flags } of [before, after]) {
    const { shortCode, territory, candidateTerritories } = number;
    for (const code of territory === null ? candidateTerritories : [territory])
      marks.push(`territory ${code}`, `number ${code} ${shortCode}`);
    if (territory === null) marks.push(`unplaced ${shortCode}`);
    for (const { name } of routes) marks.push(`route ${name}`);
    marks.push(`conversion ${conversion.name}`);
    if (flags.includes("contingency-route")) marks.push("contingency");
  }
  return marks;
}

function describe({ source, read: { call } }: SimulatedCall, { number }: Decision, fields: readonly string[]): string {
  // Of a real call nothing is told that could name the caller.
  const dialled = source === "trail" ? normaliseParty(call.calledParty).text : call.calledParty;
  const from = [
    ...(call.ingress === null ? [] : [` at ${call.ingress}`]),
    ...(call.tenant === null ? [] : [` for ${call.tenant}`]),
    ...(number.territory === null ? [] : [` in ${number.territory}`]),
  ].join("");
  return `${dialled}${from}: ${fields.join(", ")}`;
}

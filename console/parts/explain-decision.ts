import type { Schema } from "../api/client.ts";
import { explainLocation, type ToldLocation } from "./explain-location.ts";
import type { Step } from "./step.ts";

type Decided = Pick<Schema<"SimulatedDecision">, "class" | "action" | "number" | "conversion" | "routes" | "flags"> & {
  readonly location?: ToldLocation | null;
};

const spellings: Readonly<Record<NonNullable<Decided["number"]["spelling"]>, string>> = {
  "plus-country-short-code": "+ country code and short code, as Zoom Phone sends it",
  "short-code": "the short code alone, as Teams sends it",
  "legacy-plus-short-code": "+ before the short code, without a country code",
  "international-prefix": "00 or another prefix for abroad, country code and short code",
  tel: "a tel: URI",
  sip: "a SIP URI",
  "service-urn": "a service URN (RFC 5031)",
  "no-plus": "country code and short code without +",
  "trunk-zero": "a zero before the short code",
  mask: "a mask of the ingress",
};

const hints: Readonly<Record<NonNullable<Decided["number"]["territoryFrom"]>, string>> = {
  event: "the request says so, and the ingress is trusted to know",
  location: "the caller's location is there, and the ingress is trusted to know",
  tenant: "the customer's default",
  ingress: "the ingress's default",
  callingParty: "the caller's number belongs there",
  callingCode: "the only territory with this country code",
  union: "nothing tells where the caller is, so every territory with this country code counts",
};

export const classNames: Readonly<Record<Decided["class"], string>> = {
  emergency: "Emergency",
  "emergency-normal-routing": "Emergency number, routed as an ordinary call",
  test: "Test call",
  special: "Special number",
  ordinary: "Ordinary call",
};

/** The decision in the order in which it was taken. */
export function explainDecision(decided: Decided): readonly Step[] {
  return [
    readStep(decided),
    spellingStep(decided),
    territoryStep(decided),
    ...placeSteps(decided),
    listStep(decided),
    conversionStep(decided),
    routeStep(decided),
  ];
}

/** None for a call without a place. Decisions of earlier releases do not have it. */
const placeSteps = ({ location, flags }: Decided): readonly Step[] =>
  location == null ? [] : [explainLocation(location, flags)];

const readStep = ({ number: { received, normalised } }: Decided): Step => ({
  name: "Number",
  value: normalised,
  why: received === normalised ? "as it was dialled" : `was dialled as ${received}`,
});

function spellingStep({ number: { spelling, callingCode, shortCode }, flags }: Decided): Step {
  if (spelling === null)
    return {
      name: "Spelling",
      value: "none",
      why: "written as no emergency number is; whole strings count, never prefixes",
    };
  const code = callingCode === null ? "" : `+${callingCode} `;
  const doubt = flags.includes("unexpected-spelling") ? "; the ingress does not list this spelling" : "";
  return { name: "Spelling", value: `${code}${shortCode ?? ""}`, why: `${spellings[spelling]}${doubt}` };
}

function territoryStep({ number: { territory, territoryFrom, candidateTerritories } }: Decided): Step {
  const why = territoryFrom === null ? "not looked for" : hints[territoryFrom];
  if (territory !== null) return { name: "Territory", value: territory, why };
  return { name: "Territory", value: candidateTerritories.join(" ") || "unknown", why, isSeveral: true };
}

function listStep({ class: found, number: { services }, flags }: Decided): Step {
  const value = classNames[found];
  const has = (flag: string): boolean => flags.includes(flag);
  if (has("unprovisioned"))
    return { name: "List", value, why: "only the built-in catalogue has it; the configuration does not" };
  if (has("universal-number"))
    return { name: "List", value, why: "an emergency everywhere by the configuration's defaults" };
  if (found === "ordinary")
    return { name: "List", value, why: has("suspected") ? "in no list, but it looks like an emergency" : "in no list" };
  return {
    name: "List",
    value,
    why: services.length === 0 ? "listed, for help in general" : `listed, for ${services.join(", ")}`,
  };
}

function conversionStep({ conversion: { name, calledParty, callingParty }, flags }: Decided): Step {
  const failed = flags.includes("conversion-failed") ? "; a conversion failed" : "";
  const caller = callingParty === undefined ? "" : `; the caller is shown as ${callingParty}`;
  return { name: "Conversion", value: calledParty, why: `by ${name}${failed}${caller}` };
}

function routeStep({ action, routes, flags }: Decided): Step {
  if (action === "continue")
    return { name: "Route", value: "your own routing", why: "the signalling layer routes it as any call" };
  const why = flags.includes("contingency-route")
    ? "it has no usable route, so it takes the contingency route"
    : `first of ${routes.length}`;
  return { name: "Route", value: routes[0]?.name ?? "none", why };
}

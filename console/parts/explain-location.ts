import type { Schema } from "../api/client.ts";
import type { Step } from "./step.ts";

/** Of an answer, or as it was recorded: then without the ELIN. */
export type ToldLocation = Schema<"RecordedLocation"> & Partial<Pick<Schema<"DecidedLocation">, "elin">>;

const matches: Readonly<Record<NonNullable<ToldLocation["match"]>, string>> = {
  inside: "the middle of the place is inside it",
  overlaps: "the middle of the place is inside it, and the place touches others too",
  key: "a row leads there",
  default: "nothing leads to another, and this one is for all others",
};

const sources: Readonly<Record<string, string>> = {
  boundary: "by the boundaries",
  civic: "by the address",
  locationKey: "by the location key",
  callingParty: "by the caller's number",
  callingPartyPrefix: "by the beginning of the caller's number",
};

/** Why there is no area, by the first of these flags. */
const without: readonly (readonly [flag: string, why: string])[] = [
  ["location-unreadable", "no place could be read from what was given"],
  ["location-by-reference", "the place is a reference, which is not fetched"],
  ["location-stale", "the place is too old to be used"],
  ["location-method", "the place was found in a way that the rule does not list"],
  ["location-unmatched", "no area of the territory has it"],
  ["location-missing", "no place was given, and the territory has areas"],
];

/** Which area serves the caller and why; the territory decides where none does. */
export function explainLocation(
  { from, area, displayName, match, ...place }: ToldLocation,
  flags: readonly string[],
): Step {
  const told = area === null ? whyNone(flags) : [match === null ? "" : matches[match], sources[from ?? ""] ?? ""];
  const { alternatives, method, uncertaintyM, elin } = place;
  const why = [
    ...told,
    alternatives.length === 0 ? "" : `may also be ${alternatives.join(", ")}`,
    method === null ? "" : `found by ${method}`,
    uncertaintyM === null ? "" : `within ${Math.round(uncertaintyM)} m`,
    elin == null ? "" : `ELIN ${elin}`,
    flags.includes("screened") ? "so the call is screened first" : "",
  ];
  return {
    name: "Place",
    value: area === null ? "no area" : (displayName ?? area),
    why: why.filter((part) => part !== "").join("; "),
  };
}

const whyNone = (flags: readonly string[]): readonly string[] => [
  without.find(([flag]) => flags.includes(flag))?.[1] ?? "the territory alone decides",
];

import { isMoreUrgent } from "../../recognition/classes.ts";
import type { Decision } from "../../routing/decision.ts";
import type { EmergencyList, ListEntry } from "./emergency-list.ts";
import type { ListDifference } from "./list-comparison.ts";
import type { Holder } from "./list-format.ts";
import { decideBy, type ListedCalls } from "./make-list.ts";
import { writeTargets } from "./targets.ts";

/** What the version has and the list has not. */
export const sayMissing = (entry: ListEntry, { missing }: Holder, version: number): ListDifference => ({
  ...nameEntry(entry),
  whatHappens: `${missing}; version ${version} has it as ${nameClass(entry.class)}${placesOf(entry)}`,
});

/** What both have, but the list sends elsewhere. */
export const sayOtherTargets = (entry: ListEntry, targets: string, version: number): ListDifference => ({
  ...nameEntry(entry),
  whatHappens: `the list sends it to ${listTargets(targets)}; version ${version} sends it to ${listTargets(writeTargets(entry))}`,
});

/** What the list has and the version has not: what the version would decide about it, the most urgent of all ingresses. */
export function sayExtra(
  dialString: string,
  { listed }: Holder,
  { list, snapshot, ingresses }: ListedCalls & { readonly list: EmergencyList },
): ListDifference {
  const { version, createdAt } = list;
  const decisions = ingresses.map((ingress) =>
    decideBy(snapshot, { calledParty: dialString, ingress, tenant: null, territory: null }, Date.parse(createdAt) || 0),
  );
  const decision = decisions.reduce((most, other) => (isMoreUrgent(other.class, most.class) ? other : most));
  const { territory, shortCode } = decision.number;
  return {
    dialString,
    territory,
    shortCode,
    whatHappens: `${listed}; version ${version} decides it as ${nameClass(decision.class)}${placeAndFlags(decision)}`,
  };
}

const nameEntry = ({ dialString, territories, shortCode }: ListEntry) => {
  const [only = null, ...others] = territories;
  return { dialString, territory: others.length === 0 ? only : null, shortCode };
};

const classNames: Readonly<Record<Decision["class"], string>> = {
  emergency: "an emergency call",
  "emergency-normal-routing": "an emergency number that is routed as usual",
  test: "a test call",
  special: "a special number",
  ordinary: "an ordinary call",
};

const nameClass = (name: Decision["class"]): string => classNames[name];

const placesOf = ({ territories }: ListEntry): string =>
  territories.length === 0 ? "" : ` of ${namesOf(territories)}`;

const namesAtMost = 8;

const namesOf = (territories: readonly string[]): string =>
  territories.length <= namesAtMost
    ? territories.join(", ")
    : `${territories.slice(0, namesAtMost).join(", ")} and ${territories.length - namesAtMost} more`;

const placeAndFlags = ({ number, flags }: Decision): string =>
  (number.territory === null ? "" : ` of ${number.territory}`) + (flags.length === 0 ? "" : ` (${flags.join(", ")})`);

const listTargets = (targets: string): string =>
  targets === ""
    ? "nothing"
    : targets
        .split("|")
        .filter((target) => target !== "")
        .join(", then ");

import { services } from "../../catalogue/catalogue-entry.ts";
import { pace } from "../../pace.ts";
import { isMoreUrgent } from "../../recognition/classes.ts";
import type { IngressProfile } from "../../recognition/ingress-profile.ts";
import { generalServiceUrn } from "../../recognition/service-urn.ts";
import { decide } from "../../routing/decide.ts";
import type { ConfigInForce, Decision } from "../../routing/decision.ts";
import type { Snapshot } from "../../routing/snapshot.ts";
import { sortPaced } from "../../sort-paced.ts";
import type { CompiledDocument } from "../compiled-document.ts";
import { madeCall } from "../simulate/simulated-call.ts";
import { dialStringsOf } from "./dial-strings.ts";
import type { EmergencyList, ListEntry, ListOrigin } from "./emergency-list.ts";
import { type ListedNumber, listedNumbers } from "./listed-numbers.ts";

/** Calls through one of these ingresses, null for none, are decided by this configuration. */
export type ListedCalls = { readonly snapshot: Snapshot; readonly ingresses: readonly (string | null)[] };

/** `ingresses`: through which callers dial; null for calls that name none. `withUrns`: also services by their name. */
export type ListWanted = Pick<ListedCalls, "ingresses"> & {
  readonly territories: ReadonlySet<string> | null;
  readonly withUrns: boolean;
};

/**
 * Every whole string by which an emergency or test number can be dialled through some ingresses, with what the version decides
 * about it. A string is listed if a call with it would be decided as an emergency or test from any of the territories that have
 * the number. Time does not matter: the version's own instant is used. Paced.
 */
export async function makeList(
  { document, snapshot }: CompiledDocument,
  origin: ListOrigin,
  wanted: ListWanted,
): Promise<EmergencyList> {
  const createdMs = Date.parse(origin.createdAt) || 0;
  const strings = new Map<string, ListedString>();
  const numbers = await listedNumbers(document, { createdMs, territories: wanted.territories });
  for (const ingress of wanted.ingresses) {
    const write = dialStringsOf(profileOf(ingress, snapshot));
    for (const number of numbers) {
      for (const { text, calledParty } of write(number.shortCode, snapshot.plan.callingCodeOf(number.territory)))
        addString(strings, { text, calledParty, ingress, number }, snapshot);
      if (pace.isDue()) await pace.rest();
    }
  }
  const entries: ListEntry[] = wanted.withUrns ? [...urnEntries(wanted.ingresses, snapshot, createdMs)] : [];
  for (const [text, string] of strings) {
    entries.push(entryOf(text, string, snapshot, createdMs));
    if (pace.isDue()) await pace.rest();
  }
  return { ...origin, entries: await sortPaced(entries, ({ dialString }) => dialString) };
}

/** The profile by which calls through an ingress are decided. */
export const profileOf = (ingress: string | null, { ingresses, defaultIngress }: Snapshot): IngressProfile =>
  (ingress === null ? undefined : ingresses.get(ingress)) ?? defaultIngress;

/** A string with the decisions of calls from each of the territories and tenants that have its number. */
type ListedString = {
  readonly calledParty: string;
  readonly ingress: string | null;
  readonly territories: string[];
  /** The first decision with the most urgent class. */
  best: Told;
  /** Whether all decisions have the same class and the same two best routes. */
  isAgreed: boolean;
};

/** What a list says of a decision. Whole decisions would fill the memory. */
type Told = Pick<ListEntry, "shortCode" | "routes"> & { readonly class: Decision["class"] };

const tell = ({ class: callClass, number: { shortCode }, routes }: Decision): Told => ({
  class: callClass,
  shortCode,
  routes: routes.length > 2 ? routes.slice(0, 2) : routes,
});

type Dialled = {
  readonly text: string;
  readonly calledParty: string;
  readonly ingress: string | null;
  readonly number: ListedNumber;
};

function addString(strings: Map<string, ListedString>, dialled: Dialled, snapshot: Snapshot): void {
  const { text, calledParty, ingress, number } = dialled;
  const { tenant, territory, atMs } = number;
  const known = strings.get(text);
  // Through another ingress the same numbers have it.
  if (known !== undefined && known.ingress !== ingress) return;
  const told = tell(decideBy(snapshot, { calledParty, ingress, tenant, territory }, atMs));
  if (told.class !== "emergency" && told.class !== "test") return;
  if (known === undefined) {
    strings.set(text, { calledParty, ingress, territories: [territory], best: told, isAgreed: true });
    return;
  }
  if (!known.territories.includes(territory)) known.territories.push(territory);
  known.isAgreed &&= isSameWay(known.best, told);
  if (isMoreUrgent(told.class, known.best.class)) known.best = told;
}

/** Where the territories of a string disagree, a call from nowhere known decides. */
function entryOf(text: string, string: ListedString, snapshot: Snapshot, atMs: number): ListEntry {
  const { calledParty, ingress, territories, best, isAgreed } = string;
  const unplaced = isAgreed
    ? best
    : tell(decideBy(snapshot, { calledParty, ingress, tenant: null, territory: null }, atMs));
  return describe(text, unplaced.class === best.class ? unplaced : best, territories.sort());
}

const describe = (dialString: string, told: Told, territories: readonly string[]): ListEntry => ({
  dialString,
  class: told.class === "test" ? "test" : "emergency",
  shortCode: told.shortCode,
  territories,
  routes: told.routes,
});

const serviceUrns = [
  generalServiceUrn,
  ...services.map((service) => `${generalServiceUrn}.${service}`),
  "urn:service:test.sos",
];

/** Services by name, where an ingress lists them. */
function* urnEntries(
  ingresses: readonly (string | null)[],
  snapshot: Snapshot,
  atMs: number,
): Generator<ListEntry, void, undefined> {
  const ingress = ingresses.find((name) => profileOf(name, snapshot).spellings.has("service-urn"));
  if (ingress === undefined) return;
  for (const calledParty of serviceUrns) {
    const decision = decideBy(snapshot, { calledParty, ingress, tenant: null, territory: null }, atMs);
    yield describe(calledParty, tell(decision), []);
  }
}

/** A list names its version itself. */
const config: ConfigInForce = { version: 0, hash: "", source: "live", ageMs: 0 };

/** What a version decides about a call of which nothing else is known. */
export const decideBy = (snapshot: Snapshot, call: Parameters<typeof madeCall>[0], nowMs: number): Decision =>
  decide(madeCall(call), { snapshot, config }, { nowMs, decisionId: "list" });

const isSameWay = (a: Told, b: Told): boolean => a.class === b.class && wayOf(a) === wayOf(b);

/** The two best routes as text. No part of them holds a line break. */
const wayOf = ({ routes }: Told): string =>
  routes.map(({ requestUri, headers }) => `${requestUri} ${headers.Route ?? ""}`).join("\n");

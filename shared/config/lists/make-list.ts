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

/** `ingresses`: through which a string can come. */
type DialledThrough = { readonly calledParty: string; readonly ingresses: [string | null, ...(string | null)[]] };

/** A string with the decisions of calls from each of the territories and tenants that have its number, through the first of its ingresses. */
type ListedString = DialledThrough & {
  readonly territories: string[];
  all: Agreement;
  /** Of callers of no tenant: one tenant's own routes are not everybody's. Null if only tenants have the number. */
  common: Agreement | null;
};

/** The first decision with the most urgent class, and whether all have the same class and the same two best routes. */
type Agreement = { readonly best: Told; readonly isAgreed: boolean };

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
  if (known !== undefined && known.ingresses[0] !== ingress) {
    if (!known.ingresses.includes(ingress)) known.ingresses.push(ingress);
    return;
  }
  const told = tell(decideBy(snapshot, { calledParty, ingress, tenant, territory }, atMs));
  if (told.class !== "emergency" && told.class !== "test") return;
  if (known === undefined) {
    const all = { best: told, isAgreed: true };
    const common = tenant === null ? all : null;
    strings.set(text, { calledParty, ingresses: [ingress], territories: [territory], all, common });
    return;
  }
  if (!known.territories.includes(territory)) known.territories.push(territory);
  known.all = agree(known.all, told);
  if (tenant === null) known.common = agree(known.common, told);
}

function agree(known: Agreement | null, told: Told): Agreement {
  if (known === null) return { best: told, isAgreed: true };
  const best = isMoreUrgent(told.class, known.best.class) ? told : known.best;
  return { best, isAgreed: known.isAgreed && isSameWay(known.best, told) };
}

/** What all callers have, else what those of no tenant have; where territories disagree, a call from nowhere known decides. */
function entryOf(text: string, string: ListedString, snapshot: Snapshot, atMs: number): ListEntry {
  const { all, common, territories } = string;
  const { best } = all;
  const agreed = [all, common].find((one) => one?.isAgreed && one.best.class === best.class)?.best;
  const told = agreed ?? unplaced(string, snapshot, atMs);
  return describe(text, told.class === best.class ? told : best, territories.sort());
}

/** The decision about a call of which only the ingress is known. Where the ingresses disagree, that is not known either. */
function unplaced({ calledParty, ingresses }: DialledThrough, snapshot: Snapshot, atMs: number): Told {
  const through = (ingress: string | null): Told =>
    tell(decideBy(snapshot, { calledParty, ingress, tenant: null, territory: null }, atMs));
  const [first, ...others] = ingresses;
  const told = through(first);
  return others.every((ingress) => isSameWay(told, through(ingress))) ? told : through(null);
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
  const [first, ...others] = ingresses.filter((name) => profileOf(name, snapshot).spellings.has("service-urn"));
  if (first === undefined) return;
  for (const calledParty of serviceUrns)
    yield describe(calledParty, unplaced({ calledParty, ingresses: [first, ...others] }, snapshot, atMs), []);
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

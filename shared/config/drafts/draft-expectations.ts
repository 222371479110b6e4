import { type Checked, faulty, valid } from "../../checked.ts";
import { pace } from "../../pace.ts";
import type { CallClass } from "../../recognition/classes.ts";
import type { Decision } from "../../routing/decision.ts";
import type { Snapshot } from "../../routing/snapshot.ts";
import type { CompiledDocument } from "../compiled-document.ts";
import type { ConfigDocument, NumberItem } from "../document.ts";
import type { ExpectedDecision } from "../expectation.ts";
import { expectedCallDecided } from "../expectations/judge-expectations.ts";
import { writeSpelling } from "../simulate/write-spellings.ts";
import { areaPins, type Pin } from "./area-pins.ts";
import type { DraftedExpectation, ExpectationsDraft } from "./drafted-expectations.ts";
import { expectationName, type PinnedCall } from "./expectation-name.ts";
import type { ExpectationsWanted } from "./expectations-wanted.ts";

/** As many as a change set of 4 MiB holds with ease. */
const draftedAtMost = 5_000;

const pinnedClasses: ReadonlySet<CallClass> = new Set(["emergency", "emergency-normal-routing", "test"]);

type Ingress = ConfigDocument["ingresses"][number];

/** Calls that name no ingress, or an unknown one. */
const unnamed = "default";

/**
 * A change set that pins what is decided today: for every emergency and test number of some territories that is valid now, by every
 * ingress, the call in the ingress's first spelling, and each of its masks; and the callers that areas have as examples. Expectations that are there already stay as they are. A
 * fault where nothing is to be pinned, or too much. Paced.
 */
export async function draftExpectations(
  wanted: ExpectationsWanted,
  { version, document, snapshot }: CompiledDocument & { readonly version: number },
  nowMs: number,
): Promise<Checked<ExpectationsDraft>> {
  const known = new Set(document.expectations.map(({ name }) => name));
  const operations: DraftedExpectation[] = [];
  const skipped: string[] = [];
  const names = new Set<string>();
  for (const number of document.numbers) {
    if (isPinned(number, wanted, nowMs))
      for (const { call, dialled } of callsOf(number, wanted, { document, snapshot })) {
        const name = expectationName(call);
        if (names.has(name)) continue;
        names.add(name);
        if (known.has(name)) skipped.push(`expectation ${name}`);
        else operations.push(pin(numberPin(name, call, dialled), { snapshot, nowMs }));
      }
    if (pace.isDue()) await pace.rest();
  }
  for (const one of areaPins(wanted, { document, snapshot })) {
    if (names.has(one.name)) continue;
    names.add(one.name);
    if (known.has(one.name)) skipped.push(`expectation ${one.name}`);
    else operations.push(pin(one, { snapshot, nowMs }));
    if (pace.isDue()) await pace.rest();
  }
  const fault = faultOf(operations.length, skipped.length, document.expectations.length);
  if (fault !== null) return faulty([{ path: "expectations", message: fault }]);
  return valid({
    changeSet: { baseVersion: version, reason: reasonFor(operations.length, wanted), operations },
    skipped,
  });
}

function faultOf(added: number, skipped: number, present: number): string | null {
  if (added === 0) return skipped === 0 ? "there is no number to pin" : "all of them are there already";
  if (added > draftedAtMost)
    return `would be ${added} expectations, and a draft has at most ${draftedAtMost}: name territories or ingresses`;
  const total = present + added;
  return total > 10_000 ? `would be ${total} expectations in all, and at most 10000 are possible` : null;
}

const isPinned = (number: NumberItem, { territories }: ExpectationsWanted, nowMs: number): boolean =>
  pinnedClasses.has(number.class) &&
  (territories?.includes(number.territory) ?? true) &&
  (number.validFrom === null || Date.parse(number.validFrom) <= nowMs) &&
  (number.validUntil === null || nowMs < Date.parse(number.validUntil));

type DialledCall = { readonly call: PinnedCall; readonly dialled: string };

/** The calls to a number: by each ingress in its first spelling that the number can be written in, and by its masks. */
function callsOf(
  { territory, shortCode, tenant }: NumberItem,
  { ingresses }: ExpectationsWanted,
  { document, snapshot }: CompiledDocument,
): readonly DialledCall[] {
  const code = callingCodeOf(territory, snapshot);
  const call = { territory, shortCode, tenant: tenant === "*" ? null : tenant, mask: null };
  const named = document.ingresses.filter(({ name }) => ingresses?.includes(name) ?? true);
  const calls = named.flatMap((ingress): readonly DialledCall[] => {
    const dialled = firstSpelling(ingress, shortCode, code);
    const masks = ingress.masks.filter((mask) => mask.shortCode === shortCode).map((mask) => mask.dialled);
    const of = { ...call, ingress: ingress.name };
    return [
      ...(dialled === null ? [] : [{ call: of, dialled }]),
      ...masks.map((mask) => ({ call: { ...of, mask }, dialled: mask })),
    ];
  });
  // Where nothing is configured of ingresses, calls come by none of them.
  if (document.ingresses.length > 0) return calls;
  return [{ call: { ...call, ingress: unnamed }, dialled: code === null ? shortCode : `+${code}${shortCode}` }];
}

const callingCodeOf = (territory: string, { plan }: Snapshot): string | null => plan.callingCodeOf(territory);

function firstSpelling(ingress: Ingress, shortCode: string, callingCode: string | null): string | null {
  const dialling = {
    spellings: new Set(ingress.spellings),
    internationalPrefixes: new Set(ingress.internationalPrefixes),
    masks: new Map<string, readonly string[]>(),
  };
  for (const spelling of ingress.spellings) {
    const [written] = writeSpelling(spelling, shortCode, callingCode, dialling);
    if (written !== undefined) return written;
  }
  return null;
}

function numberPin(name: string, pinned: PinnedCall, dialled: string): Pin {
  const { territory, shortCode, ingress, tenant, mask } = pinned;
  const whose = tenant === null ? "" : ` for ${tenant}`;
  const how = mask === null ? "" : `, dialled ${mask}`;
  return {
    name,
    call: { ingress, calledParty: dialled, territory, ...(tenant === null ? {} : { tenant }) },
    why: `${shortCode} in ${territory} at ${ingress}${whose}${how} is decided like this today; to be reviewed`,
  };
}

function pin({ name, call, why }: Pin, { snapshot, nowMs }: PinnedNow): DraftedExpectation {
  const decision = expectedCallDecided({ name, call, at: null, expect: {}, why: "", owner: "" }, snapshot, nowMs);
  return {
    op: "put",
    kind: "expectation",
    item: { name, call, expect: expectedOf(decision), why, owner: "to be named" },
  };
}

type PinnedNow = { readonly snapshot: Snapshot; readonly nowMs: number };

/** What a decision has that a change should not take from it. Of flags only the absence of the contingency route is pinned. */
function expectedOf(decision: Decision): ExpectedDecision {
  const { class: callClass, action, number, conversion, routes, flags, location } = decision;
  const area = location?.area ?? null;
  const [first] = routes;
  return {
    class: callClass,
    action,
    ...(number.territory === null ? {} : { territory: number.territory }),
    ...(area === null ? {} : { area }),
    ...(action === "route" ? { conversion: conversion.name, calledParty: conversion.calledParty } : {}),
    ...(first === undefined ? {} : { firstRoute: first.name, requestUri: first.requestUri }),
    ...(flags.includes("contingency-route") ? {} : { flags: { lacks: ["contingency-route"] } }),
  };
}

/** A proposal, to be replaced by the operator's own words. */
function reasonFor(added: number, { territories, ingresses }: ExpectationsWanted): string {
  const where = [
    ...(territories === null ? [] : [` in ${listOf(territories)}`]),
    ...(ingresses === null ? [] : [` at ${listOf(ingresses)}`]),
  ].join("");
  return `pin what is decided today${where}: ${added === 1 ? "1 expectation" : `${added} expectations`}`;
}

const namesAtMost = 5;

function listOf(names: readonly string[]): string {
  const rest = names.length - namesAtMost;
  return names.slice(0, namesAtMost).join(", ") + (rest > 0 ? ` and ${rest} more` : "");
}

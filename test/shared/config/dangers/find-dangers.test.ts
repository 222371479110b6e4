import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type * as z from "zod";
import { compileSnapshot } from "../../../../shared/config/compile/compile-snapshot.ts";
import type { CompiledDocument } from "../../../../shared/config/compiled-document.ts";
import type { DangerCode } from "../../../../shared/config/danger-codes.ts";
import { type ConfigDocument, documentSchema } from "../../../../shared/config/document.ts";
import { type Item, type ItemKind, itemKinds, itemsOf, kinds } from "../../../../shared/config/item-kinds.ts";
import type { LocationTable } from "../../../../shared/location/areas.ts";
import { conversionStepSchema } from "../../../../shared/routing/conversion.ts";
import { type Route, routeSchema } from "../../../../shared/routing/route-set.ts";
import { amount } from "../../../support/amount.ts";
import { arbitraryDocument } from "../../../support/config/arbitrary-document.ts";
import {
  base,
  changed,
  dangersOf,
  findBetween,
  findBetweenCompiled,
  later,
  past,
  plus,
  soon,
} from "../../../support/config/dangers-of.ts";
import { smallTables } from "../../../support/config/small-document.ts";

describe("dangers", () => {
  it("are none where nothing changes", async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryDocument, async (document) => {
        expect(await findBetween(document, structuredClone(document))).toEqual([]);
      }),
      { numRuns: amount({ usual: 25, thorough: 100 }) },
    );
  });

  it("are none where emergency numbers are only added, with routes", async () => {
    const added = fc.uniqueArray(
      fc.record({
        tenant: fc.constantFrom("*", "contoso"),
        territory: fc.constantFrom("GB", "FR"),
        // Behind all others: an entry more for one of them can send it elsewhere, and a number before them takes over services.
        shortCode: fc.stringMatching(/^999[0-9]{1,3}$/),
        validFrom: fc.constantFrom(null, past, soon, later),
      }),
      { selector: ({ tenant, territory, shortCode, validFrom }) => [tenant, territory, shortCode, validFrom].join() },
    );
    await fc.assert(
      fc.asyncProperty(added, async (numbers) => {
        expect(await dangersOf(plus(...numbers))).toEqual([]);
      }),
      { numRuns: amount({ usual: 25, thorough: 100 }) },
    );
  });
});

/** Every kind of item is there, and emergencies use it. */
const used = changed(base, (d) => ({
  ingresses: d.ingresses.map((item) => ({ ...item, spellings: [...item.spellings, "international-prefix"] })),
  numbers: d.numbers.map((item) => (item.routeSet === null ? { ...item, conversion: "short-code" } : item)),
  legalHolds: [{ name: "case-7", reason: "court", tenant: "contoso", callId: "c", from: "2026-01-01T00:00:00.000Z" }],
  expectations: [
    {
      name: "gb-999",
      call: { ingress: "teams", calledParty: "999" },
      expect: { class: "emergency" },
      why: "999 is an emergency",
      owner: "voice",
    },
  ],
  changePolicies: [
    {
      approvals: { default: 1, anyDanger: 2, "removes-mask": 3 },
      direct: "refused-when-approval-needed",
      breakGlass: "refused",
    },
  ],
  areas: [{ name: "leeds", territory: "GB", displayName: "Leeds", routeSet: "fire", conversion: "short-code" }],
  locationTables: [{ name: "by-site", keys: "locationKey", version: 1 }],
  locationRules: [{ territory: "GB", ingress: "teams", order: ["locationKey"], screenRouteSet: "fire" }],
  diverts: [
    {
      name: "evacuated",
      from: { routeSet: "fire" },
      to: "emergency",
      validFrom: "2026-11-22T00:00:00.000Z",
      validUntil: "2026-11-24T00:00:00.000Z",
      reason: "evacuated",
    },
  ],
  defaults: { ...d.defaults, universalNumbers: ["112", "911"] },
}));

/** A location table of another version leads to other areas. */
const bySite = (version: number): ReadonlyMap<string, LocationTable> =>
  new Map([["by-site", { keys: "locationKey", rows: new Map([["hq", version === 1 ? "leeds" : "york"]]) }]]);

/** A lookup table of another version has other rows. */
async function withTables(document: ConfigDocument): Promise<CompiledDocument> {
  const [table] = document.lookupTables;
  const tables = table?.version === 7 ? smallTables : new Map([["fr-communes", new Map([["75056", "0"]])]]);
  const [sites] = document.locationTables.filter(({ name }) => name === "by-site");
  const places = sites === undefined ? new Map() : bySite(sites.version);
  return { document, snapshot: await compileSnapshot(document, tables, places) };
}

const compiledUsed = await withTables(used);

/** The dangers of a change. */
const dangerCodesOf = async (after: ConfigDocument): Promise<readonly DangerCode[]> =>
  (await findBetweenCompiled(compiledUsed, await withTables(after))).map(({ danger }) => danger);

/** The document with other items of a kind. */
const withItems = (kind: ItemKind, items: readonly Item[]): ConfigDocument => {
  const { list } = itemKinds[kind];
  return documentSchema.parse({ ...used, ...(list === null ? { defaults: items[0] } : { [list]: items }) });
};

const withFields = (kind: ItemKind, fields: Item): ConfigDocument =>
  withItems(
    kind,
    itemsOf(used, kind).map((item, i) => (i === 0 ? { ...item, ...fields } : item)),
  );

/** What another value of a field costs. Nothing: the change needs no confirmation. */
type Verdict = { readonly value: unknown; readonly dangers: readonly DangerCode[] };
const to = (value: unknown, ...dangers: readonly DangerCode[]): Verdict => ({ value, dangers });

const [route, otherRoute] = used.routeSets[0]?.routes ?? [];

/** Does not compile, and fails below, when an item's schema has a field more. */
const fieldVerdicts: {
  readonly [Kind in ItemKind]: Readonly<Record<keyof z.infer<(typeof itemKinds)[Kind]["schema"]>, Verdict>>;
} = {
  ingress: {
    name: to("another", "removes-mask", "removes-ingress"),
    spellings: to(["short-code"], "narrows-spellings"),
    masks: to([], "removes-mask"),
    internationalPrefixes: to(["00"], "narrows-spellings"),
    defaultTerritory: to("FR", "moves-callers"),
    platformRoutedTerritories: to([], "changes-platform-routing"),
    trustTerritory: to(false, "changes-territory-trust"),
    strictSpellings: to(true, "narrows-spellings"),
    redirectHeaders: to(true, "changes-emergency-headers"),
  },
  tenant: {
    name: to("another", "removes-tenant"),
    defaultTerritory: to("FR", "moves-callers"),
  },
  territory: {
    code: to("GG", "empties-territory", "leaves-number-without-route"),
    // Validation refuses any but the one that is assigned.
    callingCode: to("44"),
    routeSet: to("fire", "reroutes-emergency-calls"),
    conversion: to("as-received", "rewrites-emergency-numbers"),
    contingencyRouteSet: to("fire", "changes-contingency-route"),
    universalNumbers: to([], "drops-universal-number"),
  },
  number: {
    tenant: to("contoso", "removes-emergency-number"),
    territory: to("FR", "removes-emergency-number"),
    shortCode: to("998", "removes-emergency-number"),
    class: to("special", "reclassifies-emergency-number"),
    services: to(["police"], "changes-services"),
    conversion: to("as-received", "rewrites-emergency-numbers"),
    routeSet: to("fire", "reroutes-emergency-calls"),
    validFrom: to(soon, "removes-emergency-number"),
    validUntil: to(soon, "removes-emergency-number"),
    source: to("Ofcom"),
    verifiedOn: to("2026-11-01"),
    note: to("new"),
  },
  conversion: {
    // Validation refuses it while the old name is used; the last net would hold it too.
    name: to("another", "changes-emergency-decision"),
    steps: to([{ do: "replace", with: "1" }], "rewrites-emergency-numbers", "changes-default-conversion"),
    examples: to([{ in: "+353112", out: "112" }]),
  },
  "route-set": {
    // As with conversions.
    name: to("another", "changes-emergency-decision"),
    routes: to([route], "reroutes-emergency-calls"),
    retryOn: to([], "changes-route-timing"),
  },
  "lookup-table": {
    name: to("another"),
    // What a conversion looks up by is told with the conversion: the two must agree.
    keys: to("territory"),
    version: to(8, "changes-lookup-rows"),
    // The rows are looked at themselves.
    hash: to(`sha256:${"0".repeat(64)}`),
  },
  "legal-hold": {
    name: to("another", "releases-legal-hold"),
    reason: to("appeal"),
    tenant: to(null, "releases-legal-hold"),
    callId: to(null, "releases-legal-hold"),
    from: to(null, "releases-legal-hold"),
    to: to(soon, "releases-legal-hold"),
  },
  expectation: {
    // Under another name it is promised all the same.
    name: to("another"),
    call: to({ ingress: "teams", calledParty: "998" }, "weakens-expectation"),
    at: to(soon, "weakens-expectation"),
    expect: to({ action: "route" }, "weakens-expectation"),
    why: to("a law says so"),
    owner: to("the night shift"),
  },
  "change-policy": {
    approvals: to({ default: 2, anyDanger: 1, "removes-mask": 3 }, "weakens-change-policy"),
    direct: to("allowed", "weakens-change-policy"),
    breakGlass: to("allowed", "weakens-change-policy"),
  },
  area: {
    name: to("another", "changes-caller-areas"),
    territory: to("FR", "changes-caller-areas"),
    displayName: to("Leeds and around"),
    routeSet: to("emergency", "reroutes-emergency-calls"),
    conversion: to("as-received", "rewrites-emergency-numbers"),
    examples: to([{ locationKey: "hq" }]),
  },
  "location-table": {
    name: to("another", "changes-caller-areas"),
    // Validation refuses it: the rows say themselves what their keys are.
    keys: to("callingParty"),
    version: to(2, "changes-caller-areas"),
    // The rows are looked at themselves.
    hash: to(`sha256:${"0".repeat(64)}`),
  },
  "location-rule": {
    territory: to("FR", "reroutes-emergency-calls", "changes-caller-areas"),
    ingress: to("*", "reroutes-emergency-calls", "changes-caller-areas"),
    order: to(["civic", "locationKey"], "changes-caller-areas"),
    methods: to(["GPS"], "changes-caller-areas"),
    screenRouteSet: to(null, "reroutes-emergency-calls"),
    maxAgeS: to(60, "changes-caller-areas"),
  },
  divert: {
    name: to("another", "diverts-emergency-calls"),
    from: to({ area: "leeds" }, "diverts-emergency-calls"),
    to: to("contingency", "diverts-emergency-calls"),
    validFrom: to("2026-11-21T00:00:00.000Z", "diverts-emergency-calls"),
    validUntil: to("2026-11-23T00:00:00.000Z", "diverts-emergency-calls"),
    reason: to("a fire"),
  },
  defaults: {
    contingencyRouteSet: to("fire", "changes-contingency-route"),
    unprovisioned: to("ordinary", "drops-catalogue-net"),
    conversion: to("as-received", "changes-default-conversion"),
    universalNumbers: to(["112"], "drops-universal-number"),
    appendContingency: to(false, "changes-contingency-route"),
  },
};

const routeVerdicts: Readonly<Record<keyof Route, Verdict>> = {
  name: to("another"),
  host: to("other.example", "reroutes-emergency-calls"),
  scheme: to("sips", "reroutes-emergency-calls"),
  userPhone: to(false, "rewrites-emergency-numbers"),
  timeoutMs: to(100, "changes-route-timing"),
  headers: to({ Priority: "normal" }, "changes-emergency-headers"),
  // Without another route of that order it shares the load with none.
  order: to(1),
  weight: to(2),
};

const rewrites = ["rewrites-emergency-numbers", "changes-default-conversion"] as const;
const step = (more: object, ...dangers: readonly DangerCode[]): Verdict => to(more, ...dangers);
type StepName = z.infer<typeof conversionStepSchema>["do"];

/** What each step costs that is put behind those of a conversion in use. */
const stepVerdicts: Readonly<Record<StepName, Verdict>> = {
  // The calling code is off already.
  "strip-calling-code": step({}),
  strip: step({ prefix: "9" }, ...rewrites),
  prepend: step({ text: "0" }, ...rewrites),
  append: step({ text: "0" }, ...rewrites),
  replace: step({ with: "1" }, ...rewrites),
  lookup: step({ table: "fr-communes", key: "locationKey", otherwise: "{shortCode}" }, ...rewrites),
  "to-tel": step({ phoneContext: "+44" }, ...rewrites),
  "to-service-urn": step({}, ...rewrites),
  "set-header": step({ name: "A", value: "b" }, "changes-emergency-headers", "changes-default-conversion"),
  "set-calling-party": step({ value: "+441" }, "changes-calling-party", "changes-default-conversion"),
};

describe.each(kinds)("a change of %s", (kind) => {
  const fields: Readonly<Record<string, Verdict>> = fieldVerdicts[kind];

  it("has a verdict on every field", () => {
    expect(Object.keys(fields).sort()).toEqual(Object.keys(itemKinds[kind].schema.shape).sort());
  });

  it.each(Object.entries(fields))("is judged by its field %s", async (field, { value, dangers }) => {
    expect(await dangerCodesOf(withFields(kind, { [field]: value }))).toEqual(dangers);
  });
});

describe("a change of a route", () => {
  it("has a verdict on every field", () => {
    expect(Object.keys(routeVerdicts).sort()).toEqual(Object.keys(routeSchema.shape).sort());
  });

  it.each(Object.entries(routeVerdicts))("is judged by its field %s", async (field, { value, dangers }) => {
    const routes = [{ ...route, [field]: value }, otherRoute];
    expect(await dangerCodesOf(withFields("route-set", { routes }))).toEqual(dangers);
  });
});

describe("a change of a conversion", () => {
  it("has a verdict on every step", () => {
    const steps = conversionStepSchema.options.map(({ shape }) => shape.do.value);
    expect(Object.keys(stepVerdicts).sort()).toEqual([...steps].sort());
  });

  it.each(Object.entries(stepVerdicts))("is judged by its step %s", async (name, { value, dangers }) => {
    const steps = [...(used.conversions[0]?.steps ?? []), { do: name, ...Object(value) }];
    expect(await dangerCodesOf(withFields("conversion", { steps }))).toEqual(dangers);
  });
});

describe("an item more", () => {
  /** An item of each kind that nothing else has a part in. */
  const additions: Readonly<Record<Exclude<ItemKind, "defaults" | "change-policy">, Item>> = {
    ingress: { name: "zoom", spellings: ["tel"], platformRoutedTerritories: ["CA"], defaultTerritory: "FR" },
    tenant: { name: "fabrikam", defaultTerritory: "FR" },
    territory: { code: "IE", callingCode: "353", routeSet: "fire", conversion: "short-code" },
    number: { territory: "GB", shortCode: "998", class: "emergency", routeSet: "fire" },
    conversion: { name: "more", steps: [{ do: "replace", with: "1" }], examples: [{ in: "1", out: "1" }] },
    "route-set": { name: "more", routes: [{ name: "more", host: "more.example" }] },
    "lookup-table": { name: "more", keys: "territory", version: 1 },
    "legal-hold": { name: "more", reason: "court" },
    expectation: {
      name: "more",
      call: { ingress: "teams", calledParty: "112" },
      expect: { class: "emergency" },
      why: "112 is an emergency everywhere",
      owner: "voice",
    },
    area: { name: "york", territory: "GB", displayName: "York", routeSet: "fire" },
    // Not yet in the store, as far as this test goes.
    "location-table": { name: "more", keys: "civic", version: 1 },
    "location-rule": { territory: "FR", order: ["civic"] },
    divert: {
      name: "over",
      from: { area: "leeds" },
      to: "emergency",
      validFrom: "2026-11-20T00:00:00.000Z",
      validUntil: "2026-11-21T00:00:00.000Z",
      reason: "a fire, last week",
    },
  };

  it("needs no confirmation: the first change-policy", async () => {
    const policy = { approvals: { anyDanger: 2 }, direct: "refused-when-approval-needed" };
    expect(await findBetween({ ...used, changePolicies: [] }, withItems("change-policy", [policy]))).toEqual([]);
  });

  it.each(Object.keys(additions) as (keyof typeof additions)[])("needs no confirmation: %s", async (kind) => {
    expect(await dangerCodesOf(withItems(kind, [...itemsOf(used, kind), additions[kind]]))).toEqual([]);
  });
});

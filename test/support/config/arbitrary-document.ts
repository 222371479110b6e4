import fc from "fast-check";
import { services } from "../../../shared/catalogue/catalogue-entry.ts";
import { territoryNamed } from "../../../shared/catalogue/territory-name.ts";
import { type ConfigDocument, documentSchema } from "../../../shared/config/document.ts";
import { numberKey } from "../../../shared/config/item-kinds.ts";
import { locationSources } from "../../../shared/location/location-sources.ts";
import { callClasses } from "../../../shared/recognition/classes.ts";
import { spellings } from "../../../shared/recognition/spellings.ts";
import type { ConversionStep } from "../../../shared/routing/conversion.ts";

// A few values are likely, so that items meet: several numbers of one territory, several windows of one number.
const name = fc.oneof(
  fc.constantFrom("contoso", "a"),
  fc.stringMatching(/^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,6}[A-Za-z0-9])?$/),
);
const code = fc
  .oneof(fc.constantFrom("GB", "IE", "QZ"), fc.stringMatching(/^[A-Z]{2}$/))
  .filter((made) => territoryNamed(made) === made);
const shortCode = fc.oneof(fc.constantFrom("999", "112"), fc.stringMatching(/^[0-9]{2,8}$/));
const callingCode = fc.oneof(fc.constantFrom("44", "999"), fc.stringMatching(/^[1-9][0-9]{0,2}$/));
const text = (maxLength: number) => fc.string({ unit: "binary", maxLength });
const orNull = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: null });
const some = <Value>(values: readonly Value[]) => fc.subarray([...values], { minLength: 1 });
const instant = fc
  .date({ min: new Date("2020-01-01"), max: new Date("2035-01-01"), noInvalidDate: true })
  .map((date) => date.toISOString());
const named = <Item>(item: fc.Arbitrary<Item & { name: string }>) =>
  fc.uniqueArray(item, { maxLength: 3, selector: (made) => made.name });

const universalNumbers = fc.uniqueArray(fc.stringMatching(/^[0-9]{3,8}$/), { maxLength: 3 });

const ingress = fc.record({
  name,
  spellings: some(spellings),
  masks: fc.array(fc.record({ dialled: fc.stringMatching(/^\+?[0-9*#]{2,16}$/), shortCode }), { maxLength: 2 }),
  internationalPrefixes: fc.array(fc.stringMatching(/^[0-9]{1,5}$/), { maxLength: 3 }),
  defaultTerritory: orNull(code),
  platformRoutedTerritories: fc.array(code, { maxLength: 3 }),
  trustTerritory: fc.boolean(),
  strictSpellings: fc.boolean(),
  redirectHeaders: fc.boolean(),
});

const number = fc.record({
  tenant: fc.oneof(fc.constant("*"), name),
  territory: code,
  shortCode,
  class: fc.constantFrom(...callClasses),
  services: fc.subarray([...services]),
  conversion: orNull(name),
  routeSet: orNull(name),
  validFrom: orNull(instant),
  validUntil: orNull(instant),
  source: text(30),
  verifiedOn: orNull(instant.map((at) => at.slice(0, 10))),
  note: text(60),
});

const stepText = fc.constantFrom("0", "{callingCode}{shortCode}", "+*#", "{locationKey}-{territory}");

/** The fields of every conversion step there is, without its name. */
const stepFields: Readonly<Record<ConversionStep["do"], fc.Arbitrary<object>>> = {
  "strip-calling-code": fc.constant({}),
  strip: fc.record({ prefix: stepText }),
  prepend: fc.record({ text: stepText }),
  append: fc.record({ text: stepText }),
  replace: fc.record({ with: stepText }),
  lookup: fc.record({
    table: name,
    key: fc.constantFrom("locationKey", "callingPartyPrefix", "territory"),
    otherwise: orNull(stepText),
  }),
  "to-tel": fc.record({ phoneContext: fc.constantFrom("+{callingCode}", "+1", "example.net") }),
  "to-service-urn": fc.constant({}),
  "set-header": fc.record({ name: fc.constantFrom("X-Site", "Priority"), value: fc.constantFrom("a b", '"') }),
  "set-calling-party": fc.oneof(
    fc.record({ value: stepText, table: fc.constant(null) }),
    fc.record({ value: fc.constant(null), table: name }),
    fc.record({ value: fc.constant(null), table: fc.constant(null), from: fc.constant("elin" as const) }),
  ),
};

const step = fc.oneof(
  ...Object.entries(stepFields).map(([word, fields]) => fields.map((made) => ({ do: word, ...made }))),
);

const conversion = fc.record({
  name,
  steps: fc.array(step, { minLength: 1, maxLength: 3 }),
  examples: fc.array(fc.record({ in: fc.constant("+44999"), out: name }), { minLength: 1, maxLength: 2 }),
});

const route = fc.record(
  {
    name,
    host: fc.constantFrom("a.example", "[2001:db8::1]:5061", "192.0.2.1"),
    scheme: fc.constantFrom("sip", "sips"),
    userPhone: fc.boolean(),
    timeoutMs: fc.integer({ min: 100, max: 60_000 }),
    headers: fc.dictionary(fc.constantFrom("Priority", "X-A", "X-B"), fc.constantFrom("emergency", "")),
    order: fc.integer({ min: 1, max: 2 }),
    weight: fc.integer({ min: 0, max: 3 }),
  },
  { requiredKeys: ["name", "host", "scheme", "userPhone", "timeoutMs", "headers"] },
);

const routeSet = fc.record({
  name,
  routes: fc.array(route, { minLength: 1, maxLength: 3 }),
  retryOn: fc.array(fc.integer({ min: 300, max: 699 }), { maxLength: 3 }),
});

const legalHold = fc
  .record({
    name,
    reason: fc.string({ unit: "grapheme-ascii", minLength: 1, maxLength: 20 }),
    tenant: orNull(fc.oneof(fc.constant("*"), name)),
    callId: orNull(fc.string({ unit: "grapheme-ascii", minLength: 1, maxLength: 20 })),
    from: orNull(instant),
    to: orNull(instant),
  })
  .filter(({ from, to }) => from === null || to === null || from < to);

const expectedFlags = fc.record(
  { has: fc.constant(["unprovisioned"]), lacks: some(["unknown:x", "suspected"]) },
  { requiredKeys: ["lacks"] },
);

const expectation = fc.record({
  name,
  call: fc.record(
    {
      ingress: fc.oneof(name, fc.constantFrom("trunk 7", "\u{1f6a8}")),
      tenant: name,
      calledParty: fc.constantFrom("+44999", "sip:911@a.example", "\u{1f6a8}"),
      callingParty: fc.constantFrom("+441632960123", "anonymous"),
      territory: code,
      locationKey: name,
      location: fc.constantFrom({ geo: { lat: 51.5, lon: -0.1 } }, { civic: { country: "GB", A1: "England" } }),
    },
    { requiredKeys: ["ingress", "calledParty"] },
  ),
  at: orNull(instant),
  expect: fc.record(
    {
      class: fc.constantFrom(...callClasses),
      action: fc.constantFrom("route", "continue"),
      territory: code,
      area: name,
      conversion: name,
      calledParty: fc.constantFrom("999", "tel:112"),
      firstRoute: name,
      requestUri: fc.constant("sip:999@a.example;user=phone"),
      flags: expectedFlags,
    },
    { requiredKeys: ["class"] },
  ),
  why: text(30).map((given) => `because ${given}`),
  owner: name,
});

const approvals = fc.integer({ min: 0, max: 10 });

const changePolicy = fc.record({
  approvals: fc.record(
    { default: approvals, anyDanger: approvals, "removes-mask": approvals },
    { requiredKeys: ["default", "anyDanger"] },
  ),
  direct: fc.constantFrom("allowed", "refused-when-approval-needed"),
  breakGlass: fc.constantFrom("allowed", "refused"),
});

const areaExample = fc.oneof(
  fc.record({ ingress: name, callingParty: fc.constant("+441632960123") }),
  fc.record({ locationKey: name }),
  fc.record({ location: fc.constant({ geo: { lat: 51.5, lon: -0.1, radiusM: 20 }, civic: { country: "GB" } }) }),
);

const area = fc.record({
  name,
  territory: code,
  displayName: text(30).map((given) => `Area ${given}`),
  routeSet: orNull(name),
  conversion: orNull(name),
  examples: fc.array(areaExample, { maxLength: 2 }),
});

const locationSource = fc.constantFrom(...locationSources);

const locationRule = fc.record({
  territory: fc.oneof(fc.constant("*"), code),
  ingress: fc.oneof(fc.constant("*"), name),
  order: some(locationSources),
  methods: orNull(some(["GPS", "DHCP", "Manual"])),
  screenRouteSet: orNull(name),
  maxAgeS: orNull(fc.integer({ min: 1, max: 3_600 })),
});

const divert = fc.record({
  name,
  from: fc.oneof(fc.record({ routeSet: name }), fc.record({ area: name })),
  to: name,
  validFrom: fc.constant("2026-11-28T00:00:00.000Z"),
  validUntil: fc.constantFrom("2026-11-28T00:00:00.001Z", "2026-12-05T00:00:00.000Z"),
  reason: text(30).map((given) => `because ${given}`),
});

/** Valid documents, in which no two items of a kind have the same key. */
export const arbitraryDocument: fc.Arbitrary<ConfigDocument> = fc
  .record({
    ingresses: named(ingress),
    tenants: named(fc.record({ name, defaultTerritory: orNull(code) })),
    territories: fc.uniqueArray(
      fc.record({
        code,
        callingCode,
        routeSet: orNull(name),
        conversion: orNull(name),
        contingencyRouteSet: orNull(name),
        universalNumbers: orNull(universalNumbers),
      }),
      { maxLength: 4, selector: (territory) => territory.code },
    ),
    numbers: fc.uniqueArray(number, { maxLength: 8, selector: numberKey }),
    conversions: named(conversion),
    routeSets: named(routeSet),
    lookupTables: named(
      fc.record(
        {
          name,
          keys: fc.constant("locationKey"),
          version: fc.integer({ min: 1 }),
          hash: fc.constant(`sha256:${"5".repeat(64)}`),
        },
        { requiredKeys: ["name", "keys", "version"] },
      ),
    ),
    legalHolds: named(legalHold),
    expectations: named(expectation),
    changePolicies: fc.array(changePolicy, { maxLength: 1 }),
    areas: named(area),
    locationTables: named(
      fc.record(
        {
          name,
          keys: locationSource,
          version: fc.integer({ min: 1 }),
          hash: fc.constant(`sha256:${"6".repeat(64)}`),
        },
        { requiredKeys: ["name", "keys", "version"] },
      ),
    ),
    locationRules: fc.uniqueArray(locationRule, {
      maxLength: 3,
      selector: ({ territory, ingress }) => `${territory}|${ingress}`,
    }),
    diverts: named(divert),
    defaults: fc.record({
      contingencyRouteSet: orNull(name),
      unprovisioned: fc.constantFrom("emergency", "ordinary"),
      conversion: name,
      universalNumbers,
      appendContingency: fc.boolean(),
    }),
  })
  .map((document) => documentSchema.parse(document));

/** The same items in another order. */
export const shuffled = (document: ConfigDocument): fc.Arbitrary<ConfigDocument> => {
  const inAnyOrder = <Item>(items: readonly Item[]) =>
    fc.shuffledSubarray([...items], { minLength: items.length, maxLength: items.length });
  return fc.record({
    ingresses: inAnyOrder(document.ingresses),
    tenants: inAnyOrder(document.tenants),
    territories: inAnyOrder(document.territories),
    numbers: inAnyOrder(document.numbers),
    conversions: inAnyOrder(document.conversions),
    routeSets: inAnyOrder(document.routeSets),
    lookupTables: inAnyOrder(document.lookupTables),
    legalHolds: inAnyOrder(document.legalHolds),
    expectations: inAnyOrder(document.expectations),
    changePolicies: inAnyOrder(document.changePolicies),
    areas: inAnyOrder(document.areas),
    locationTables: inAnyOrder(document.locationTables),
    locationRules: inAnyOrder(document.locationRules),
    diverts: inAnyOrder(document.diverts),
    defaults: fc.constant(document.defaults),
  });
};

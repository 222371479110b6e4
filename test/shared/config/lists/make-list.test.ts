import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dialStringsOf } from "../../../../shared/config/lists/dial-strings.ts";
import { listedNumbers } from "../../../../shared/config/lists/listed-numbers.ts";
import { decideBy, profileOf } from "../../../../shared/config/lists/make-list.ts";
import { amount } from "../../../support/amount.ts";
import { arbitraryDocument, shuffled } from "../../../support/config/arbitrary-document.ts";
import { compiled, compiledOf } from "../../../support/config/compiled-document.ts";
import { listOf, listOrigin } from "../../../support/config/list-of.ts";

const zoom = { name: "zoom", spellings: ["plus-country-short-code"] };
const teams = { name: "teams", spellings: ["short-code"] };
const route = (name: string) => ({ name, host: `${name}.example` });
const routeSets = ["irish", "brazilian", "contingency"].map((name) => ({
  name,
  routes: [route(`${name}-a`), route(`${name}-b`), route(`${name}-c`)],
}));
const territories = [
  { code: "IE", callingCode: "353", routeSet: "irish" },
  { code: "BR", callingCode: "55", routeSet: "brazilian" },
];
const numbers = [
  { territory: "IE", shortCode: "112", class: "emergency" },
  { territory: "IE", shortCode: "999", class: "emergency" },
  { territory: "BR", shortCode: "112", class: "emergency" },
  { territory: "BR", shortCode: "190", class: "emergency" },
];
const defaults = { contingencyRouteSet: "contingency", unprovisioned: "ordinary" };
const irishAndBrazilian = { ingresses: [zoom, teams], territories, numbers, routeSets, defaults };

/** The dial strings of a configuration's list. */
const stringsOf = async (lists: object, wanted = {}): Promise<readonly string[]> => {
  const { entries } = await listOf(await compiledOf({ ...irishAndBrazilian, ...lists }), wanted);
  return entries.map(({ dialString }) => dialString);
};

const urisOf = async (dialString: string, lists: object = {}, wanted = {}): Promise<readonly string[] | undefined> => {
  const { entries } = await listOf(await compiledOf({ ...irishAndBrazilian, ...lists }), wanted);
  return entries.find((entry) => entry.dialString === dialString)?.routes.map(({ requestUri }) => requestUri);
};

describe("a list of emergency numbers", () => {
  it("has whole strings in the spellings of its ingresses, in order", async () => {
    expect(await stringsOf({}, { ingresses: ["zoom"] })).toEqual(["+353112", "+353999", "+55112", "+55190"]);
    expect(await stringsOf({}, { ingresses: ["teams"] })).toEqual(["112", "190", "999"]);
    const both = ["+353112", "+353999", "+55112", "+55190", "112", "190", "999"];
    expect(await stringsOf({}, { ingresses: ["zoom", "teams"] })).toEqual(both);
  });

  it.each([
    ["a mask", { spellings: ["short-code"], masks: [{ dialled: "9999", shortCode: "999" }] }, ["112", "999", "9999"]],
    [
      "international prefixes",
      { spellings: ["international-prefix"], internationalPrefixes: ["00", "011"] },
      ["00353112", "00353999", "011353112", "011353999"],
    ],
    ["the plus without a calling code", { spellings: ["legacy-plus-short-code"] }, ["+112", "+999"]],
    ["a URI beside a plain spelling", { spellings: ["short-code", "sip", "tel"] }, ["112", "999"]],
    ["nothing but URIs", { spellings: ["sip"] }, ["+353112", "+353999", "112", "999"]],
    ["nothing but tel URIs", { spellings: ["tel"] }, ["+353112", "+353999", "112", "999"]],
    ["a spelling that is a guess", { spellings: ["short-code", "no-plus", "trunk-zero"] }, ["112", "999"]],
  ])("of an ingress with %s", async (_, ingress, strings) => {
    const ingresses = [{ name: "a", ...ingress }];
    expect(await stringsOf({ ingresses }, { territories: new Set(["IE"]) })).toEqual(strings);
  });

  it.each([
    ["a test number", [{ territory: "US", shortCode: "933", class: "test" }], ["112", "190", "933", "999"]],
    ["no special number", [{ territory: "IE", shortCode: "116000", class: "special" }], ["112", "190", "999"]],
    [
      "no emergency number that is routed as usual",
      [{ territory: "BR", shortCode: "188", class: "emergency-normal-routing" }],
      ["112", "190", "999"],
    ],
    [
      "a tenant's own number",
      [{ territory: "IE", shortCode: "5550", class: "emergency", tenant: "contoso" }],
      ["112", "190", "5550", "999"],
    ],
    [
      "a number whose window is still to come",
      [{ territory: "IE", shortCode: "5550", class: "emergency", validFrom: "2030-01-01T00:00:00.000Z" }],
      ["112", "190", "5550", "999"],
    ],
    [
      "no number whose window was over when the version was made",
      [{ territory: "IE", shortCode: "5550", class: "emergency", validUntil: "2026-11-22T12:00:00.000Z" }],
      ["112", "190", "999"],
    ],
  ])("has %s", async (_, more, strings) => {
    expect(await stringsOf({ numbers: [...numbers, ...more] }, { ingresses: ["teams"] })).toEqual(strings);
  });

  it("has what only the catalogue knows of the configured territories, unless that is ordinary", async () => {
    const strings = await stringsOf({ numbers: [], defaults: { unprovisioned: "emergency" } }, { ingresses: ["zoom"] });
    expect(strings).toContain("+353999");
    expect(strings).toContain("+55193");
    expect(strings.filter((text) => !/^\+(?:353|55)/.test(text))).toEqual([]);
    expect(await stringsOf({ numbers: [] }, { ingresses: ["zoom"] })).toEqual([]);
  });

  it("has an emergency of the catalogue that is routed as usual only for a while", async () => {
    const usual = { territory: "IE", shortCode: "999", class: "emergency-normal-routing" };
    const listed = (window: object) =>
      stringsOf(
        { numbers: [{ ...usual, ...window }], defaults: { unprovisioned: "emergency" } },
        { ingresses: ["zoom"] },
      );
    expect(await listed({})).not.toContain("+353999");
    expect(await listed({ validUntil: "2030-01-01T00:00:00.000Z" })).toContain("+353999");
    expect(await listed({ validFrom: "2030-01-01T00:00:00.000Z" })).toContain("+353999");
  });

  it("has universal numbers in every configured territory", async () => {
    const lists = { numbers: [], defaults: { ...defaults, universalNumbers: ["911"] } };
    expect(await stringsOf(lists)).toEqual(["+353911", "+55911", "911"]);
  });

  it("keeps to the territories that are asked for", async () => {
    expect(await stringsOf({}, { territories: new Set(["BR"]) })).toEqual(["+55112", "+55190", "112", "190"]);
  });

  it("names the two best Request-URIs, those of the territory where only one has the string", async () => {
    expect(await urisOf("190")).toEqual([
      "sip:190@brazilian-a.example;user=phone",
      "sip:190@brazilian-b.example;user=phone",
    ]);
  });

  it("names those of a call from nowhere known where the territories of a string differ, else the common ones", async () => {
    const contingency = ["sip:112@contingency-a.example;user=phone", "sip:112@contingency-b.example;user=phone"];
    expect(await urisOf("112")).toEqual(contingency);
    const irish = ["sip:112@irish-a.example;user=phone", "sip:112@irish-b.example;user=phone"];
    expect(await urisOf("112", {}, { territories: new Set(["IE"]) })).toEqual(irish);
    const alike = territories.map((territory) => ({ ...territory, routeSet: "irish" }));
    expect(await urisOf("112", { territories: alike })).toEqual(irish);
    const placed = { ingresses: [zoom, { ...teams, defaultTerritory: "IE" }] };
    expect(await urisOf("112", placed)).toEqual(irish);
  });

  it("keeps one tenant's own routes to that tenant", async () => {
    const own = { tenant: "contoso", territory: "IE", shortCode: "999", class: "emergency", routeSet: "brazilian" };
    const lists = { tenants: [{ name: "contoso" }], numbers: [...numbers, own] };
    const irish = ["sip:999@irish-a.example;user=phone", "sip:999@irish-b.example;user=phone"];
    expect(await urisOf("999", lists)).toEqual(irish);
    expect(await urisOf("+353999", lists)).toEqual(irish.map((uri) => uri.replace("999", "+353999")));
  });

  it("takes no ingress's default territory for a string that comes through another too", async () => {
    const inIreland = { name: "dublin", spellings: ["short-code", "service-urn"], defaultTerritory: "IE" };
    const inBrazil = { name: "recife", spellings: ["short-code", "service-urn"], defaultTerritory: "BR" };
    const lists = { ingresses: [inIreland, inBrazil] };
    const made = async (...ingresses: readonly string[]) => {
      const { entries } = await listOf(await compiledOf({ ...irishAndBrazilian, ...lists }), {
        ingresses,
        withUrns: true,
      });
      return new Map(entries.map(({ dialString, routes }) => [dialString, routes[0]?.name]));
    };
    const both = await made("dublin", "recife");
    expect(both).toEqual(await made("recife", "dublin"));
    expect([both.get("112"), both.get("urn:service:sos")]).toEqual(["contingency-a", "contingency-a"]);
    expect((await made("dublin")).get("112")).toBe("irish-a");
  });

  it("has services by name where an ingress lists them and the format takes them", async () => {
    const ingresses = [{ name: "sip", spellings: ["short-code", "service-urn"] }];
    const urns = (await stringsOf({ ingresses }, { withUrns: true })).filter((text) => text.startsWith("urn:"));
    expect(urns).toEqual([
      "urn:service:sos",
      "urn:service:sos.ambulance",
      "urn:service:sos.fire",
      "urn:service:sos.marine",
      "urn:service:sos.mountain",
      "urn:service:sos.police",
      "urn:service:test.sos",
    ]);
    expect(await stringsOf({ ingresses })).toEqual(["112", "190", "999"]);
    expect(await stringsOf({}, { withUrns: true })).not.toContain("urn:service:sos");
  });

  it("is the same whatever the order of the configuration's lists", () =>
    fc.assert(
      fc.asyncProperty(
        arbitraryDocument.chain((document) => fc.tuple(fc.constant(document), shuffled(document))),
        async ([document, other]) => {
          const ingresses = document.ingresses.map(({ name }) => name);
          const wanted = ingresses.length === 0 ? {} : { ingresses };
          expect(await listOf(await compiled(other), wanted)).toEqual(await listOf(await compiled(document), wanted));
        },
      ),
      { numRuns: amount({ usual: 8, thorough: 40 }) },
    ));

  it("has a string if and only if a call with it is an emergency or test, from where its number is", () =>
    fc.assert(
      fc.asyncProperty(arbitraryDocument, async (document) => {
        const { snapshot } = await compiled(document);
        const numbers = await listedNumbers(document, {
          createdMs: Date.parse(listOrigin.createdAt),
          territories: null,
        });
        for (const ingress of document.ingresses.length === 0 ? [null] : document.ingresses.map(({ name }) => name)) {
          const { entries } = await listOf({ document, snapshot }, { ingresses: [ingress] });
          const write = dialStringsOf(profileOf(ingress, snapshot));
          const classes = new Map<string, Set<string>>();
          for (const { tenant, territory, shortCode, atMs } of numbers)
            for (const { text, calledParty } of write(shortCode, snapshot.plan.callingCodeOf(territory))) {
              const decision = decideBy(snapshot, { calledParty, ingress, tenant, territory }, atMs);
              classes.set(text, (classes.get(text) ?? new Set()).add(decision.class));
            }
          const expected = [...classes].filter(([, given]) => given.has("emergency") || given.has("test"));
          expect(entries.map(({ dialString }) => dialString)).toEqual(expected.map(([text]) => text).sort());
          for (const entry of entries) expect(classes.get(entry.dialString)).toContain(entry.class);
        }
      }),
      { numRuns: amount({ usual: 16, thorough: 80 }) },
    ));
});

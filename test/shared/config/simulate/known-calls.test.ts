import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { catalogue } from "../../../../shared/catalogue/catalogue.ts";
import type { CompiledDocument } from "../../../../shared/config/compiled-document.ts";
import { documentSchema } from "../../../../shared/config/document.ts";
import { makeDialler } from "../../../../shared/config/simulate/dial-number.ts";
import { diallingProfiles } from "../../../../shared/config/simulate/dialling-profiles.ts";
import { changedNumbers, visitKnownCalls } from "../../../../shared/config/simulate/known-calls.ts";
import type { SimulatedCall } from "../../../../shared/config/simulate/simulated-call.ts";
import { arbitraryDocument, shuffled } from "../../../support/config/arbitrary-document.ts";
import { compiled, compiledOf } from "../../../support/config/compiled-document.ts";
import { classOf, starter, starterSnapshot } from "../../../support/config/decide-call.ts";

const nowMs = Date.parse("2026-11-22T12:00:00.000Z");

/** The calls by which a change from one document to another is tried. */
async function callsOf(
  lists: Readonly<Record<string, unknown>>,
  later = lists,
  everySpellingUpTo?: number,
): Promise<readonly SimulatedCall[]> {
  const [before, after] = [await compiledOf(lists), await compiledOf(later)];
  return callsBetween(before, after, everySpellingUpTo === undefined ? {} : { everySpellingUpTo });
}

async function callsBetween(before: CompiledDocument, after: CompiledDocument, bound = {}) {
  const calls: SimulatedCall[] = [];
  await visitKnownCalls({ before, after, nowMs, ...bound, visit: (call) => calls.push(call) });
  return calls;
}

/** A call in short: what was dialled, where and by whom, and through what. */
const inShort = ({ read: { call }, atMs }: SimulatedCall): string =>
  [call.calledParty, call.territory ?? "-", call.ingress ?? "-", call.tenant ?? "-"].join(" ") +
  (atMs === null ? "" : ` at ${new Date(atMs).toISOString()}`);

const shortCodesOnly = { ingresses: [{ name: "default", spellings: ["short-code"] }] };
const gb999 = { territory: "GB", shortCode: "999", class: "emergency" };

describe("the calls that configurations should know", () => {
  it("hold every number of the catalogue of every configured territory, of any tier", async () => {
    const { territory, callingCode } = catalogue.find(({ tier }) => tier === "extended") ?? {};
    const listed = catalogue.filter((entry) => entry.territory === territory);
    const calls = await callsOf({ ...shortCodesOnly, territories: [{ code: territory, callingCode }] });
    const dialled = new Set(calls.filter(({ read }) => read.call.territory === territory).map(inShort));
    expect(dialled).toEqual(new Set(listed.map(({ shortCode }) => `${shortCode} ${territory} - -`)));
    expect(new Set(listed.map(({ tier }) => tier)).size).toBe(2);
  });

  it("hold a number of either document with its tenant, and without a territory in its country form", async () => {
    const calls = await callsOf(
      { ...shortCodesOnly, numbers: [{ ...gb999, tenant: "contoso", shortCode: "5550" }] },
      { ...shortCodesOnly, numbers: [{ ...gb999, shortCode: "5551" }] },
    );
    expect(calls.filter(({ source }) => source === "configured").map(inShort)).toEqual([
      "5551 GB - -",
      "+445551 - - -",
      "5550 GB - contoso",
      "+445550 - - contoso",
    ]);
  });

  it("dial a number through every ingress as that accepts it before or after", async () => {
    const zoom = { name: "zoom", spellings: ["plus-country-short-code"], masks: [{ dialled: "#1", shortCode: "999" }] };
    const teams = { name: "teams", spellings: ["short-code"] };
    const ingresses = [...shortCodesOnly.ingresses, zoom];
    const numbers = [gb999];
    const calls = await callsOf(
      { ingresses, numbers },
      { ingresses: [...ingresses, teams, { ...zoom, spellings: ["legacy-plus-short-code"] }].slice(0, 3), numbers },
    );
    const dialled = calls.map(inShort).filter((call) => call.includes("999") || call.includes("#1"));
    expect(dialled).toEqual(["999 GB - -", "+44999 GB zoom -", "#1 GB zoom -", "999 GB teams -", "+44999 - - -"]);
  });

  it("dial through one of several ingresses that are alike", async () => {
    const alike = ["a", "b", "c"].map((name) => ({ name, spellings: ["short-code"] }));
    const calls = await callsOf({ ingresses: [...alike, { name: "d", spellings: ["tel"] }], numbers: [gb999] });
    expect(new Set(calls.map(({ read }) => read.call.ingress))).toEqual(new Set([null, "a", "d"]));
  });

  it("know a territory's calling code from both documents", async () => {
    const territory = (callingCode: string) => [{ code: "QZ", callingCode }];
    const numbers = [{ ...gb999, territory: "QZ" }];
    const spelled = { ingresses: [{ name: "default", spellings: ["plus-country-short-code"] }], numbers };
    const calls = await callsOf(
      { ...spelled, territories: territory("44") },
      { ...spelled, territories: territory("353") },
    );
    expect(calls.map(inShort)).toEqual(["+44999 QZ - -", "+353999 QZ - -", "+44999 - - -", "+353999 - - -"]);
  });

  it("dial a changed number also whenever in the future it begins or ends to hold", async () => {
    const [past, soon, later] = ["2026-01-01T00:00:00.000Z", "2026-12-01T00:00:00.000Z", "2027-01-01T00:00:00.000Z"];
    const number = { ...gb999, shortCode: "5550", validFrom: past, validUntil: later };
    const calls = await callsOf(
      { ...shortCodesOnly, numbers: [] },
      { ...shortCodesOnly, numbers: [number, { ...number, validFrom: soon, validUntil: null }] },
    );
    const dialled = calls.map(inShort).filter((call) => call.startsWith("5550"));
    expect(dialled).toEqual(["5550 GB - -", `5550 GB - - at ${later}`, `5550 GB - - at ${soon}`]);
  });

  it("ask for every service by its name through an ingress that accepts that, here and nobody knows where", async () => {
    const calls = await callsOf({
      ingresses: [{ name: "default", spellings: ["service-urn"] }],
      territories: [{ code: "GB", callingCode: "44" }],
    });
    const names = ["sos", "sos.ambulance", "sos.fire", "sos.marine", "sos.mountain", "sos.police", "test.sos"];
    const asked = calls.map(inShort).filter((call) => call.startsWith("urn:"));
    expect(asked).toEqual(["-", "GB"].flatMap((place) => names.map((name) => `urn:service:${name} ${place} - -`)));
  });

  it("dial the emergency numbers of a default territory that changed, from where only the default tells it", async () => {
    const document = (territory: string | null) => ({
      ingresses: [{ name: "default", spellings: ["short-code"], defaultTerritory: territory }],
      tenants: [
        { name: "contoso", defaultTerritory: territory },
        { name: "fabrikam", defaultTerritory: "FR" },
      ],
      defaults: { unprovisioned: "ordinary" },
      numbers: [gb999],
    });
    const calls = await callsOf(document(null), document("GB"));
    const unplaced = calls.map(inShort).filter((call) => call.startsWith("999 -"));
    expect(unplaced).toEqual(["999 - - -", "999 - - contoso"]);
  });

  it("name every number, however many are configured, and beyond a bound in one spelling each", async () => {
    const numbers = Array.from({ length: 300 }, (_, i) => ({
      ...gb999,
      tenant: "contoso",
      shortCode: `${10_000 + i}`,
    }));
    const calls = await callsOf({ ingresses: starter.ingresses, numbers }, undefined, 200);
    const configured = calls.filter(({ source }) => source === "configured");
    const dialled = new Set(
      configured.map(({ read }) => /1\d{4}$/.exec(read.call.calledParty.split(/[@;]/)[0] ?? "")?.[0]),
    );
    expect(dialled.size).toBe(300);
    expect(configured.length).toBeLessThan(200 + 300 + 30);
  });

  it("have nothing twice", async () => {
    const [before, after] = [
      await compiled(starter),
      await compiled({ ...starter, numbers: starter.numbers.slice(1) }),
    ];
    const calls = (await callsBetween(before, after)).map(inShort);
    expect(new Set(calls).size).toBe(calls.length);
  });
});

describe("the starter configuration", () => {
  it("recognises every one of its emergency numbers in every spelling that the calls have", async () => {
    const held = await compiled(starter);
    const emergencies = starter.numbers.filter((item) => item.class === "emergency");
    const dial = makeDialler(diallingProfiles(starter, starter), { before: held, after: held });
    const everySpelling = { source: "catalogue", atMs: null, callsAtMost: Number.POSITIVE_INFINITY } as const;
    const missed: string[] = [];
    let made = 0;
    for (const { territory, shortCode } of emergencies) {
      for (const call of dial({ tenant: null, territory, shortCode }, everySpelling)) {
        made += 1;
        const { calledParty, ...event } = call.read.call;
        if (classOf(calledParty, event, starterSnapshot) !== "emergency") missed.push(inShort(call));
      }
    }
    expect(made).toBeGreaterThan(emergencies.length * 15);
    expect(missed).toEqual([]);
  });
});

const number = { territory: "GB", shortCode: "999", class: "emergency" };
const documentOf = (...numbers: readonly object[]) => documentSchema.parse({ numbers });

describe("the numbers that changed", () => {
  it.each([
    ["added", documentOf(), documentOf(number), ["emergency"]],
    ["removed", documentOf(number), documentOf(), ["emergency"]],
    [
      "as they were and as they are",
      documentOf(number),
      documentOf({ ...number, class: "special" }),
      ["special", "emergency"],
    ],
    ["told apart by tenant", documentOf(number), documentOf(number, { ...number, tenant: "contoso" }), ["emergency"]],
  ])("are those %s", async (_, before, after, classes) => {
    const changed = await changedNumbers(before, after);
    expect(changed.map((item) => item.class)).toEqual(classes);
  });

  it("are none between the same items in another order, read anew", async () => {
    const pairs = arbitraryDocument.chain((document) => fc.tuple(fc.constant(document), shuffled(document)));
    await fc.assert(
      fc.asyncProperty(pairs, async ([document, other]) => {
        expect(await changedNumbers(document, structuredClone(other))).toEqual([]);
      }),
    );
  });
});

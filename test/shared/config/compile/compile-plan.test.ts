import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compilePlan, indexNumbers } from "../../../../shared/config/compile/compile-plan.ts";
import { compileSnapshot } from "../../../../shared/config/compile/compile-snapshot.ts";
import { type ConfigDocument, documentSchema } from "../../../../shared/config/document.ts";
import type { NumberPlan } from "../../../../shared/recognition/number-plan.ts";
import { arbitraryDocument, shuffled } from "../../../support/config/arbitrary-document.ts";
import { decideCall } from "../../../support/config/decide-call.ts";

const at = (instant: string): number => Date.parse(instant);
const now = at("2026-11-22T12:00:00.000Z");

async function planOf(given: Record<string, unknown>) {
  const document = documentSchema.parse(given);
  return compilePlan(await indexNumbers(document.numbers), document);
}
const gb = (item: Record<string, unknown>) => ({ territory: "GB", shortCode: "999", class: "emergency", ...item });
const classIn = async (document: Record<string, unknown>, tenant: string | null, nowMs = now) =>
  (await planOf(document)).find(tenant, "GB", "999", nowMs)?.class;

describe("who a number holds for", () => {
  const numbers = [gb({ class: "emergency" }), gb({ tenant: "contoso", class: "ordinary" })];
  it.each([
    ["a customer's own entry comes before the one for all", "contoso", "ordinary"],
    ["the entry for all serves other customers", "fabrikam", "emergency"],
    ["the entry for all serves a call without a customer", null, "emergency"],
  ])("%s", async (_, tenant, expected) => {
    expect(await classIn({ numbers }, tenant)).toBe(expected);
  });

  it("a customer's entry for another number leaves this one as it is", async () => {
    expect(
      await classIn({ numbers: [gb({}), gb({ tenant: "contoso", shortCode: "998", class: "special" })] }, "contoso"),
    ).toBe("emergency");
  });
});

describe("when a number holds", () => {
  const window = gb({
    class: "special",
    validFrom: "2026-11-22T12:00:00.000Z",
    validUntil: "2026-11-22T13:00:00.000Z",
  });
  it.each([
    ["not before its window, when the catalogue's entry does", "2026-11-22T11:59:59.999Z", "emergency"],
    ["from the first instant of its window", "2026-11-22T12:00:00.000Z", "special"],
    ["to the last instant before its end", "2026-11-22T12:59:59.999Z", "special"],
    ["not at its end, when the catalogue's entry does again", "2026-11-22T13:00:00.000Z", "emergency"],
  ])("%s", async (_, instant, expected) => {
    expect(await classIn({ numbers: [window] }, null, at(instant))).toBe(expected);
  });

  it("a customer's entry outside its window gives way to the one for all", async () => {
    const numbers = [gb({ class: "ordinary" }), { ...window, tenant: "contoso" }];
    expect(await classIn({ numbers }, "contoso", at("2026-11-22T14:00:00.000Z"))).toBe("ordinary");
  });

  it.each([
    ["before the change", "2026-06-30T23:59:59.999Z", "emergency"],
    ["after the change", "2026-07-01T00:00:00.000Z", "special"],
  ])("each of two windows in turn: %s", async (_, instant, expected) => {
    const first = gb({ validUntil: "2026-07-01T00:00:00.000Z" });
    const second = gb({ class: "special", validFrom: "2026-07-01T00:00:00.000Z" });
    expect(await classIn({ numbers: [first, second] }, null, at(instant))).toBe(expected);
    expect(await classIn({ numbers: [second, first] }, null, at(instant))).toBe(expected);
  });

  it("of windows that overlap, the one that began last, in whatever order they stand", async () => {
    const always = gb({ class: "ordinary" });
    const lately = gb({ class: "special", validFrom: "2026-07-01T00:00:00.000Z" });
    expect([
      await classIn({ numbers: [always, lately] }, null),
      await classIn({ numbers: [lately, always] }, null),
    ]).toEqual(["special", "special"]);
  });
});

describe("the built-in catalogue", () => {
  it("adds the numbers that the configuration does not have, and says so", async () => {
    const plan = await planOf({ numbers: [gb({})] });
    expect(plan.find(null, "GB", "999", now)).toMatchObject({ class: "emergency", provisioned: true });
    expect(plan.find(null, "GB", "112", now)).toMatchObject({ class: "emergency", provisioned: false });
  });

  it("says of a number whether it was superseded, unless the configuration has it", async () => {
    const plan = await planOf({ numbers: [gb({ territory: "IQ", shortCode: "104" })] });
    expect(plan.find(null, "IQ", "115", now)).toMatchObject({ class: "emergency", superseded: true });
    expect(plan.find(null, "IQ", "911", now)).toMatchObject({ class: "emergency", superseded: false });
    expect(plan.find(null, "IQ", "104", now)).toMatchObject({ class: "emergency", superseded: false });
  });

  it.each(["ordinary", "special", "test", "emergency-normal-routing"])(
    "never overrules the configuration, which says %s",
    async (callClass) => {
      const plan = await planOf({ numbers: [gb({ class: callClass })] });
      expect(plan.find(null, "GB", "999", now)).toMatchObject({ class: callClass, provisioned: true });
    },
  );

  it("adds no emergency number where unprovisioned numbers are ordinary", async () => {
    const plan = await planOf({ defaults: { unprovisioned: "ordinary" } });
    expect(plan.find(null, "GB", "999", now)).toBeNull();
    expect(plan.emergencyCodesIn("GB")).toEqual([]);
  });

  it("adds no number of the tier extended, and says which those are", async () => {
    const plan = await planOf({});
    expect(plan.find(null, "JO", "199", now)).toBeNull();
    expect(plan.isEmergencyAtAnyTime(null, "JO", "199", now)).toBe(false);
    expect([plan.isExtendedEmergency("JO", "199"), plan.isExtendedEmergency("GB", "199")]).toEqual([true, false]);
    expect(plan.emergencyCodesIn("JO")).not.toContain("199");
  });

  it("still says which numbers those are, unless the configuration has them as something else", async () => {
    const plan = await planOf({
      defaults: { unprovisioned: "ordinary" },
      numbers: [gb({ shortCode: "112", class: "special" })],
    });
    const isEver = (shortCode: string) => plan.isEmergencyAtAnyTime("contoso", "GB", shortCode, now);
    expect([isEver("999"), isEver("112"), isEver("101")]).toEqual([true, false, false]);
    expect(plan.territoriesWith("999")).toContain("GB");
  });

  it.each(["emergency", "ordinary"])("adds test numbers where unprovisioned numbers are %s", async (unprovisioned) => {
    expect((await planOf({ defaults: { unprovisioned } })).find(null, "US", "933", now)).toMatchObject({
      class: "test",
    });
  });

  it("leaves configured numbers alone where unprovisioned ones are ordinary", async () => {
    expect(await classIn({ numbers: [gb({})], defaults: { unprovisioned: "ordinary" } }, null)).toBe("emergency");
  });
});

describe("a territory that the configuration adds", () => {
  it("is under its calling code, after those the catalogue has there", async () => {
    const plan = await planOf({ territories: [{ code: "QZ", callingCode: "44" }] });
    expect(plan.territoriesUnder("44")[0]).toBe("GB");
    expect(plan.territoriesUnder("44")).toContain("QZ");
    expect(plan.callingCodeOf("QZ")).toBe("44");
  });

  it("may have a calling code that the catalogue does not know", async () => {
    const plan = await planOf({ territories: [{ code: "QZ", callingCode: "999" }] });
    expect([plan.territoriesUnder("999"), plan.callingCodeOf("QZ")]).toEqual([["QZ"], "999"]);
  });

  it("has the numbers that the configuration gives it", async () => {
    const plan = await planOf({
      territories: [{ code: "QZ", callingCode: "44" }],
      numbers: [{ territory: "QZ", shortCode: "4711", class: "emergency" }],
    });
    expect(plan.territoriesWith("4711")).toEqual(["QZ"]);
    expect(plan.emergencyCodesIn("QZ")).toEqual(["4711"]);
  });
});

describe("what a plan does not know", () => {
  it.each<[string, (plan: NumberPlan) => unknown, unknown]>([
    ["a short code", (plan) => plan.find("contoso", "GB", "4711", now), null],
    ["a territory", (plan) => plan.find(null, "XX", "999", now), null],
    ["the territories of a short code", (plan) => plan.territoriesWith("471147"), []],
    ["the emergency codes of a territory", (plan) => plan.emergencyCodesIn("XX"), []],
    ["the territories under a calling code", (plan) => plan.territoriesUnder("0"), []],
    ["the calling code of a territory", (plan) => plan.callingCodeOf("XX"), null],
    ["a name that every object has", (plan) => plan.callingCodeOf("constructor"), null],
  ])("%s is nothing", async (_, ask, nothing) => {
    expect(ask(await planOf({}))).toEqual(nothing);
  });

  it("a tenant with a separator in its name is no other tenant", async () => {
    expect((await planOf({ numbers: [gb({ class: "ordinary" })] })).find("*|GB|999", "GB", "112", now)?.class).toBe(
      "emergency",
    );
  });
});

describe("the longest short code", () => {
  it("counts those of the configuration and of the catalogue", async () => {
    expect((await planOf({ numbers: [gb({ shortCode: "12345678" })] })).longestShortCode).toBe(8);
    expect((await planOf({})).longestShortCode).toBeGreaterThanOrEqual(3);
  });
});

describe("two documents with the same items", () => {
  /** Calls that touch every number of a document: by its digits, under its calling code, and by service. */
  const callsFor = ({ numbers, territories }: ConfigDocument) =>
    numbers.flatMap(({ tenant, territory, shortCode }) => [
      { calledParty: shortCode, tenant },
      { calledParty: shortCode, tenant, territory },
      { calledParty: "urn:service:sos.police", tenant, territory },
      ...territories.map(({ callingCode }) => ({ calledParty: `+${callingCode}${shortCode}`, tenant })),
    ]);

  it("decide every call alike, in whatever order the items stand", async () => {
    const twoOrders = arbitraryDocument.chain((made) => fc.tuple(fc.constant(made), shuffled(made)));
    await fc.assert(
      fc.asyncProperty(
        twoOrders,
        fc.constantFrom(now, at("2021-01-01"), at("2034-01-01")),
        async ([made, other], nowMs) => {
          const [first, second] = [await compileSnapshot(made), await compileSnapshot(other)];
          for (const call of callsFor(made))
            expect(decideCall(call, second, nowMs)).toEqual(decideCall(call, first, nowMs));
        },
      ),
    );
  });
});

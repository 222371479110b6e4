import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compileNumbers } from "../../../../shared/config/compile/compile-numbers.ts";
import { compilePlan } from "../../../../shared/config/compile/compile-plan.ts";
import { compileSnapshot } from "../../../../shared/config/compile/compile-snapshot.ts";
import { type ConfigDocument, documentSchema } from "../../../../shared/config/document.ts";
import { inOneGo } from "../../../../shared/in-slices.ts";
import { arbitraryDocument, shuffled } from "../../../support/config/arbitrary-document.ts";
import { decideCall } from "../../../support/config/decide-call.ts";

const at = (instant: string): number => Date.parse(instant);
const now = at("2026-11-22T12:00:00.000Z");

function planOf(given: Record<string, unknown>) {
  const document = documentSchema.parse(given);
  return inOneGo(compilePlan(inOneGo(compileNumbers(document.numbers)), document));
}
const gb = (item: Record<string, unknown>) => ({ territory: "GB", shortCode: "999", class: "emergency", ...item });
const classIn = (document: Record<string, unknown>, tenant: string | null, nowMs = now) =>
  planOf(document).find(tenant, "GB", "999", nowMs)?.class;

describe("who a number holds for", () => {
  const numbers = [gb({ class: "emergency" }), gb({ tenant: "contoso", class: "ordinary" })];
  it.each([
    ["a customer's own entry comes before the one for all", "contoso", "ordinary"],
    ["the entry for all serves other customers", "fabrikam", "emergency"],
    ["the entry for all serves a call without a customer", null, "emergency"],
  ])("%s", (_, tenant, expected) => {
    expect(classIn({ numbers }, tenant)).toBe(expected);
  });

  it("a customer's entry for another number leaves this one as it is", () => {
    expect(
      classIn({ numbers: [gb({}), gb({ tenant: "contoso", shortCode: "998", class: "special" })] }, "contoso"),
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
  ])("%s", (_, instant, expected) => {
    expect(classIn({ numbers: [window] }, null, at(instant))).toBe(expected);
  });

  it("a customer's entry outside its window gives way to the one for all", () => {
    const numbers = [gb({ class: "ordinary" }), { ...window, tenant: "contoso" }];
    expect(classIn({ numbers }, "contoso", at("2026-11-22T14:00:00.000Z"))).toBe("ordinary");
  });

  it.each([
    ["before the change", "2026-06-30T23:59:59.999Z", "emergency"],
    ["after the change", "2026-07-01T00:00:00.000Z", "special"],
  ])("each of two windows in turn: %s", (_, instant, expected) => {
    const first = gb({ validUntil: "2026-07-01T00:00:00.000Z" });
    const second = gb({ class: "special", validFrom: "2026-07-01T00:00:00.000Z" });
    expect(classIn({ numbers: [first, second] }, null, at(instant))).toBe(expected);
    expect(classIn({ numbers: [second, first] }, null, at(instant))).toBe(expected);
  });

  it("of windows that overlap, the one that began last, in whatever order they stand", () => {
    const always = gb({ class: "ordinary" });
    const lately = gb({ class: "special", validFrom: "2026-07-01T00:00:00.000Z" });
    expect([classIn({ numbers: [always, lately] }, null), classIn({ numbers: [lately, always] }, null)]).toEqual([
      "special",
      "special",
    ]);
  });
});

describe("the built-in catalogue", () => {
  it("adds the numbers that the configuration does not have, and says so", () => {
    const plan = planOf({ numbers: [gb({})] });
    expect(plan.find(null, "GB", "999", now)).toMatchObject({ class: "emergency", provisioned: true });
    expect(plan.find(null, "GB", "112", now)).toMatchObject({ class: "emergency", provisioned: false });
  });

  it.each(["ordinary", "special", "test", "emergency-normal-routing"])(
    "never overrules the configuration, which says %s",
    (callClass) => {
      const plan = planOf({ numbers: [gb({ class: callClass })] });
      expect(plan.find(null, "GB", "999", now)).toMatchObject({ class: callClass, provisioned: true });
    },
  );

  it("adds no emergency number where unprovisioned numbers are ordinary", () => {
    const plan = planOf({ defaults: { unprovisioned: "ordinary" } });
    expect(plan.find(null, "GB", "999", now)).toBeNull();
    expect(plan.emergencyCodesIn("GB")).toEqual([]);
  });

  it.each(["emergency", "ordinary"])("adds test numbers where unprovisioned numbers are %s", (unprovisioned) => {
    expect(planOf({ defaults: { unprovisioned } }).find(null, "US", "933", now)).toMatchObject({ class: "test" });
  });

  it("leaves configured numbers alone where unprovisioned ones are ordinary", () => {
    expect(classIn({ numbers: [gb({})], defaults: { unprovisioned: "ordinary" } }, null)).toBe("emergency");
  });
});

describe("a territory that the configuration adds", () => {
  it("is under its calling code, after those the catalogue has there", () => {
    const plan = planOf({ territories: [{ code: "QZ", callingCode: "44" }] });
    expect(plan.territoriesUnder("44")[0]).toBe("GB");
    expect(plan.territoriesUnder("44")).toContain("QZ");
    expect(plan.callingCodeOf("QZ")).toBe("44");
  });

  it("may have a calling code that the catalogue does not know", () => {
    const plan = planOf({ territories: [{ code: "QZ", callingCode: "999" }] });
    expect([plan.territoriesUnder("999"), plan.callingCodeOf("QZ")]).toEqual([["QZ"], "999"]);
  });

  it("has the numbers that the configuration gives it", () => {
    const plan = planOf({
      territories: [{ code: "QZ", callingCode: "44" }],
      numbers: [{ territory: "QZ", shortCode: "4711", class: "emergency" }],
    });
    expect(plan.territoriesWith("4711")).toEqual(["QZ"]);
    expect(plan.emergencyCodesIn("QZ")).toEqual(["4711"]);
  });
});

describe("what a plan does not know", () => {
  it.each([
    ["a short code", () => planOf({}).find("contoso", "GB", "4711", now), null],
    ["a territory", () => planOf({}).find(null, "XX", "999", now), null],
    ["the territories of a short code", () => planOf({}).territoriesWith("471147"), []],
    ["the emergency codes of a territory", () => planOf({}).emergencyCodesIn("XX"), []],
    ["the territories under a calling code", () => planOf({}).territoriesUnder("0"), []],
    ["the calling code of a territory", () => planOf({}).callingCodeOf("XX"), null],
    ["a name that every object has", () => planOf({}).callingCodeOf("constructor"), null],
  ])("%s is nothing", (_, ask, nothing) => {
    expect(ask()).toEqual(nothing);
  });

  it("a tenant with a separator in its name is no other tenant", () => {
    expect(planOf({ numbers: [gb({ class: "ordinary" })] }).find("*|GB|999", "GB", "112", now)?.class).toBe(
      "emergency",
    );
  });
});

describe("the longest short code", () => {
  it("counts those of the configuration and of the catalogue", () => {
    expect(planOf({ numbers: [gb({ shortCode: "12345678" })] }).longestShortCode).toBe(8);
    expect(planOf({}).longestShortCode).toBeGreaterThanOrEqual(3);
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

  it("decide every call alike, in whatever order the items stand", () => {
    const twoOrders = arbitraryDocument.chain((made) => fc.tuple(fc.constant(made), shuffled(made)));
    fc.assert(
      fc.property(twoOrders, fc.constantFrom(now, at("2021-01-01"), at("2034-01-01")), ([made, other], nowMs) => {
        const [first, second] = [compileSnapshot(made), compileSnapshot(other)];
        for (const call of callsFor(made))
          expect(decideCall(call, second, nowMs)).toEqual(decideCall(call, first, nowMs));
      }),
    );
  });
});

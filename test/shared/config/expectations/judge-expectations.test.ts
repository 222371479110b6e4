import { describe, expect, it } from "vitest";
import { indexNumbers } from "../../../../shared/config/compile/compile-plan.ts";
import { compileAround, compileSnapshot } from "../../../../shared/config/compile/compile-snapshot.ts";
import { noTables } from "../../../../shared/config/compile/with-tables.ts";
import type { ConfigDocument } from "../../../../shared/config/document.ts";
import type { Expectation, ExpectedDecision } from "../../../../shared/config/expectation.ts";
import { brokenExpectations } from "../../../../shared/config/expectations/judge-expectations.ts";
import { expectationOf } from "../../../support/config/expectations.ts";
import { smallDocument, smallTables, smallWith } from "../../../support/config/small-document.ts";

const nowMs = Date.parse("2026-11-22T12:00:00.000Z");

const brokenIn = async (expectations: readonly Expectation[], document: ConfigDocument = smallDocument, atMs = nowMs) =>
  (await brokenExpectations(expectations, await compileSnapshot(document, smallTables), atMs)).map(
    ({ index, unmet, needsDamagedTable }) => ({
      index,
      needsDamagedTable,
      unmet: unmet.map(({ field, wanted, got }) => `${field.join(".")}: ${wanted}, not ${got}`),
    }),
  );

const gb999: ExpectedDecision = {
  class: "emergency",
  action: "route",
  territory: "GB",
  conversion: "short-code",
  calledParty: "999",
  firstRoute: "emergency-a",
  requestUri: "sip:999@emergency-a.operator.example;user=phone",
  flags: { has: ["unexpected-spelling"], lacks: ["generated-call-id", "unprovisioned"] },
};

describe("expectations", () => {
  it("are judged by the decision that the call would get", async () => {
    expect(await brokenIn([expectationOf(gb999)])).toEqual([]);
    const other = smallWith(({ routeSets }) => ({
      routeSets: routeSets.map((set) =>
        set.name === "emergency" ? { ...set, routes: [...set.routes].reverse() } : set,
      ),
    }));
    expect(await brokenIn([expectationOf({ class: "emergency" }), expectationOf(gb999)], other)).toEqual([
      { index: 1, needsDamagedTable: false, unmet: ["firstRoute: emergency-a, not emergency-b"] },
    ]);
  });

  it("have calls with a tenant, a caller, a territory and a location key", async () => {
    const call = { tenant: "contoso", calledParty: "112", territory: "GB" };
    expect(await brokenIn([expectationOf({ conversion: "as-received" }, { call })])).toEqual([]);
    const paris = { calledParty: "18", callingParty: "+33142278186", locationKey: "75056", territory: "FR" };
    expect(await brokenIn([expectationOf({ calledParty: "0155667788", firstRoute: "fire" }, { call: paris })])).toEqual(
      [],
    );
  });

  it("are judged at the instant of the change, or at their own", async () => {
    const ended = smallWith(({ numbers }) => ({
      numbers: numbers.map((number) =>
        number.shortCode === "999" ? { ...number, validUntil: "2026-12-01T00:00:00.000Z" } : number,
      ),
      defaults: { ...smallDocument.defaults, unprovisioned: "ordinary" },
    }));
    const expected = expectationOf({ class: "emergency" });
    const later = Date.parse("2026-12-01T00:00:00.000Z");
    const ordinary = [{ index: 0, needsDamagedTable: false, unmet: ["class: emergency, not ordinary"] }];
    expect(await brokenIn([expected], ended)).toEqual([]);
    expect(await brokenIn([expected], ended, later)).toEqual(ordinary);
    expect(await brokenIn([{ ...expected, at: "2026-11-30T23:59:59.999Z" }], ended, later)).toEqual([]);
    expect(await brokenIn([{ ...expected, at: "2026-12-01T00:00:00.000Z" }], ended)).toEqual(ordinary);
  });

  it("say where the configuration is not what is wrong, but a lookup table", async () => {
    const damaged = new Map([["fr-communes", { version: 7, why: "has no rows", isPassing: false }]]);
    const numbers = await indexNumbers(smallDocument.numbers);
    const snapshot = await compileAround(numbers, smallDocument, { ...noTables, damaged });
    const inFrance = expectationOf({ conversion: "by-commune" }, { call: { calledParty: "112", territory: "FR" } });
    const [broken] = await brokenExpectations([inFrance], snapshot, nowMs);
    expect(broken).toMatchObject({ needsDamagedTable: true });
  });
});

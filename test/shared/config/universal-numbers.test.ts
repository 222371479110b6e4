import { describe, expect, it } from "vitest";
import { compileSnapshot } from "../../../shared/config/compile/compile-snapshot.ts";
import { documentSchema, emptyDocument } from "../../../shared/config/document.ts";
import { validateDocument } from "../../../shared/config/rules/validate-document.ts";
import { universalNumbersOf } from "../../../shared/config/universal-numbers.ts";
import { decideCall, starter, starterWith } from "../../support/config/decide-call.ts";

const special = { territory: "SE", shortCode: "911", class: "special" };
const lists = {
  numbers: [...starter.numbers, special, { territory: "FI", shortCode: "911", class: "ordinary" }],
  tenants: [{ name: "contoso", defaultTerritory: null }],
};
const snapshot = await starterWith(({ territories }) => ({
  ...lists,
  numbers: [...lists.numbers, { tenant: "contoso", territory: "IE", shortCode: "911", class: "test" }],
  territories: territories.map((item) =>
    item.code === "GB"
      ? { ...item, universalNumbers: [] }
      : item.code === "IE"
        ? { ...item, universalNumbers: ["911", "000"] }
        : item,
  ),
}));

describe("a universal number", () => {
  it.each([
    ["911", { territory: "DE" }, "DE"],
    ["+49911", { territory: "DE" }, "DE"],
    ["+49911", {}, "DE"],
    ["0049911", {}, "DE"],
    ["911", { callingParty: "+4930123456" }, "DE"],
    ["000", { territory: "IE" }, "IE"],
    ["tel:911;phone-context=+353", {}, "IE"],
  ])("(%s with %j) is an emergency in %s, whose list does not have it", (calledParty, call, territory) => {
    expect(decideCall({ calledParty, ...call }, snapshot)).toMatchObject({
      class: "emergency",
      number: { territory, services: [], serviceUrn: "urn:service:sos" },
      routes: [{ name: "emergency-a" }, { name: "emergency-b" }, { name: "contingency" }],
      flags: ["universal-number"],
    });
  });

  it.each([
    ["in a territory that says it has none", "911", { territory: "GB" }, "ordinary"],
    ["where the list has the digits as a service", "911", { territory: "SE" }, "special"],
    ["where the list says that it is nothing", "911", { territory: "FI" }, "ordinary"],
    ["where the customer's own list has it", "911", { territory: "IE", tenant: "contoso" }, "test"],
    ["of another territory", "000", { territory: "DE" }, "ordinary"],
  ])("is none %s", (_, calledParty, call, callClass) => {
    const decision = decideCall({ calledParty, ...call }, snapshot);
    expect(decision.class).toBe(callClass);
    expect(decision.flags).not.toContain("universal-number");
  });

  it("has no flag where the list has it too", () => {
    expect(decideCall({ calledParty: "112", territory: "DE" }, snapshot)).toMatchObject({
      class: "emergency",
      flags: [],
    });
  });

  it("is an emergency for a caller from nowhere although no list has it", async () => {
    const few = await compileSnapshot(
      documentSchema.parse({
        numbers: [{ territory: "GB", shortCode: "999", class: "emergency" }],
        defaults: { unprovisioned: "ordinary", universalNumbers: ["112"] },
      }),
    );
    expect(decideCall({ calledParty: "112" }, few)).toMatchObject({
      class: "emergency",
      flags: expect.arrayContaining(["universal-number", "ambiguous-territory"]),
    });
    expect(decideCall({ calledParty: "112", territory: "GB" }, few)).toMatchObject({ number: { territory: "GB" } });
    expect(decideCall({ calledParty: "911", territory: "GB" }, few)).toMatchObject({ class: "ordinary" });
  });

  it("never changes what a list says, in any territory", async () => {
    const without = await starterWith(({ defaults }) => ({ defaults: { ...defaults, universalNumbers: [] } }));
    const changed = starter.territories.flatMap(({ code }) =>
      ["112", "911"].filter((shortCode) => {
        const [was, is] = [without, undefined].map((each) =>
          decideCall({ calledParty: shortCode, territory: code }, each),
        );
        return was?.number.territory !== null && (was?.class !== is?.class || is?.flags.includes("universal-number"));
      }),
    );
    expect(changed).toEqual([]);
  });

  it.each([
    ["twice", ["112", "112"]],
    ["too short", ["11"]],
    ["no number", ["+112"]],
  ])("is refused when it is %s", (_, universalNumbers) => {
    expect(documentSchema.safeParse({ defaults: { universalNumbers } }).success).toBe(false);
  });

  it("makes the starter no fault and no warning", async () => {
    const validation = await validateDocument({ document: starter, snapshot: await compileSnapshot(starter) }, 0);
    expect(validation.faults).toEqual([]);
  });
});

describe("the universal numbers that a change takes away", () => {
  const withDefaults = (...universalNumbers: string[]) => ({
    ...emptyDocument,
    defaults: { ...emptyDocument.defaults, universalNumbers },
  });

  it("are named in every territory", () => {
    const lost = universalNumbersOf(withDefaults("112", "911"), withDefaults("112"));
    expect(lost.length).toBeGreaterThan(240);
    expect(new Set(lost.map(({ shortCode }) => shortCode))).toEqual(new Set(["911"]));
    expect(universalNumbersOf(withDefaults("112"), withDefaults("112", "911"))).toEqual([]);
  });

  it("are those of one territory where only that says so", () => {
    const territories = [{ code: "GB", callingCode: "44", universalNumbers: ["112"] }];
    const own = documentSchema.parse({ territories, defaults: { universalNumbers: ["112", "911"] } });
    expect(universalNumbersOf(withDefaults("112", "911"), own)).toEqual([{ territory: "GB", shortCode: "911" }]);
  });
});

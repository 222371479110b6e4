import { describe, expect, it } from "vitest";
import { callingCodeByTerritory } from "../../../../shared/catalogue/calling-codes.ts";
import { catalogue } from "../../../../shared/catalogue/catalogue.ts";
import { applyOperations } from "../../../../shared/config/change/apply-change.ts";
import { readChangeSet } from "../../../../shared/config/change/change-set.ts";
import type { ConfigDocument } from "../../../../shared/config/document.ts";
import { territoriesWantedIn } from "../../../../shared/config/drafts/draft-request.ts";
import { type Draft, draftTerritories } from "../../../../shared/config/drafts/draft-territories.ts";
import { parseInput } from "../../../../shared/parse-input.ts";
import { findBetween } from "../../../support/config/dangers-of.ts";
import { judge, number } from "../../../support/config/judge-document.ts";
import { smallDocument, smallWith } from "../../../support/config/small-document.ts";

const faultsIn = (body: object, document = smallDocument) => {
  const read = parseInput(territoriesWantedIn(document), body);
  return read.outcome === "faulty" ? read.faults.map(({ path, message }) => `${path}: ${message}`) : [];
};

async function draft(body: object, document: ConfigDocument = smallDocument): Promise<Draft> {
  const read = parseInput(territoriesWantedIn(document), { routeSet: "emergency", ...body });
  if (read.outcome === "faulty") throw new Error(JSON.stringify(read.faults));
  const drafted = await draftTerritories(read.value, { version: 7, document });
  if (drafted.outcome === "faulty") throw new Error(JSON.stringify(drafted.faults));
  return drafted.value;
}

/** The document that a change set makes, read as a request is. */
async function applied(changeSet: object, document = smallDocument): Promise<ConfigDocument> {
  const read = await readChangeSet(JSON.parse(JSON.stringify(changeSet)));
  if (read.outcome === "faulty") throw new Error(JSON.stringify(read.faults));
  const edited = await applyOperations(document, read.value.operations);
  if (edited.outcome === "faulty") throw new Error(JSON.stringify(edited.faults));
  return edited.value.document;
}

const codesIn = ({ changeSet }: Draft) =>
  changeSet.operations.flatMap(({ kind, item }) => (kind === "number" ? [`${item.territory} ${item.shortCode}`] : []));

describe("a draft", () => {
  it("has the territory with its calling code, and each number of the catalogue with its source and day", async () => {
    const { changeSet, skipped } = await draft({ territories: ["IE"], conversion: "short-code" });
    expect(skipped).toEqual([]);
    expect(changeSet).toMatchObject({
      baseVersion: 7,
      reason: expect.stringMatching(/^add IE: \d+ numbers of the built-in/),
    });
    expect(changeSet.operations[0]).toEqual({
      op: "put",
      kind: "territory",
      item: { code: "IE", callingCode: "353", routeSet: "emergency", conversion: "short-code" },
    });
    expect(changeSet.operations).toContainEqual({
      op: "put",
      kind: "number",
      item: {
        territory: "IE",
        shortCode: "112",
        class: "emergency",
        services: ["ambulance", "fire", "police"],
        source: expect.stringMatching(/^Google and contributors: Android .* \(2023-12\); and 4 more$/),
        verifiedOn: "2023-12-01",
        note: expect.stringContaining("to be reviewed"),
      },
    });
    expect(changeSet.operations).toContainEqual(
      expect.objectContaining({ item: expect.objectContaining({ shortCode: "116000", class: "special" }) }),
    );
  });

  it("of every territory is a valid change, and endangers nothing", async () => {
    const territories = [...new Set(catalogue.map(({ territory }) => territory))];
    // A mask of the small document is an emergency number of Oman.
    const before = smallWith(() => ({ ingresses: [] }));
    const wanted = { territories, tiers: ["primary", "extended"], conversion: "short-code" };
    const after = await applied((await draft(wanted, before)).changeSet, before);
    expect((await judge(after)).faults).toEqual([]);
    expect(await findBetween(before, after)).toEqual([]);
    const configured = new Set(after.numbers.map(({ territory, shortCode }) => `${territory} ${shortCode}`));
    const left = catalogue.filter(({ territory, shortCode }) => !configured.has(`${territory} ${shortCode}`));
    expect(left.every(({ supersededOn }) => supersededOn !== null)).toBe(true);
  });

  it("has the numbers of the tiers that are asked for, and none that was superseded", async () => {
    expect(codesIn(await draft({ territories: ["AG"] }))).toEqual(["AG 911", "AG 999"]);
    expect(codesIn(await draft({ territories: ["AG"], tiers: ["extended"] }))).toEqual(["AG 777"]);
    expect(codesIn(await draft({ territories: ["MX"] }))).not.toContain("MX 066");
  });

  it("names each territory once, however it is written", async () => {
    const { changeSet } = await draft({ territories: ["el", "GR", "EL"] });
    expect(changeSet.operations.filter(({ kind }) => kind === "territory")).toMatchObject([{ item: { code: "GR" } }]);
  });

  it("of territories that share a calling code gives each its own numbers", async () => {
    const codes = codesIn(await draft({ territories: ["JM", "US"] }));
    expect(codes).toEqual(expect.arrayContaining(["JM 119", "JM 110", "US 911", "US 933"]));
    expect(codes).not.toContain("JM 933");
  });
});

describe("a draft of what is partly there", () => {
  const ended = number({ territory: "FR", shortCode: "17", validUntil: "2026-01-01T00:00:00.000Z" });
  const partly = smallWith(({ numbers }) => ({ numbers: [...numbers, ended] }));

  it("adds only what is missing, and tells what it leaves", async () => {
    const { changeSet, skipped } = await draft({ territories: ["FR", "IE"] }, partly);
    expect(skipped).toEqual(["territory FR", "number *|FR|112", "number *|FR|17", "number *|FR|18"]);
    expect(changeSet.reason).toMatch(/^add FR, IE: \d+ numbers .*; 4 of \d+ items are there already/);
    const after = await applied(changeSet, partly);
    for (const before of partly.numbers) expect(after.numbers).toContainEqual(before);
    expect(after.territories.slice(0, 2)).toEqual(partly.territories);
    expect(after.numbers.length).toBeGreaterThan(partly.numbers.length + 2);
  });

  it("takes no customer's own number for everybody's", async () => {
    const { skipped } = await draft({ territories: ["GB"] });
    expect(skipped).toEqual(["territory GB", "number *|GB|999"]);
  });

  it("leaves the routing to a territory that has a route set", async () => {
    const { changeSet } = await draft({ territories: ["FR"], routeSet: "fire", conversion: "short-code" });
    for (const { item } of changeSet.operations)
      for (const field of ["routeSet", "conversion"]) expect(item).not.toHaveProperty(field);
  });

  it("gives a number the routing that its territory lacks, but none to a number that is not routed", async () => {
    const unrouted = smallWith((d) => ({ territories: d.territories.map((t) => ({ ...t, routeSet: null })) }));
    const { changeSet } = await draft({ territories: ["FR"], routeSet: "fire", conversion: "short-code" }, unrouted);
    const itemOf = (shortCode: string) => changeSet.operations.find(({ item }) => item.shortCode === shortCode)?.item;
    expect(itemOf("15")).toMatchObject({ routeSet: "fire", conversion: "short-code" });
    expect(itemOf("116000")).toMatchObject({ class: "special" });
    for (const field of ["routeSet", "conversion"]) expect(itemOf("116000")).not.toHaveProperty(field);
    const after = await applied(changeSet, unrouted);
    expect(await judge(after)).toMatchObject({ faults: [] });
    expect(await findBetween(unrouted, after)).toEqual([]);
  });

  it("is a fault where nothing is missing", async () => {
    const whole = await applied((await draft({ territories: ["IE"] })).changeSet);
    await expect(draft({ territories: ["IE"] }, whole)).rejects.toThrow(
      "IE: nothing is missing, so there is nothing to add",
    );
  });
});

describe("a draft that cannot be made", () => {
  it("has all its faults at once", () => {
    const body = {
      territories: ["QQ", "IE", "AQ", 7, "Britain"],
      routeSet: "nowhere",
      conversion: "none",
      tiers: ["first"],
      routes: 1,
    };
    expect(faultsIn(body)).toEqual([
      'territories[0]: no territory has the code QQ; found "QQ"',
      'territories[2]: the catalogue has no emergency number of AQ: put its numbers yourself; found "AQ"',
      "territories[3]: must be text; found 7",
      'territories[4]: must be an ISO 3166-1 alpha-2 code; found "Britain"',
      'routeSet: there is no route set nowhere; found "nowhere"',
      'conversion: there is no conversion none; found "none"',
      'tiers[0]: must be one of primary, extended; found "first"',
      "routes: is no field that is known here",
    ]);
  });

  it.each([
    [{ routeSet: "emergency" }, ["territories: is missing"]],
    [{ territories: [], routeSet: "emergency" }, ["territories: must not be empty"]],
    [{ territories: ["IE"] }, ["routeSet: is missing"]],
    [{ territories: ["IE"], routeSet: "emergency", tiers: [] }, ["tiers: must not be empty"]],
    [{ territories: ["IE"], routeSet: "emergency", conversion: "as-received" }, []],
    [{ territories: ["IE"], routeSet: "emergency", conversion: null }, []],
    [
      { territories: [...callingCodeByTerritory.keys(), "IE"], routeSet: "emergency" },
      [expect.stringMatching(/^territories: must have at most/)],
    ],
  ])("says what is wrong: %#", (body, faults) => {
    expect(faultsIn(body).filter((fault) => !fault.includes("has no emergency number"))).toEqual(faults);
  });
});

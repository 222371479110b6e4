import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compareList } from "../../../../shared/config/lists/compare-list.ts";
import { type ListFormatName, listFormatNames, listFormats } from "../../../../shared/config/lists/list-formats.ts";
import { amount } from "../../../support/amount.ts";
import { arbitraryDocument } from "../../../support/config/arbitrary-document.ts";
import { compiled, compiledOf } from "../../../support/config/compiled-document.ts";
import { listOf } from "../../../support/config/list-of.ts";

const irish = {
  ingresses: [
    { name: "zoom", spellings: ["plus-country-short-code"] },
    { name: "teams", spellings: ["short-code"] },
    { name: "abroad", spellings: ["international-prefix"], internationalPrefixes: ["00"] },
    { name: "guess", spellings: ["no-plus", "trunk-zero"] },
  ],
  territories: [{ code: "IE", callingCode: "353", routeSet: "irish" }],
  numbers: ["112", "999"].map((shortCode) => ({ territory: "IE", shortCode, class: "emergency" })),
  routeSets: [{ name: "irish", routes: [{ name: "a", host: "a.example" }] }],
  defaults: { unprovisioned: "ordinary" },
};
const configuration = await compiledOf(irish);

/** What a check says of a text, compared with the list of some ingresses. */
async function check(format: ListFormatName, text: string, ingresses: readonly string[]) {
  const { holder, read, withUrns } = listFormats[format];
  const given = await read(Buffer.from(text));
  if (given.outcome === "faulty") throw new Error(JSON.stringify(given.faults));
  const list = await listOf(configuration, { ingresses, withUrns });
  return compareList({ list, snapshot: configuration.snapshot, ingresses }, given.value, holder);
}

const kamailio = async (change = (text: string) => text): Promise<string> =>
  change([...listFormats.kamailio.write(await listOf(configuration, { ingresses: ["teams"] }))].join(""));

describe("a list that is compared with a version", () => {
  it("is in step whatever the order, blanks and doubles", async () => {
    const answer = await check("acg", " +353999,112 , 999,\n+353112,112,,", ["zoom", "teams"]);
    expect(answer).toEqual({
      version: 42,
      listVersion: null,
      inStep: true,
      missing: [],
      extra: [],
      differing: [],
      malformed: [],
    });
  });

  it("says what becomes of a call that it does not have", async () => {
    expect(await check("acg", "112", ["teams"])).toMatchObject({
      inStep: false,
      missing: [
        {
          dialString: "999",
          territory: "IE",
          shortCode: "999",
          whatHappens: "the gateway treats it as an ordinary call; version 42 has it as an emergency call of IE",
        },
      ],
    });
  });

  it("says what becomes of a call that the version does not have", async () => {
    expect(await check("acg", "112,999,7654321,7654321", ["teams"])).toMatchObject({
      inStep: false,
      missing: [],
      extra: [
        {
          dialString: "7654321",
          territory: null,
          shortCode: null,
          whatHappens: "the gateway treats it as an emergency call; version 42 decides it as an ordinary call",
        },
      ],
    });
    const { extra } = await check("acg", "+353112,+353999,+44999", ["zoom"]);
    expect(extra[0]?.whatHappens).toContain("an ordinary call");
  });

  it.each([
    ["+353999", ["teams"], "has a +, and teams sends none"],
    ["+353999", ["teams", "abroad"], "has a +, and teams and abroad send none"],
    ["353999", ["zoom"], "lacks the + that zoom sends"],
    ["+999", ["zoom"], "has no calling code and short code behind the +"],
    ["+353", ["zoom"], "has no calling code and short code behind the +"],
    ["353999", ["guess"], "is in no spelling that a list of guess has"],
    ["011353999", ["abroad"], "begins with no international prefix of abroad"],
  ])("finds %s malformed through %j: it %s", async (text, ingresses, why) => {
    const { malformed, extra } = await check("acg", text, ingresses);
    expect(malformed).toEqual([{ at: "entry 1", text, why }]);
    expect(extra).toEqual([]);
  });

  it("names the version that it says it is of", async () => {
    expect(await check("kamailio", await kamailio(), ["teams"])).toMatchObject({ inStep: true, listVersion: 42 });
    const older = await kamailio((text) => text.replace("version=42", "version=41"));
    expect(await check("kamailio", older, ["teams"])).toMatchObject({ inStep: true, listVersion: 41 });
  });

  it("is not in step where it sends a call elsewhere", async () => {
    const other = await kamailio((text) => text.replace(/(999:0:0:.*)@a\.example/, "$1@b.example"));
    expect(await check("kamailio", other, ["teams"])).toMatchObject({
      inStep: false,
      missing: [],
      extra: [],
      differing: [
        {
          dialString: "999",
          whatHappens:
            "the list sends it to sip:999@b.example;user=phone; version 42 sends it to sip:999@a.example;user=phone",
        },
      ],
    });
  });

  it("of any configuration is in step with itself in every format", () =>
    fc.assert(
      fc.asyncProperty(arbitraryDocument, fc.constantFrom(...listFormatNames), async (document, format) => {
        const { holder, read, withUrns, write } = listFormats[format];
        const { snapshot } = await compiled(document);
        const ingresses = document.ingresses.length === 0 ? [null] : document.ingresses.map(({ name }) => name);
        const list = await listOf({ document, snapshot }, { ingresses, withUrns });
        const given = await read(Buffer.from([...write(list)].join("")));
        if (given.outcome === "faulty") throw new Error(JSON.stringify(given.faults));
        expect(await compareList({ list, snapshot, ingresses }, given.value, holder)).toMatchObject({ inStep: true });
      }),
      { numRuns: amount({ usual: 12, thorough: 60 }) },
    ));
});

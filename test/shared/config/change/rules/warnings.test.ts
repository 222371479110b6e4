import { describe, expect, it } from "vitest";
import { type Case, judge, number, plusNumber } from "../judge-document.ts";
import { smallWith } from "../small-document.ts";

describe("a warning", () => {
  it.each<Case>([
    [
      "is given for a help line as an emergency",
      plusNumber({ shortCode: "116123" }),
      ["numbers[4].class: 116123 is a help line in most of Europe"],
    ],
    [
      "is given for 933 as an emergency",
      plusNumber({ shortCode: "933" }),
      ["numbers[4].class: 933 is a test number in North America"],
    ],
    [
      "is not given for 933 where it calls the fire brigade",
      (d) => ({
        territories: [...d.territories, { code: "SZ", callingCode: "268" }],
        numbers: [...d.numbers, number({ territory: "SZ", shortCode: "933" })],
      }),
      [],
    ],
    [
      "is given for a territory that has only the catalogue's numbers",
      (d) => ({ numbers: d.numbers.filter(({ territory }) => territory !== "FR") }),
      ["territories[1]: FR has no emergency number of its own, only those of the catalogue"],
    ],
  ])("%s", async (_, change, warnings) => {
    expect(await judge(smallWith(change))).toEqual({ faults: [], warnings });
  });
});

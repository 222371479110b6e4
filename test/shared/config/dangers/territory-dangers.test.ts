import { describe, expect } from "vitest";
import { type Change, finds, soon, withFields, without } from "../../../support/config/dangers-of.ts";
import { smallWith } from "../../../support/config/small-document.ts";

describe("a territory", () => {
  finds([
    [
      "is emptied by the loss of its last emergency number",
      without((n) => n.territory === "FR"),
      [
        ["removes-emergency-number", "18 in FR", "112 in FR"],
        ["empties-territory", "FR"],
      ],
    ],
    [
      "is emptied when it is removed",
      (d) => ({ territories: d.territories.slice(0, 1), numbers: d.numbers.map((n) => ({ ...n, routeSet: "fire" })) }),
      expect.arrayContaining([["empties-territory", "FR"]]),
    ],
    [
      "is not emptied by an end that is yet to come",
      withFields((n) => n.territory === "FR", { validUntil: soon }),
      [["removes-emergency-number", `18 in FR from ${soon}`, `112 in FR from ${soon}`]],
    ],
  ]);
});

describe("a change of many numbers", () => {
  const noteOf =
    (count: number): Change =>
    ({ numbers }) => ({
      numbers: numbers.map((number, i) => (i < count ? { ...number, note: "new" } : number)),
    });
  finds(
    [
      ["is not dangerous up to half of them", noteOf(4), []],
      [
        "is dangerous beyond half of them",
        noteOf(5),
        [["changes-most-numbers", "*|GB|101", "*|GB|102", "*|GB|103", "*|GB|104", "*|GB|105"]],
      ],
      [
        "is dangerous when they are removed",
        ({ numbers }) => ({ numbers: numbers.slice(5) }),
        [["changes-most-numbers", "*|GB|101", "*|GB|102", "*|GB|103", "*|GB|104", "*|GB|105"]],
      ],
    ],
    smallWith(() => ({
      numbers: [1, 2, 3, 4, 5, 6, 7, 8].map((i) => ({ territory: "GB", shortCode: `10${i}`, class: "special" })),
    })),
  );
});

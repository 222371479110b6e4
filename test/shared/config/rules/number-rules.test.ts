import { describe } from "vitest";
import type { ConfigDocument } from "../../../../shared/config/document.ts";
import { findsFaults, findsWarnings, number, plusNumber } from "../../../support/config/judge-document.ts";

describe("the window of a number", () => {
  const from = (month: string) => `2027-${month}-01T00:00:00.000Z`;
  const windows = (...list: readonly (readonly [string | null, string | null])[]) => {
    const numbers = list.map(([validFrom, validUntil]) => number({ shortCode: "998", validFrom, validUntil }));
    return (d: ConfigDocument) => ({ numbers: [...d.numbers, ...numbers] });
  };
  findsFaults([
    ["must end after it begins", windows([from("02"), from("02")]), ["numbers[4].validUntil: must be after validFrom"]],
    ["may begin when another ends", windows([from("02"), null], [null, from("02")]), []],
    [
      "must not begin before another ends",
      windows([from("02"), null], [null, from("03")]),
      [`numbers[4].validFrom: overlaps the entry that holds until ${from("03")}`],
    ],
    [
      "must not lie in an open one, whatever else lies between",
      windows([null, null], [from("02"), from("03")], [from("04"), from("05")]),
      [
        "numbers[5].validFrom: overlaps the entry that holds always",
        "numbers[6].validFrom: overlaps the entry that holds always",
      ],
    ],
    [
      "may overlap that of another customer",
      (d) => ({ numbers: [...d.numbers, number({ tenant: "contoso", validFrom: from("02") })] }),
      [],
    ],
  ]);
});

describe("a short code", () => {
  const austria = (shortCode: string) => (d: ConfigDocument) => ({
    territories: [...d.territories, { code: "AT", callingCode: "43" }],
    numbers: [...d.numbers, number({ territory: "AT", shortCode, class: "special" })],
  });
  findsFaults([
    [
      "must not make a subscriber's number under its calling code",
      (d) => ({
        territories: [...d.territories, { code: "SH", callingCode: "290" }],
        numbers: [...d.numbers, number({ territory: "SH", shortCode: "22158" })],
      }),
      ["numbers[4].shortCode: +29022158 is a number that a subscriber can have"],
    ],
    ["may be a help line that only looks like a subscriber's number", austria("116000"), []],
  ]);

  findsWarnings([
    [
      "gets a warning where a help line is an emergency",
      plusNumber({ shortCode: "116123" }),
      [
        "numbers[4].class: 116123 is a help line in most of Europe",
        "territories[0]: GB: 112 is known to the catalogue alone",
      ],
    ],
    [
      "gets a warning where 933 is an emergency",
      plusNumber({ shortCode: "933" }),
      [
        "numbers[4].class: 933 is a test number in North America",
        "territories[0]: GB: 112 is known to the catalogue alone",
      ],
    ],
    [
      "gets no warning for 933 where it calls the fire brigade",
      (d) => ({
        territories: [...d.territories, { code: "SZ", callingCode: "268", routeSet: "fire" }],
        numbers: [...d.numbers, number({ territory: "SZ", shortCode: "933" })],
      }),
      ["territories[2]: SZ: 112, 911, 975, 977 and 999 are known to the catalogue alone"],
    ],
  ]);
});

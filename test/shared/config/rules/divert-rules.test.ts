import { describe, expect, it } from "vitest";
import { documentSchema } from "../../../../shared/config/document.ts";
import { validateDocument } from "../../../../shared/config/rules/validate-document.ts";
import { compiled } from "../../../support/config/compiled-document.ts";
import { smallDocument } from "../../../support/config/small-document.ts";

type Given = readonly [from: object, to: string, hours?: readonly [number, number]];

const at = (hour: number) => `2026-11-22T${String(hour).padStart(2, "0")}:00:00.000Z`;

async function faultsOf(...diverts: readonly Given[]) {
  const document = documentSchema.parse({
    ...smallDocument,
    lookupTables: [],
    conversions: smallDocument.conversions.filter(({ name }) => name === "short-code"),
    territories: smallDocument.territories.map((item) => ({ ...item, conversion: "short-code" })),
    areas: [
      { name: "leeds", territory: "GB", displayName: "Leeds" },
      { name: "york", territory: "GB", displayName: "York", routeSet: "fire" },
    ],
    diverts: diverts.map(([from, to, [begin, end] = [0, 12]], i) => ({
      ...{ name: `d${i}`, from, to, validFrom: at(begin), validUntil: at(end), reason: "evacuated" },
    })),
  });
  const { faults } = await validateDocument(await compiled(document), Date.parse(at(0)));
  return faults.map(({ list, index, field, message }) => `${list}[${index}].${field.join(".")}: ${message}`);
}

describe("diverts", () => {
  it.each<[string, readonly Given[], readonly string[]]>([
    [
      "one of each",
      [
        [{ routeSet: "fire" }, "emergency"],
        [{ area: "leeds" }, "contingency"],
      ],
      [],
    ],
    [
      "of an area, back to its own route set",
      [
        [{ area: "york" }, "contingency"],
        [{ routeSet: "contingency" }, "fire"],
      ],
      ["diverts[0].to: fire > contingency > fire is a circle"],
    ],
    [
      "of an area, back to the route set of its territory",
      [
        [{ area: "leeds" }, "fire", [0, 6]],
        [{ routeSet: "fire" }, "emergency", [5, 12]],
      ],
      ["diverts[0].to: emergency > fire > emergency is a circle"],
    ],
    ["of an area to its own route set", [[{ area: "york" }, "fire"]], ["diverts[0].to: fire > fire is a circle"]],
    [
      "a chain",
      [
        [{ routeSet: "fire" }, "emergency"],
        [{ routeSet: "emergency" }, "contingency"],
      ],
      [],
    ],
    ["to itself", [[{ routeSet: "fire" }, "fire"]], ["diverts[0].to: fire > fire is a circle"]],
    [
      "in a circle",
      [
        [{ routeSet: "fire" }, "emergency"],
        [{ routeSet: "emergency" }, "fire"],
      ],
      ["diverts[0].to: fire > emergency > fire is a circle", "diverts[1].to: emergency > fire > emergency is a circle"],
    ],
    [
      "a circle at no instant",
      [
        [{ routeSet: "fire" }, "emergency", [0, 6]],
        [{ routeSet: "emergency" }, "fire", [6, 12]],
      ],
      [],
    ],
    [
      "two of one route set at once",
      [
        [{ routeSet: "fire" }, "emergency", [0, 6]],
        [{ routeSet: "fire" }, "contingency", [5, 12]],
      ],
      ["diverts[1].from: the route set fire is diverted by d0 in the same time"],
    ],
    [
      "two of one route set in turn",
      [
        [{ routeSet: "fire" }, "emergency", [0, 6]],
        [{ routeSet: "fire" }, "contingency", [6, 12]],
      ],
      [],
    ],
    [
      "of what is not there",
      [
        [{ routeSet: "none" }, "fire"],
        [{ area: "hull" }, "nowhere"],
      ],
      [
        "diverts[0].from.routeSet: there is no route set none",
        "diverts[1].from.area: there is no area hull",
        "diverts[1].to: there is no route set nowhere",
      ],
    ],
  ])("%s", async (_, diverts, faults) => {
    expect(await faultsOf(...diverts)).toEqual(faults);
  });
});

describe("a divert", () => {
  const divert = { name: "d", from: { routeSet: "a" }, to: "b", reason: "x", validFrom: at(0) };
  const read = (more: object) => documentSchema.safeParse({ diverts: [{ ...divert, validUntil: at(1), ...more }] });

  it.each<[string, object, string]>([
    ["without a reason", { reason: "" }, "reason"],
    ["that ends before it begins", { validUntil: at(0) }, "validUntil"],
    ["of more than seven days", { validUntil: "2026-11-29T00:00:00.001Z" }, "validUntil"],
    ["of nothing", { from: {} }, "from"],
    ["of two things", { from: { routeSet: "a", area: "b" } }, "from"],
  ])("%s is refused", (_, more, field) => {
    expect(read(more).error?.issues.map(({ path }) => path.join("."))).toEqual([`diverts.0.${field}`]);
  });

  it("may last seven days", () => {
    expect(read({ validUntil: "2026-11-29T00:00:00.000Z" }).success).toBe(true);
  });
});

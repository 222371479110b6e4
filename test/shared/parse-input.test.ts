import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type * as z from "zod";
import { settingFields } from "../../functions/settings.ts";
import { requestSchemas } from "../../functions/wiring/describe-api.ts";
import { outcomeSchema } from "../../shared/audit/outcome-event.ts";
import { changeSetSchema } from "../../shared/config/change/change-set.ts";
import { documentSchema } from "../../shared/config/document.ts";
import { itemKinds } from "../../shared/config/item-kinds.ts";
import { lookupRowSchema } from "../../shared/config/lookup/lookup-row.ts";
import { inputFault, parseBySchema, parseInput } from "../../shared/parse-input.ts";
import { arbitraryDocument } from "../support/config/arbitrary-document.ts";

/** Every schema by which somebody's own text is read. */
const schemas: Readonly<Record<string, z.ZodType>> = {
  ...requestSchemas,
  outcomeSchema,
  documentSchema,
  changeSetSchema,
  lookupRowSchema,
  ...Object.fromEntries(Object.entries(itemKinds).map(([kind, { schema }]) => [`item ${kind}`, schema])),
  ...Object.fromEntries(Object.entries(settingFields).map(([name, schema]) => [`setting ${name}`, schema])),
};

/** What the schema library says where nobody said anything better, in any of its words. */
const raw =
  /invalid (?:input|string|option|key|element|iso|guid|url|number)|expected|received|too (?:small|big)|unrecognized|match pattern|>=|<=|undefined/i;

const messagesOf = (schema: z.ZodType, value: unknown): readonly string[] => {
  const read = parseBySchema(schema, value);
  return read.outcome === "faulty" ? read.faults.map(({ message }) => message) : [];
};

/** A value with one place in it replaced by another. */
function spoil(value: unknown, path: readonly number[], by: unknown): unknown {
  const [first, ...rest] = path;
  if (first === undefined || typeof value !== "object" || value === null) return by;
  const names = Object.keys(value);
  if (names.length === 0) return by;
  const name = names[first % names.length] ?? "";
  const spoilt = spoil(Reflect.get(value, name), rest, by);
  return Array.isArray(value) ? value.with(Number(name), spoilt) : { ...value, [name]: spoilt };
}

const anything = fc.oneof(
  fc.jsonValue(),
  fc.constantFrom(
    "",
    " ",
    "x".repeat(2_000),
    -1,
    0,
    1.5,
    1e9,
    Number.NaN,
    null,
    true,
    [],
    {},
    "\ud800",
    "a b",
    "2026-13-01",
  ),
);

describe.each(Object.entries(schemas))("what is said of a wrong value: %s", (_, schema) => {
  it("is never the schema library's own text", () => {
    fc.assert(
      fc.property(anything, (value) => {
        for (const message of messagesOf(schema, value)) expect(message).not.toMatch(raw);
      }),
      { numRuns: 60 },
    );
  });
});

it("is never the library's own text wherever a document is wrong", () => {
  fc.assert(
    fc.property(arbitraryDocument, fc.array(fc.nat(50), { maxLength: 6 }), anything, (document, path, by) => {
      for (const message of messagesOf(documentSchema, spoil(document, path, by))) expect(message).not.toMatch(raw);
    }),
    { numRuns: 500 },
  );
});

describe("a fault", () => {
  const number = { territory: "GB", shortCode: "999", class: "emergency" };
  it.each<[string, object, string]>([
    [
      "a word that is none of those",
      { services: ["medics"] },
      'must be one of ambulance, fire, marine, mountain, police; found "medics"',
    ],
    [
      "several words in one entry",
      { services: ["police, fire"] },
      'one per entry: write "police", "fire"; found "police, fire"',
    ],
    ["a number for a code", { shortCode: 999 }, "must be text; found 999"],
    ["a code that is too long", { shortCode: "9".repeat(500) }, `found "${"9".repeat(60)}…"`],
    ["a list for a text", { note: ["x"] }, "must be text; found a list"],
    ["an object for a text", { note: {} }, "must be text; found an object"],
    ["nothing", { class: undefined }, "is missing"],
    ["an empty text", { territory: "" }, "must be an ISO 3166-1 alpha-2 code"],
    ["no field", { colour: "red" }, "is no field that is known here"],
  ])("says what was found beside what was expected: %s", (_, fields, text) => {
    const read = parseBySchema(itemKinds.number.schema, { ...number, ...fields });
    const [fault] = read.outcome === "faulty" ? read.faults : [];
    if (fault === undefined) throw new Error("there is no fault");
    expect(inputFault(fault).message).toContain(text);
  });

  it("names the first of very many unknown fields, and counts the others", () => {
    const unknown = Object.fromEntries(Array.from({ length: 5_000 }, (_, i) => [`field${i}`, i]));
    const read = parseBySchema(itemKinds.number.schema, { ...number, ...unknown });
    expect(read.outcome === "faulty" && read.faults.map(({ message }) => message)).toEqual([
      ...Array.from({ length: 20 }, () => "is no field that is known here"),
      "has 4980 more fields that are not known here",
    ]);
  });
});

it.each([
  ["an item", itemKinds["route-set"].schema, "routes[0].headers.__proto__"],
  ["a document", documentSchema, "routeSets[0].routes[0].headers.__proto__"],
])("refuses a member of a record that is named __proto__ in %s", (_, schema, path) => {
  const routeSet = '{"name":"a","routes":[{"name":"b","host":"c.example","headers":{"__proto__":"d"}}]}';
  const value: unknown = JSON.parse(schema === documentSchema ? `{"routeSets":[${routeSet}]}` : routeSet);
  expect(parseInput(schema, value)).toEqual({
    outcome: "faulty",
    faults: [{ path, message: "is a name that cannot be used" }],
  });
});

import { describe, expect, it } from "vitest";
import type { JsonSchema } from "../../../console/forms/json-schema.ts";
import { readField, readMembers } from "../../../console/forms/read-field.ts";

const text = { type: "string" } as const;
const orNull = (schema: JsonSchema): JsonSchema => ({ anyOf: [schema, { type: "null" }] });

describe("the field for a schema", () => {
  it.each<[string, JsonSchema, object]>([
    ["a text", text, { shape: "text", isLong: false, mayBeNull: false }],
    ["a text of a thousand characters", { ...text, maxLength: 1_024 }, { shape: "text", isLong: true }],
    ["a text or null", orNull(text), { shape: "text", mayBeNull: true }],
    ["a fixed text or a free one", { anyOf: [{ ...text, const: "*" }, text] }, { shape: "text", mayBeNull: false }],
    ["a whole number", { type: "integer" }, { shape: "number" }],
    ["yes or no", { type: "boolean" }, { shape: "flag" }],
    ["one of some words", { ...text, enum: ["a", "b"] }, { shape: "choice", options: ["a", "b"] }],
    [
      "any of some words",
      { type: "array", items: { ...text, enum: ["a", "b"] } },
      { shape: "several", options: ["a", "b"] },
    ],
    ["short texts", { type: "array", items: text }, { shape: "texts", isNumeric: false, mayBeNull: false }],
    ["numbers", { type: "array", items: { type: "integer" } }, { shape: "texts", isNumeric: true }],
    ["short texts or null", orNull({ type: "array", items: text }), { shape: "texts", mayBeNull: true }],
    ["names with texts", { type: "object", additionalProperties: text }, { shape: "map" }],
    [
      "objects one after the other",
      { type: "array", items: { type: "object", properties: { in: text } } },
      { shape: "list", each: { shape: "object", members: [{ name: "in" }] } },
    ],
    ["what says nothing of itself", {}, { shape: "text" }],
  ])("%s", (_, schema, field) => {
    expect(readField(schema, {})).toMatchObject(field);
  });

  it("follows names, and offers the variants by what tells them apart", () => {
    const schemas = {
      Step: {
        discriminator: { propertyName: "do", mapping: { strip: "#/components/schemas/StripStep" } },
        oneOf: [{ $ref: "#/components/schemas/StripStep" }],
      },
      StripStep: { properties: { do: { ...text, const: "strip" }, prefix: text }, required: ["do", "prefix"] },
    };
    expect(readField({ $ref: "#/components/schemas/Step" }, schemas)).toMatchObject({
      shape: "variants",
      by: "do",
      variants: { strip: [{ name: "prefix", isRequired: true }] },
    });
  });
});

it("the members of an object say which of them may be left out, and what holds then", () => {
  const schema = { properties: { name: text, order: { type: "integer", default: 1 } }, required: ["name"] };
  expect(readMembers(schema, {})).toMatchObject([
    { name: "name", isRequired: true, fallback: undefined },
    { name: "order", isRequired: false, fallback: 1 },
  ]);
});

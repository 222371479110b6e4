import { describe, expect, it } from "vitest";
import { itemKindsOf, keyOf, keyTextOf, newItemOf } from "../../../console/forms/item-kinds.ts";
import type { Schemas } from "../../../console/forms/json-schema.ts";
import type { Field, Member } from "../../../console/forms/read-field.ts";
import { writeApiDescription } from "../../../functions/wiring/describe-api.ts";

const { components }: { components: { schemas: Schemas } } = JSON.parse(await writeApiDescription());
const kinds = itemKindsOf(components.schemas);
const kindOf = (name: string) => {
  const kind = kinds.find((each) => each.kind === name);
  if (kind === undefined) throw new Error(`no kind ${name}`);
  return kind;
};

describe("the kinds of item", () => {
  it("are all those that a change set can put", () => {
    const puts = Object.keys(components.schemas).filter((name) => name.startsWith("Put"));
    expect(kinds).toHaveLength(puts.length);
    expect(kinds.map(({ kind }) => kind)).toEqual(expect.arrayContaining(["number", "route-set", "defaults"]));
  });

  it.each(kinds)("have a field for each member: $kind", ({ members }) => {
    expect(members).not.toEqual([]);
    expect(members.flatMap(emptyIn)).toEqual([]);
  });

  it("know what tells one item from another", () => {
    expect(kindOf("number").keyFields).toEqual(["tenant", "territory", "shortCode", "validFrom"]);
    expect(kindOf("defaults")).toMatchObject({ keyFields: [], canBeDeleted: false });
  });

  it("take what a member is from answers, where the request does not say", () => {
    expect(kindOf("defaults").members.find(({ name }) => name === "appendContingency")?.field.shape).toBe("flag");
  });
});

/** Objects and variants that nothing can be entered for. */
const emptyIn = ({ name, field }: Member): readonly string[] => (isEmpty(field) ? [name] : []);

function isEmpty(field: Field): boolean {
  if (field.shape === "object") return field.members.length === 0;
  if (field.shape === "variants") return Object.keys(field.variants).length === 0;
  return field.shape === "list" && isEmpty(field.each);
}

describe("the key of an item", () => {
  const number = { tenant: "*", territory: "GB", shortCode: "999", validFrom: null, class: "emergency" };

  it("is written as the API writes it", () => {
    expect(keyTextOf(kindOf("number"), number)).toBe("*|GB|999");
    expect(keyTextOf(kindOf("defaults"), {})).toBe("");
  });

  it("is sent as a deletion names it", () => {
    expect(keyOf(kindOf("number"), number)).toEqual({
      tenant: "*",
      territory: "GB",
      shortCode: "999",
      validFrom: null,
    });
  });
});

it("a new item has what holds unless one says otherwise", () => {
  expect(newItemOf(kindOf("number"))).toMatchObject({ tenant: "*", services: [], routeSet: null });
  expect(newItemOf(kindOf("number"))).not.toHaveProperty("class");
});

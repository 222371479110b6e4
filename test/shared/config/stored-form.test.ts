import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { documentItems, itemKinds, type KindDefinition, kinds } from "../../../shared/config/item-kinds.ts";
import { fromStoredForm, storedForm } from "../../../shared/config/stored-form.ts";
import { arbitraryDocument } from "../../support/config/arbitrary-document.ts";

const gb = (fields: object) => ({ kind: "territory" as const, key: "GB", item: { code: "GB", ...fields } });

describe("the stored form of an item", () => {
  it("leaves out a later field that has its default, and only then", () => {
    expect(storedForm(gb({ contingencyRouteSet: null }))).toEqual(gb({}));
    expect(storedForm(gb({ contingencyRouteSet: "a" }))).toEqual(gb({ contingencyRouteSet: "a" }));
  });

  it("has a route without order and weight as releases stored it that had neither", () => {
    const route = { name: "a", host: "a.example", scheme: "sip", userPhone: true, timeoutMs: 4000, headers: {} };
    const item = { name: "uk", routes: [route], retryOn: [503] };
    expect(itemKinds["route-set"].schema.parse(item)).toEqual(item);
  });

  it("gives the item back, whatever it is", async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryDocument, async (document) => {
        for (const stored of await documentItems(document)) expect(fromStoredForm(storedForm(stored))).toEqual(stored);
      }),
    );
  });

  it.each(kinds)("of a %s knows the defaults of the schema", (kind) => {
    const { schema, laterFields = {} }: KindDefinition = itemKinds[kind];
    for (const [name, value] of Object.entries(laterFields))
      expect(schema.shape[name]?.parse(undefined)).toEqual(value);
  });
});

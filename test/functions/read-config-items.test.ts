import { HttpRequest, HttpResponse, InvocationContext } from "@azure/functions";
import { expect, it } from "vitest";
import { makeReadConfigItems } from "../../functions/read-config-items.ts";
import { documentSchema } from "../../shared/config/document.ts";
import { localCaller } from "../../shared/identity/caller.ts";

const document = documentSchema.parse({
  tenants: [{ name: "contoso" }],
  numbers: [
    { territory: "GB", shortCode: "999", class: "emergency" },
    { tenant: "contoso", territory: "GB", shortCode: "999", class: "emergency" },
    { tenant: "contoso", territory: "GB", shortCode: "999", class: "test", validFrom: "2027-01-01T00:00:00.000Z" },
  ],
});

async function get(query: string) {
  const handler = makeReadConfigItems({ readActive: async () => ({ version: 42, document }) });
  const request = new HttpRequest({ method: "GET", url: `http://127.0.0.1/api/v1/config/items?${query}` });
  const answer = new HttpResponse(await handler(request, localCaller, new InvocationContext()));
  const body = await answer.json();
  return { status: answer.status, etag: answer.headers.get("etag"), body };
}

it.each([
  ["kind=number", document.numbers],
  ["kind=number&key=contoso|GB|999", [document.numbers[1]]],
  ["kind=number&key=contoso|uk|999", [document.numbers[1]]],
  ["kind=number&key=contoso%7CGB%7C999%7C2027-01-01T00:00:00.000Z", [document.numbers[2]]],
  ["kind=tenant&key=contoso", document.tenants],
  ["kind=route-set", []],
  ["kind=defaults", [document.defaults]],
  ["kind=defaults&key=all", [document.defaults]],
])("answers %s with the items and their version", async (query, items) => {
  expect(await get(query)).toEqual({ status: 200, etag: '"42"', body: { version: 42, items } });
});

it.each([
  [
    "kind=number&key=fabrikam|GB|999",
    "version 42 has no number fabrikam|GB|999; a key is tenant|territory|shortCode|validFrom",
  ],
  ["kind=tenant&key=Contoso", "version 42 has no tenant Contoso; a key is name"],
])("answers 404 where nothing has the key: %s", async (query, detail) => {
  expect(await get(query)).toMatchObject({ status: 404, body: { detail } });
});

it.each(["", "kind=numbers", "kind=number&key=", "key=contoso", "kind=number&tenant=contoso"])(
  "refuses the query %j",
  async (query) => {
    expect(await get(query)).toMatchObject({ status: 400 });
  },
);

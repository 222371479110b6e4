import { HttpRequest, HttpResponse, InvocationContext } from "@azure/functions";
import { expect, it } from "vitest";
import { readCatalogue } from "../../functions/read-catalogue.ts";
import { localCaller } from "../../shared/identity/caller.ts";

type Body = {
  readonly entries: readonly { readonly territory: string; readonly tier: string }[];
  readonly errors: readonly { readonly path: string; readonly message: string }[];
};

async function get(query: string) {
  const request = new HttpRequest({ method: "GET", url: `http://127.0.0.1/api/v1/catalogue?${query}` });
  const answer = new HttpResponse(await readCatalogue(request, localCaller, new InvocationContext()));
  return { status: answer.status, etag: answer.headers.get("etag"), body: (await answer.json()) as Body };
}

it("answers with each number of a territory, how it is dialled, and who says so", async () => {
  const { status, etag, body } = await get("territory=ie");
  expect(status).toBe(200);
  expect(etag).toMatch(/^"/);
  expect(body.entries).toContainEqual({
    territory: "IE",
    callingCode: "353",
    shortCode: "112",
    dialString: "+353112",
    class: "emergency",
    tier: "primary",
    services: ["ambulance", "fire", "police"],
    supersededOn: null,
    byNumberOnly: false,
    sources: expect.arrayContaining([
      {
        name: expect.stringContaining("E.129"),
        date: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
        url: expect.stringMatching(/^https:/),
      },
    ]),
  });
});

it.each([
  ["territory=IE,uk", ["GB", "IE"]],
  ["territory=AG&tier=extended", ["AG"]],
  ["territory=AQ", []],
])("answers with the territories that are asked for: %s", async (query, territories) => {
  const { body } = await get(query);
  expect([...new Set(body.entries.map(({ territory }) => territory))]).toEqual(territories);
});

it("answers with everything where no territory is asked for", async () => {
  const { body } = await get("");
  expect(new Set(body.entries.map(({ territory }) => territory)).size).toBeGreaterThan(240);
  expect(new Set(body.entries.map(({ tier }) => tier))).toEqual(new Set(["primary", "extended"]));
});

it("names every territory and tier that does not exist", async () => {
  const { status, body } = await get("territory=IE,QQ,ZZ&tier=secondary");
  expect(status).toBe(400);
  expect(body.errors.map(({ path }) => path)).toEqual(["territory", "territory", "tier"]);
  expect(body.errors.map(({ message }) => message)).toMatchObject([
    expect.stringContaining("no territory has the code QQ"),
    expect.stringContaining("no territory has the code ZZ"),
    expect.stringContaining("must be one of primary, extended"),
  ]);
});

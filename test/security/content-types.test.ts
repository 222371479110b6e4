import { describe, expect, it } from "vitest";
import { configurationHeld, useSeededApp } from "../support/app/seeded-app.ts";
import { routes, signedOnly } from "./every-route.ts";

// What a body says that it is: curl says `application/x-www-form-urlencoded` of whatever it posts.
const product = useSeededApp();

/** Sends bytes, which `fetch` gives no type of its own. */
const post = (path: string, body: string, headers: Readonly<Record<string, string>>) =>
  fetch(`${product().app.url}/api/v1/${path}`, { method: "POST", headers, body: Buffer.from(body) });

const typed = (type: string | null): Readonly<Record<string, string>> =>
  type === null ? {} : { "content-type": type };

const held = () => configurationHeld(product());

const always = [null, "", "application/x-www-form-urlencoded", "text/plain", "Text/Plain; charset=UTF-8"];
const ofJson = [...always, "application/json", 'application/json; charset="utf-8"', "APPLICATION/JSON;charset=utf-8"];
const ofCsv = [...always, "text/csv", "text/csv; charset=utf-8; header=present"];
const neither = [
  "application/xml",
  "text/html",
  "multipart/form-data; boundary=x",
  "application/octet-stream",
  "application/jsonp",
  "application/ld+json",
  "application/json, text/csv",
  "application/json; charset=iso-8859-1",
  "text/plain; charset=utf-16",
  "json",
];

const csv = {
  path: "config/imports?format=csv&kind=tenant",
  body: "name,defaultTerritory\ncontoso,GB\n",
  faulty: "colour\n",
  taken: ofCsv,
  refused: [...neither, "application/json"],
};
const posts = routes
  .filter(({ method }) => method === "POST")
  .map(({ path, body }) => ({
    path,
    body: JSON.stringify(body),
    faulty: "[]",
    taken: ofJson,
    refused: [...neither, "text/csv"],
  }));

describe.each([...posts, csv])("POST $path", ({ path, body, faulty, taken, refused }) => {
  it("reads the type that the query names, and the types that clients send by default", async () => {
    for (const type of taken) {
      const answer = await post(path, faulty, typed(type));
      expect([type, answer.status]).toEqual([type, 422]);
    }
  });

  it("refuses any other type with 415, says what it found, and does nothing", async () => {
    const before = await held();
    for (const type of refused) {
      const answer = await post(path, body, typed(type));
      expect([type, answer.status]).toEqual([type, 415]);
      expect(await answer.json()).toMatchObject({ detail: expect.stringContaining(type) });
    }
    expect((await post(path, body, { "content-encoding": "gzip" })).status).toBe(415);
    expect(await held()).toEqual(before);
  });
});

describe.each(signedOnly)("POST $path", ({ path, body }) => {
  it("is answered whatever type its body has", async () => {
    for (const type of [...ofJson, ...neither]) {
      const answer = await post(path, JSON.stringify(body), typed(type));
      expect([type, answer.ok]).toEqual([type, true]);
    }
  });
});

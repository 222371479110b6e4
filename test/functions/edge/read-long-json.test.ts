import { HttpRequest } from "@azure/functions";
import { describe, expect, it } from "vitest";
import { readLongJson } from "../../../functions/edge/read-long-json.ts";

const limitBytes = 1_000_000;

const read = (text: string, headers: Record<string, string> = {}) =>
  readLongJson(
    new HttpRequest({ method: "POST", url: "http://localhost/api", headers, body: { string: text } }),
    limitBytes,
  );

const long = JSON.stringify({ operations: Array.from({ length: 10_000 }, (_, i) => ({ op: "put", i })) });

describe("a body that may be long", () => {
  it.each([
    ["short", '{"operations":[{"op":"put"}]}'],
    ["long", long],
  ])("is read where it is %s", async (_, text) => {
    expect(await read(text)).toMatchObject({ outcome: "read", value: JSON.parse(text) });
  });

  it.each([
    ["is empty", "", { outcome: "unreadable", reason: "the body is empty" }],
    [
      "breaks off",
      "{",
      {
        outcome: "unreadable",
        reason: "the body is not JSON: line 1, column 2: expected a name in quotes or }; found the end",
      },
    ],
    [
      "breaks off late",
      long.slice(0, -1),
      {
        outcome: "unreadable",
        reason: `the body is not JSON: line 1, column ${long.length}: expected , or }; found the end`,
      },
    ],
    [
      "has a fault in an operation",
      long.replace('"i":7777', '"i":'),
      {
        outcome: "unreadable",
        reason: `the body is not JSON: line 1, column ${long.indexOf('"i":7777') + 5}: expected a value; found "}"`,
      },
    ],
    [
      "has one operation of nothing but members",
      `{"operations":[{${'"a":1,'.repeat(20_000)}"b":1}]}`,
      { outcome: "unreadable", reason: "the body has an item of more than 1000 values" },
    ],
    ["is too large", " ".repeat(limitBytes + 1), { outcome: "too-large" }],
  ])("that %s is refused", async (_, text, refusal) => {
    expect(await read(text)).toEqual(refusal);
  });

  it("that says that it is too large is not read", async () => {
    expect(await read("{}", { "content-length": String(limitBytes + 1) })).toEqual({ outcome: "too-large" });
  });
});

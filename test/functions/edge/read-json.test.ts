import { HttpRequest } from "@azure/functions";
import { describe, expect, it } from "vitest";
import { readJson, readLongJson } from "../../../functions/edge/read-json.ts";

const limitBytes = 100;
const requestOf = (body: string | Uint8Array, headers: Record<string, string> = {}) =>
  new HttpRequest({
    method: "POST",
    url: "http://localhost/api",
    headers,
    body: typeof body === "string" ? { string: body } : { bytes: body },
  });
const read = (body: string | Uint8Array, headers?: Record<string, string>) =>
  readJson(requestOf(body, headers), limitBytes);

describe("a JSON body", () => {
  it.each([
    ["an object", '{"a":[1]}', { a: [1] }],
    ["a text", '"a"', "a"],
    ["null", " null ", null],
    ["characters of several bytes", '"é😀"', "é😀"],
    ["half a character, escaped", '"\\ud83d"', "\ud83d"],
    ["a byte order mark before it", "\ufeff1", 1],
    ["as many bytes as allowed", `"${"x".repeat(98)}"`, "x".repeat(98)],
  ])("is read: %s", async (_, body, value) => {
    expect(await read(body)).toMatchObject({ outcome: "read", value });
  });

  it("is kept as the text it came as", async () => {
    expect(await read('{ "a" : 1 }')).toEqual({ outcome: "read", value: { a: 1 }, text: '{ "a" : 1 }' });
  });

  it.each([
    ["is empty", "", "the body is empty"],
    ["is no JSON", "{a:1}", 'the body is not JSON: line 1, column 2: expected a name in quotes or }; found "a"'],
    ["has something after it", "{} {}", 'the body is not JSON: line 1, column 4: expected nothing more; found "{"'],
    [
      "is no text",
      new Uint8Array([0xff, 0xfe]),
      'the body is not JSON: line 1, column 1: expected a value; found "\ufffd"',
    ],
  ])("is unreadable when it %s", async (_, body, reason) => {
    expect(await read(body)).toEqual({ outcome: "unreadable", reason });
  });

  it.each<[string, string, Record<string, string>]>([
    ["has one byte too many", `"${"x".repeat(99)}"`, {}],
    ["has few characters of many bytes", `"${"😀".repeat(25)}"`, {}],
    ["says so beforehand", "1", { "content-length": "101" }],
  ])("is too large when it %s", async (_, body, headers) => {
    expect(await read(body, headers)).toEqual({ outcome: "too-large" });
  });
});

describe("a JSON body that may be long", () => {
  const longLimitBytes = 1_000_000;
  const long = JSON.stringify({ operations: Array.from({ length: 10_000 }, (_, i) => ({ op: "put", i })) });

  it.each([
    ["short", '{"operations":[{"op":"put"}]}'],
    ["long", long],
  ])("is read where it is %s", async (_, text) => {
    expect(await readLongJson(requestOf(text), longLimitBytes)).toMatchObject({
      outcome: "read",
      value: JSON.parse(text),
    });
  });

  it.each([
    ["is empty", "", "the body is empty"],
    ["breaks off", "{", "the body is not JSON: line 1, column 2: expected a name in quotes or }; found the end"],
    [
      "breaks off late",
      long.slice(0, -1),
      `the body is not JSON: line 1, column ${long.length}: expected , or }; found the end`,
    ],
    [
      "has a fault in an operation",
      long.replace('"i":7777', '"i":'),
      `the body is not JSON: line 1, column ${long.indexOf('"i":7777') + 5}: expected a value; found "}"`,
    ],
    [
      "has one operation of nothing but members",
      `{"operations":[{${'"a":1,'.repeat(20_000)}"b":1}]}`,
      "the body has an item of more than 1000 values",
    ],
  ])("is unreadable when it %s", async (_, text, reason) => {
    expect(await readLongJson(requestOf(text), longLimitBytes)).toEqual({ outcome: "unreadable", reason });
  });

  it("is too large when it is longer than allowed, or says so beforehand", async () => {
    const tooLong = requestOf(" ".repeat(longLimitBytes + 1));
    const saysSo = requestOf("{}", { "content-length": String(longLimitBytes + 1) });
    for (const request of [tooLong, saysSo])
      expect(await readLongJson(request, longLimitBytes)).toEqual({ outcome: "too-large" });
  });
});

import { HttpRequest } from "@azure/functions";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import * as z from "zod";
import { noQuery, readQuery, strayParameters } from "../../../functions/edge/read-query.ts";
import { wholeNumber } from "../../../shared/whole-number.ts";

const schema = z.strictObject({
  dryRun: z.enum(["true", "false"]).default("false"),
  limit: wholeNumber(1, 200).default(50),
});

const request = (query: string) => new HttpRequest({ method: "GET", url: `http://127.0.0.1/api/v1/config?${query}` });

describe("a query", () => {
  it.each([
    ["", { dryRun: "false", limit: 50 }],
    ["dryRun=true&limit=7", { dryRun: "true", limit: 7 }],
    ["code=key&clientId=default&dryRun=false", { dryRun: "false", limit: 50 }],
  ])("is read: %j", (query, read) => {
    expect(readQuery(request(query), schema)).toEqual({ outcome: "valid", value: read });
  });

  it.each<[string, readonly unknown[]]>([
    ["dryrun=true", [{ path: "dryrun", message: "has no meaning here: write dryRun" }]],
    ["dry_run=true", [{ path: "dry_run", message: "has no meaning here: write dryRun" }]],
    ["force=1", [{ path: "force", message: "has no meaning here: there are dryRun, limit" }]],
    ["dryRun=true&dryRun=false", [{ path: "dryRun", message: "is given 2 times: give it once" }]],
    ["dryRun=true&dryRun=true", [{ path: "dryRun", message: "is given 2 times: give it once" }]],
    ["dryRun=", [{ path: "dryRun", message: "is empty: give it a value, or leave it out" }]],
    ["dryRun=True", [{ path: "dryRun", message: expect.stringContaining("must be one of true, false") }]],
    ["limit=0", [{ path: "limit", message: expect.stringContaining("must be at least 1") }]],
    ...["1e2", "0x10", "%2010", "1.0", "ten", "-1"].map((limit): [string, readonly unknown[]] => [
      `limit=${limit}`,
      [expect.objectContaining({ path: "limit" })],
    ]),
    ["x=1&limit=x", [expect.objectContaining({ path: "x" }), expect.objectContaining({ path: "limit" })]],
  ])("with any fault is none: %s", (query, faults) => {
    expect(readQuery(request(query), schema)).toEqual({ outcome: "faulty", faults });
  });

  it("in which the host has joined the values of a parameter is one with a fault", () => {
    const joined = new HttpRequest({
      method: "POST",
      url: "http://127.0.0.1/?dryRun=true&dryRun=false",
      query: { dryRun: "true,false" },
    });
    expect(readQuery(joined, schema)).toMatchObject({ faults: [{ path: "dryRun" }] });
  });

  it("with any name that is not known is refused, and the answer is short", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", minLength: 0, maxLength: 2_000 }), (name) => {
        fc.pre(!["code", "clientId"].includes(name));
        const read = readQuery(request(new URLSearchParams([[name, "1"]]).toString()), noQuery);
        expect(read).toMatchObject({ faults: [{ message: "has no meaning here: there are no parameters" }] });
        expect(JSON.stringify(read).length).toBeLessThan(600);
      }),
    );
  });
});

describe("the stray parameters of a call", () => {
  it.each([
    ["", []],
    ["code=key", []],
    ["dryRun=true&dryRun=false&x=1", ["dryRun", "x"]],
    ["a%20b=1&=2", ["query"]],
    ["a&b&c&d&e&f", ["a", "b", "c", "d", "e"]],
  ])("are single words, at most five: %s", (query, names) => {
    expect(strayParameters(request(query))).toEqual(names);
  });
});

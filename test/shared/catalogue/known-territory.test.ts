import { describe, expect, it } from "vitest";
import * as z from "zod";
import { knownTerritorySchema, territoryListSchema } from "../../../shared/catalogue/known-territory.ts";
import { parseInput } from "../../../shared/parse-input.ts";

const listIn = (territory: string) => parseInput(z.strictObject({ territory: territoryListSchema }), { territory });

describe("a list of territories", () => {
  it.each([
    ["IE", ["IE"]],
    ["IE,BR", ["IE", "BR"]],
    ["ie, uk,EL", ["IE", "GB", "GR"]],
    ["GB,UK,gb", ["GB"]],
  ])("reads %j, each once", (text, territories) => {
    expect(listIn(text)).toEqual({ outcome: "valid", value: { territory: new Set(territories) } });
  });

  it.each([
    ["QQ", ["QQ"]],
    ["IE,QQ,BR,ZZ", ["QQ", "ZZ"]],
    ["Ireland", ["Ireland"]],
    ["IE,,BR,", ['""', '""']],
  ])("names each one of %j that does not exist", (text, codes) => {
    expect(listIn(text)).toEqual({
      outcome: "faulty",
      faults: codes.map((code) => ({
        path: "territory",
        message: `no territory has the code ${code}; found ${JSON.stringify(text)}`,
      })),
    });
  });
});

describe("a territory", () => {
  it.each([
    ["QQ", ["no territory has the code QQ"]],
    ["qq", ["no territory has the code QQ"]],
    ["Britain", ["must be an ISO 3166-1 alpha-2 code"]],
  ])("that does not exist has one fault: %s", (name, messages) => {
    expect(knownTerritorySchema.safeParse(name).error?.issues.map(({ message }) => message)).toEqual(messages);
  });
});

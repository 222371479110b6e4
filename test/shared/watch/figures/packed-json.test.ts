import { describe, expect, it } from "vitest";
import { packJson, unpackJson } from "../../../../shared/watch/figures/packed-json.ts";
import { randomText } from "../../../support/watch/random-text.ts";

const bytesOf = (row: Readonly<Record<string, Buffer>>): number =>
  Object.values(row).reduce((sum, { length }) => sum + length, 0);

describe("packed JSON", () => {
  it.each([[[]], [{ a: [1, "é"] }], [randomText(200_000)]])("is what was packed", async (value) => {
    const row = await packJson("part", value);
    expect(await unpackJson("part", row)).toEqual(value);
  });

  it("is undefined where there is none, or something else", async () => {
    expect(await unpackJson("part", {})).toBeUndefined();
    expect(await unpackJson("part", { part0: Buffer.from("no JSON") })).toBeUndefined();
  });

  it("holds the names of a minute once, though there are many minutes with a thousand names", async () => {
    const names = Array.from({ length: 1_000 }, () => randomText(64));
    const one = bytesOf(await packJson("part", [names]));
    const many = bytesOf(await packJson("part", Array(120).fill(names)));
    expect(many).toBeLessThan(2 * one);
  });
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { joinText, splitText } from "../../../shared/tables/split-text.ts";

const partsOf = (text: string): readonly string[] => Object.values(splitText("part", text));
const isWellFormed = (text: string): boolean => /^\P{Surrogate}*$/u.test(text);

/** Text with characters of two units on either side of where one property is full, and further on. */
const textOf = ([before, after]: readonly [number, number]): string => `${"a".repeat(before)}${"😀é".repeat(after)}`;
const lengths = fc.tuple(fc.integer({ min: 31_990, max: 32_010 }), fc.integer({ min: 0, max: 40_000 }));

describe("long text in several properties", () => {
  it.each([
    ["nothing", "", { part0: "" }],
    ["a little", "abc", { part0: "abc" }],
    ["as much as one takes", "a".repeat(32_000), { part0: "a".repeat(32_000) }],
    ["one unit more than one takes", "a".repeat(32_001), { part0: "a".repeat(32_000), part1: "a" }],
  ])("has a name for each part: %s", (_, text, properties) => {
    expect(splitText("part", text)).toEqual(properties);
  });

  it("is the text again when put together", () => {
    fc.assert(
      fc.property(lengths, (length) => joinText("part", splitText("part", textOf(length))) === textOf(length)),
      { numRuns: 30 },
    );
  });

  it("fits each property and cuts no character in half", () => {
    fc.assert(
      fc.property(lengths, (length) =>
        partsOf(textOf(length)).every((part) => part.length <= 32_768 && isWellFormed(part)),
      ),
      { numRuns: 30 },
    );
  });
});

describe("text put together from properties", () => {
  it.each<[string, Record<string, unknown>, string | null]>([
    ["is null where there is none of that name", { other0: "a" }, null],
    ["is empty where the one part is", { part0: "" }, ""],
    ["ends where a part is missing", { part0: "a", part2: "c" }, "a"],
    ["takes nothing but text", { part0: 1 }, null],
    ["is in the order of the numbers", { part1: "b", part0: "a" }, "ab"],
  ])("%s", (_, properties, text) => {
    expect(joinText("part", properties)).toBe(text);
  });
});

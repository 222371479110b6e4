import { describe, expect, it } from "vitest";
import { type Chain, daysUpTo, fullQuarters, wrongJoints, wrongsOf } from "../../../console/parts/trail-window.ts";

const chain = (given: Partial<Chain> = {}): Chain => ({
  chainId: "a",
  events: 3,
  firstSequence: 1,
  lastSequence: 3,
  firstAt: "2026-11-28T00:00:00.000Z",
  lastAt: "2026-11-28T01:00:00.000Z",
  previousHash: null,
  lastHash: "sha256:3",
  state: "unclosed",
  gaps: [],
  purged: [],
  elsewhere: [],
  brokenLinks: [],
  edited: [],
  misplaced: [],
  duplicates: [],
  afterClose: [],
  unknownKey: [],
  forged: [],
  more: false,
  keyed: false,
  intact: true,
  ...given,
});

describe("days", () => {
  const nowMs = Date.parse("2026-11-28T10:20:30.000Z");

  it("follow each other up to the last, which ends now", () => {
    expect(daysUpTo("2026-11-28", 2, nowMs)).toEqual([
      { from: "2026-11-27T00:00:00.000Z", to: "2026-11-28T00:00:00.000Z" },
      { from: "2026-11-28T00:00:00.000Z", to: "2026-11-28T10:20:30.000Z" },
    ]);
  });

  it("of the past are whole", () => {
    expect(daysUpTo("2026-03-01", 1, nowMs)).toEqual([
      { from: "2026-03-01T00:00:00.000Z", to: "2026-03-02T00:00:00.000Z" },
    ]);
  });

  it("are reported up to the last full quarter of an hour", () => {
    expect(fullQuarters({ from: "2026-11-28T00:00:00.000Z", to: "2026-11-28T10:20:30.000Z" })).toEqual({
      from: "2026-11-28T00:00:00.000Z",
      to: "2026-11-28T10:15:00.000Z",
    });
  });
});

it.each<[string, Partial<Chain>, readonly string[]]>([
  ["a whole one", {}, []],
  [
    "gaps",
    {
      gaps: [
        { from: 2, to: 2 },
        { from: 5, to: 9 },
      ],
    },
    ["missing 2, 5 to 9"],
  ],
  ["edits and a forgery", { edited: [2], forged: [3, 4] }, ["edited 2", "forged 3, 4"]],
  ["more than is listed", { brokenLinks: [7], more: true }, ["broken links at 7", "and more"]],
])("what is wrong with a chain names the sequences: %s", (_, given, wrongs) => {
  expect(wrongsOf(chain(given))).toEqual(wrongs);
});

describe("a chain that goes on the next day", () => {
  const next = (given: Partial<Chain>) =>
    chain({ firstSequence: 4, lastSequence: 6, previousHash: "sha256:3", ...given });
  const joints = (given: Partial<Chain>, before: Partial<Chain> = {}) =>
    wrongJoints([{ chains: [chain(before)] }, { chains: [] }, { chains: [next(given)] }]);

  it.each<[string, Partial<Chain>, readonly string[]]>([
    ["fits", {}, []],
    ["names another hash as the one before", { previousHash: "sha256:other" }, ["a: 4 does not follow 3"]],
    ["begins too late", { firstSequence: 6 }, ["a: missing 4 to 5"]],
    ["begins late as the events between were purged", { firstSequence: 6, purged: [{ from: 4, to: 5 }] }, []],
    ["is another chain", { chainId: "b", firstSequence: 1, previousHash: null }, []],
  ])("%s", (_, given, wrong) => {
    expect(joints(given)).toEqual(wrong);
  });

  it("may begin among events of the day before, which came late", () => {
    expect(joints({ firstSequence: 3, previousHash: "sha256:2" })).toEqual([]);
  });
});

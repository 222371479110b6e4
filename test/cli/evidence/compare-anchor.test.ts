import { expect, it } from "vitest";
import { chainsOf, compareJoins, compareWindow } from "../../../cli/evidence/compare-anchor.ts";

const chain = {
  chainId: "a",
  events: 5,
  firstSequence: 1,
  lastSequence: 5,
  firstAt: "2026-11-22T00:00:00.000Z",
  lastAt: "2026-11-22T01:00:00.000Z",
  previousHash: null,
  lastHash: "sha256:five",
  state: "open" as const,
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
};

const reportOf = (...chains: readonly Partial<typeof chain | { previousHash: string }>[]) => ({
  from: "2026-11-22T00:00:00.000Z",
  to: "2026-11-23T00:00:00.000Z",
  verifiedTo: "2026-11-23T00:00:00.000Z",
  complete: true,
  keyed: false,
  intact: true,
  events: 5,
  chains: chains.map((changes) => ({ ...chain, ...changes })),
  forged: [],
  unreadable: [],
});

const chains = chainsOf(reportOf({}));
const anchored = { from: "2026-11-22T00:00:00.000Z", to: "2026-11-23T00:00:00.000Z", anchoredAt: "", chains };

it.each([
  ["nothing changed", reportOf({}), []],
  ["the end is not reached", { ...reportOf({ lastSequence: 4, lastHash: "sha256:four" }), complete: false }, []],
  ["nothing is reached", { ...reportOf(), complete: false }, []],
  [
    "the end is not reached, and the last event has another hash",
    { ...reportOf({ lastHash: "sha256:other" }), complete: false },
    ["rewritten"],
  ],
  ["another chain came", reportOf({}, { chainId: "b" }), []],
  ["the last event has another hash", reportOf({ lastHash: "sha256:other" }), ["rewritten"]],
  ["the first event follows on another one", reportOf({ previousHash: "sha256:zero" }), ["rewritten"]],
  ["the end is gone", reportOf({ lastSequence: 4, lastHash: "sha256:four" }), ["cut"]],
  ["all of it is gone", reportOf(), ["lost"]],
])("a window in which %s has these findings", (_, report, findings) => {
  expect(compareWindow(anchored, report, new Map()).map(({ finding }) => finding)).toEqual(findings);
});

it.each([
  ["is as it was", [["a", "sha256:five"]], []],
  ["is another one", [["a", "sha256:other"]], ["rewritten"]],
  ["is gone", [], ["rewritten"]],
] as const)("a chain that has grown, and whose anchored event %s, has these findings", (_, hashes, findings) => {
  const grown = reportOf({ lastSequence: 7, lastHash: "sha256:seven" });
  expect(compareWindow(anchored, grown, new Map(hashes)).map(({ finding }) => finding)).toEqual(findings);
});

it.each([
  ["goes on", { firstSequence: 6, previousHash: "sha256:five" }, []],
  [
    "goes on after another event",
    { firstSequence: 6, previousHash: "sha256:other" },
    ["event 6 does not follow on event 5"],
  ],
  [
    "leaves some out",
    { firstSequence: 9, previousHash: "sha256:eight" },
    ["events 6 to 8 are missing between two windows"],
  ],
  ["has events of the window before, of a clock that was set", { firstSequence: 3, previousHash: "sha256:two" }, []],
  ["is a new one", { chainId: "b", firstSequence: 1 }, []],
])("a chain that %s has these findings", (_, changes, findings) => {
  const found = compareJoins(chains, reportOf({ ...changes }));
  expect(found.map(({ message }) => message)).toEqual(findings.map((text) => expect.stringContaining(text)));
});

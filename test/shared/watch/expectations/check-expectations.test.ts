import { expect, it } from "vitest";
import { compileSnapshot } from "../../../../shared/config/compile/compile-snapshot.ts";
import type { ConfigDocument } from "../../../../shared/config/document.ts";
import type { Look } from "../../../../shared/watch/alarms/alarm.ts";
import type { ActiveExpectations } from "../../../../shared/watch/expectations/active-expectations.ts";
import {
  type CheckedExpectations,
  makeExpectationCheck,
} from "../../../../shared/watch/expectations/check-expectations.ts";
import { expectationOf } from "../../../support/config/expectations.ts";
import { smallDocument, smallTables, smallWith } from "../../../support/config/small-document.ts";

const endMs = Date.parse("2026-12-01T00:00:00.000Z");
/** 999 is a number of this network until the end of November, and no other list has it. */
const ending = smallWith(({ numbers }: ConfigDocument) => ({
  numbers: numbers.map((number) =>
    number.shortCode === "999" ? { ...number, validUntil: "2026-12-01T00:00:00.000Z" } : number,
  ),
  defaults: { ...smallDocument.defaults, unprovisioned: "ordinary" },
}));
const snapshot = await compileSnapshot(ending, smallTables);
const hash = `sha256:${"7".repeat(64)}`;
const expectations = [
  expectationOf({ class: "emergency" }),
  expectationOf({ action: "continue" }, { name: "other", at: "2026-12-02T00:00:00.000Z" }),
];
const active: ActiveExpectations = {
  version: 7,
  hash,
  activatedAt: "2026-11-01T00:00:00.000Z",
  isProvisional: false,
  expectations,
  snapshot,
};

function start(found: ActiveExpectations | null) {
  const world = { nowMs: endMs - 1, active: found, looks: [] as Look[], kept: [] as CheckedExpectations[] };
  const check = makeExpectationCheck({
    readActive: async () => world.active,
    alarms: { look: async (...looks) => void world.looks.push(...looks) },
    keep: async (checked) => void world.kept.push(checked),
    now: () => world.nowMs,
  });
  return { world, check };
}

it("raises an alarm at the instant that the window of a number ends, by the version that is live", async () => {
  const { world, check } = start(active);
  await check();
  world.nowMs = endMs;
  await check();
  expect(world.looks).toEqual([
    { alarm: "expectation-broken", causes: [] },
    { alarm: "expectation-broken", causes: [{ subject: "gb-999", evidence: [`config-7-${"7".repeat(32)}`] }] },
  ]);
  expect(world.kept).toEqual([
    { version: 7, checkedAt: "2026-11-30T23:59:59.999Z", total: 2, broken: 0, firstBroken: [] },
    {
      version: 7,
      checkedAt: "2026-12-01T00:00:00.000Z",
      total: 2,
      broken: 1,
      firstBroken: [
        { name: "gb-999", owner: "voice", unmet: [{ field: "class", wanted: "emergency", got: "ordinary" }] },
      ],
    },
  ]);
});

it("looks once at a version without expectations, so that the alarms of those before it end", async () => {
  const { world, check } = start({ ...active, expectations: [] });
  await check();
  await check();
  expect(world.looks).toHaveLength(1);
  world.active = { ...active, version: 8 };
  await check();
  expect(world.looks).toHaveLength(2);
});

it("judges nothing by a version that this instance does not have", async () => {
  const { world, check } = start(null);
  await check();
  expect([world.looks, world.kept]).toEqual([[], []]);
});

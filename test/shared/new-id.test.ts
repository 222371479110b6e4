import { validate, version } from "uuid";
import { expect, it } from "vitest";
import { makeIds } from "../../shared/new-id.ts";

const startMs = Date.parse("2026-11-22T12:00:00.000Z");

it("makes UUIDs of version 7 that tell when they were made", () => {
  const id = makeIds(() => startMs)();
  expect([validate(id), version(id)]).toEqual([true, 7]);
  expect(Number.parseInt(id.replaceAll("-", "").slice(0, 12), 16)).toBe(startMs);
});

it.each([
  ["in one millisecond", () => startMs],
  ["while the clock runs", (made: number) => startMs + Math.floor(made / 100)],
  ["while the clock is set back", (made: number) => startMs - made * 1_000],
])("makes each greater than the one before, and none twice, %s", (_, clock) => {
  let made = 0;
  const newId = makeIds(() => clock(made++));
  const ids = Array.from({ length: 2_000 }, newId);
  expect([...ids].sort()).toEqual(ids);
  expect(new Set(ids).size).toBe(ids.length);
});

it("leaves the rest to chance: two that make ids at once make none alike", () => {
  const [one, other] = [makeIds(() => startMs), makeIds(() => startMs)];
  const ids = Array.from({ length: 1_000 }, () => [one(), other()]).flat();
  expect(new Set(ids).size).toBe(ids.length);
  expect(new Set(ids.map((id) => id.slice(-1))).size).toBe(16);
});

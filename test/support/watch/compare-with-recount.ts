import { expect } from "vitest";
import { recount } from "./recount.ts";
import { expectedS, type WatchedTrail } from "./watched-trail.ts";

/** Expects the answer of the watch to be what a recount of the trail gives. */
export async function compareWithRecount({ answer, tables }: WatchedTrail, windowS = 7_200): Promise<void> {
  const answered = await answer(windowS);
  const from = answered.series[0]?.from ?? "";
  const counted = await recount(tables.trail, { from, asOf: answered.asOf, expectedS });
  const { successRate: _, ...totals } = answered.totals;
  expect(totals).toEqual(counted.totals);
  expect(byName(answered.byTerritory, "territory")).toEqual(counted.byTerritory);
  expect(byName(answered.byIngress, "ingress")).toEqual(counted.byIngress);
  expect(answered.flags).toEqual(counted.flags);
  const tried = answered.byRoute.filter((route) => route.tried > 0);
  expect(Object.fromEntries(tried.map(({ name, ...counts }) => [name, counts]))).toMatchObject(counted.byRoute);
  expect(tried.map(({ name }) => name)).toEqual(Object.keys(counted.byRoute).sort());
  const minutes = answered.series.filter(({ decided }) => decided > 0);
  expect(Object.fromEntries(minutes.map(({ from: at, ...counts }) => [at, counts]))).toMatchObject(
    Object.fromEntries(Object.entries(counted.byMinute).map(([at, { abandoned: _, ...counts }]) => [at, counts])),
  );
  expect(minutes).toHaveLength(Object.keys(counted.byMinute).length);
}

type Named = Readonly<Record<string, unknown>>;

const byName = (list: readonly Named[], key: string): Readonly<Record<string, Named>> =>
  Object.fromEntries(list.map(({ [key]: name, successRate: _, ...counts }) => [String(name), counts]));

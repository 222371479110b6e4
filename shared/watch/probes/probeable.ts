import type { Expectation } from "../../config/expectation.ts";
import { brokenExpectations } from "../../config/expectations/judge-expectations.ts";
import type { ActiveExpectations } from "../expectations/active-expectations.ts";

/** Expectations by how they can be probed. */
export type Probeable = {
  /** Those that hold here and now. */
  readonly probed: readonly Expectation[];
  /** Names of those that do not: the alarm `expectation-broken` tells of them. */
  readonly broken: readonly string[];
  /** How many have an instant of their own: a target decides by its clock. */
  readonly notProbed: number;
};

export async function probeableOf({ expectations, snapshot }: ActiveExpectations, nowMs: number): Promise<Probeable> {
  const found = await brokenExpectations(expectations, snapshot, nowMs);
  const broken = new Set(found.map(({ expectation }) => expectation));
  const probed = expectations.filter((one) => one.at === null && !broken.has(one));
  const notProbed = expectations.filter((one) => one.at !== null && !broken.has(one)).length;
  return { probed, broken: [...broken].map(({ name }) => name), notProbed };
}

import type { Failing, TargetState } from "./probe-state.ts";

/** Within this every expectation is probed once at each target. */
const roundMs = 300_000;
/** A second failure is an alarm, so the first is looked into at once; after that once a minute. */
const failingAgainAfterMs = 60_000;
const failingAtOnce = 20;

/** What to probe now: what failed before, and what has its turn. */
export type DueProbes<Named> = { readonly again: readonly Named[]; readonly turn: readonly Named[] };

/**
 * The expectations to probe at a target now. While every probe there ends in the same way the turn waits: nobody is helped by
 * thousands of them.
 */
export function dueProbes<Named extends { readonly name: string }>(
  expectations: readonly Named[],
  { after, failing }: TargetState,
  { nowMs, sinceMs }: { readonly nowMs: number; readonly sinceMs: number },
): DueProbes<Named> {
  const names = new Set(failing.filter((one) => isDueAgain(one, nowMs)).map(({ expectation }) => expectation));
  const again = expectations.filter(({ name }) => names.has(name)).slice(0, failingAtOnce);
  if (failing.some(isDownAgain)) return { again, turn: [] };
  const share = Math.min(1, Math.max(0, (nowMs - sinceMs) / roundMs));
  const turn = inTurn(expectations, after, Math.ceil(expectations.length * share));
  return { again, turn: turn.filter(({ name }) => !names.has(name)) };
}

const isDueAgain = ({ count, lastAtMs }: Failing, nowMs: number): boolean =>
  count < 2 || nowMs - lastAtMs >= failingAgainAfterMs;

const isDownAgain = ({ isDown, count }: Failing): boolean => isDown && count >= 2;

/** So many of a list, from behind the one of that name on, and on from its beginning. */
function inTurn<Named extends { readonly name: string }>(
  expectations: readonly Named[],
  after: string | null,
  count: number,
): readonly Named[] {
  const start = expectations.findIndex(({ name }) => name === after) + 1;
  return [...expectations.slice(start), ...expectations.slice(0, start)].slice(0, count);
}

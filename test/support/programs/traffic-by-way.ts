import { expect, onTestFinished } from "vitest";
import { dangerCodes } from "../../../shared/config/danger-codes.ts";
import type { Answer } from "../app/run-app.ts";
import { eventually } from "../eventually.ts";
import type { ReadyProgram } from "./run-program.ts";

const tickMs = 25;

/** So many calls of one traffic are under way at most: on a busy machine the rate falls, and no calls pile up. */
const atOnce = 5;

/** One in so many calls is an emergency: those tell by which items they were decided, and cost ten times as much. */
const emergencyOneIn = 10;

/** `way`: by which version an emergency was decided, where it went and how it was written. */
export type Seen = {
  readonly madeMs: number;
  readonly tookMs: number;
  readonly version: number;
  readonly way: string | null;
};

/** Calls that are being made. */
export type Traffic = {
  /** Those that were answered, in the order of their answers. */
  readonly answered: readonly Seen[];
  /** Makes no more calls, and resolves with those that were made; rejects when one of them was not answered. */
  readonly stop: () => Promise<readonly Seen[]>;
};

/** One item changes how a number is written, another where it goes: a call shows whether it was decided by both or neither. */
const anotherWay = (baseVersion: number) => ({
  baseVersion,
  confirm: dangerCodes,
  operations: [
    {
      op: "put",
      kind: "conversion",
      item: {
        name: "short-code",
        steps: [{ do: "strip-calling-code" }, { do: "prepend", text: "9" }],
        examples: [{ in: "+44999", out: "9999" }],
      },
    },
    {
      op: "put",
      kind: "route-set",
      item: { name: "emergency", routes: [{ name: "new", host: "new.operator.example" }] },
    },
  ],
});

export type Taken = { readonly version: number; readonly state?: string; readonly revertAt?: string };

/**
 * Has a program take the other way, by a change or a proposal; resolves with the answer. While a store is late it is tried again, by
 * another change each time: the number of one that was not finished is gone, and of a proposal nothing more becomes.
 */
export function takeAnotherWay(
  { url }: ReadyProgram,
  path: "changes" | "proposals",
  more: object = {},
): Promise<Taken> {
  let tries = 0;
  return eventually(async () => {
    tries += 1;
    const body = JSON.stringify({ ...anotherWay(1), reason: `another way out, ${tries}`, ...more });
    const response = await fetch(`${url}/api/v1/config/${path}`, { method: "POST", body });
    const text = await response.text();
    expect(response.status, text).toBe(201);
    return JSON.parse(text) as Taken;
  });
}

async function call({ url }: ReadyProgram, isEmergency: boolean): Promise<Seen> {
  const madeMs = performance.now();
  const calledParty = isEmergency ? "+44999" : "+442071838750";
  const response = await fetch(`${url}/api/v1/call-setup`, {
    method: "POST",
    body: JSON.stringify({ callId: "c", ingress: "zoom", calledParty, territory: "GB" }),
  });
  const { config, routes, conversion } = (await response.json()) as Answer;
  const way = isEmergency ? `${config.version} ${routes[0]?.name} ${conversion.calledParty}` : null;
  return { madeMs, tookMs: performance.now() - madeMs, version: config.version, way };
}

/** Makes calls at a steady rate until it is stopped, as long as the program keeps up. A call that cannot be made in time is left out. */
export function startTraffic(program: ReadyProgram, callsASecond: number): Traffic {
  const startedMs = performance.now();
  const answered: Seen[] = [];
  const faults: unknown[] = [];
  const underWay = new Set<Promise<void>>();
  let made = 0;
  let due = 0;
  const begin = (): void => {
    const begun = call(program, made % emergencyOneIn === 0)
      .then(
        (seen) => void answered.push(seen),
        (fault: unknown) => void faults.push(fault),
      )
      .finally(() => underWay.delete(begun));
    underWay.add(begun);
    made += 1;
  };
  const timer = setInterval(() => {
    for (; due < ((performance.now() - startedMs) / 1_000) * callsASecond; due += 1)
      if (underWay.size < atOnce) begin();
  }, tickMs);
  onTestFinished(() => clearInterval(timer));
  return {
    answered,
    stop: async () => {
      clearInterval(timer);
      await Promise.all(underWay);
      if (faults.length > 0) throw new AggregateError(faults, `${faults.length} of ${made} calls were not answered`);
      return answered;
    },
  };
}

const emergenciesEach = 5;

/** Waits until a version has decided a few emergencies of each traffic. */
export const untilDecidedBy = (version: number, traffics: readonly Traffic[]): Promise<void> =>
  eventually(() => {
    for (const { answered } of traffics) {
      const decided = answered.filter((seen) => seen.version === version && seen.way !== null);
      expect(decided.length, `emergencies decided by version ${version}`).toBeGreaterThanOrEqual(emergenciesEach);
    }
  });

/** How long the slowest call took of those made since an instant of `performance.now()`, in milliseconds: how busy the machine is. */
export const slowestOf = (traffics: readonly Traffic[], sinceMs: number): number =>
  Math.max(0, ...traffics.flatMap(({ answered }) => answered.map((seen) => (seen.madeMs < sinceMs ? 0 : seen.tookMs))));

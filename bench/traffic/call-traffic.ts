import { type Answered, type OpenLoad, openLoop } from "../load/open-loop.ts";
import { auditStatusOf } from "./calls.ts";

export type CallLoad = Pick<OpenLoad, "requests" | "perSecond" | "connections">;

/** Calls to one instance that go on until they are ended. */
export type CallTraffic = {
  /** When the last decision by a configuration version was answered, by `performance.now()`; null when none was. */
  readonly lastDecidedAtMs: (version: number) => number | null;
  /** How long before the latest answer the instance last checked which version is active. */
  readonly ageMs: () => number;
  /** Stops sending; resolves with all calls, each with its audit status as `kind`. */
  readonly end: () => Promise<readonly Answered[]>;
};

/** A stretch of time, by `performance.now()`. */
export type Window = { readonly fromMs: number; readonly toMs: number };

/** Far more than any change needs. */
const longestMs = 600_000;

/** Starts calls at a fixed rate to one instance. */
export function beginTraffic(port: number, load: CallLoad): CallTraffic {
  let isOver = false;
  let ageMs = 0;
  const lastDecided = new Map<number, number>();
  const kindOf = (response: string): string => {
    ageMs = Number(/"ageMs":(\d+)/.exec(response)?.[1]);
    lastDecided.set(versionOf(response), performance.now());
    return auditStatusOf(response);
  };
  const running = openLoop({ ...load, port, durationMs: longestMs, isOver: () => isOver, kindOf });
  // Handled at the end.
  running.catch(() => undefined);
  return {
    lastDecidedAtMs: (version) => lastDecided.get(version) ?? null,
    ageMs: () => ageMs,
    end: () => {
      isOver = true;
      return running;
    },
  };
}

const versionOf = (response: string): number => Number(/"config":\{"version":(\d+)/.exec(response)?.[1]);

export const answeredIn = (calls: readonly Answered[], { fromMs, toMs }: Window): readonly Answered[] =>
  calls.filter(({ answeredAtMs }) => answeredAtMs >= fromMs && answeredAtMs < toMs);

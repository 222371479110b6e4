import { postOf } from "../load/http-request.ts";
import { type OpenLoad, openLoop } from "../load/open-loop.ts";
import { makeRandom } from "../random.ts";
import { auditStatusOf } from "../servers/audit-status.ts";
import { emergencyCall, manyCalls, ordinaryCall } from "../traffic.ts";

export type CallLoad = Pick<OpenLoad, "requests" | "perSecond" | "connections">;

const random = makeRandom(6);

/** Two hundred calls a second, one in ten an emergency. */
export const callLoad: CallLoad = {
  requests: manyCalls(2_000, random, () => (random.below(10) === 0 ? emergencyCall(random) : ordinaryCall(random))).map(
    (body) => postOf("/api/v1/call-setup", body),
  ),
  perSecond: 200,
  connections: 64,
};

/** A call, when it was answered, by `performance.now()`, and what was going on then. */
export type SeenCall = {
  readonly phase: string;
  readonly answeredAtMs: number;
  readonly latencyMs: number;
  readonly auditStatus: string;
};

export type Traffic = {
  /** What is going on from now on. */
  readonly enter: (phase: string) => void;
  /** When the last decision by a version was answered, by `performance.now()`; null when none was. */
  readonly lastDecidedAtMs: (version: number) => number | null;
  /** How long before the latest answer the instance had last made sure of its version. */
  readonly ageMs: () => number;
  /** Lets no more calls begin; resolves with all there were. */
  readonly end: () => Promise<readonly SeenCall[]>;
};

/** Far more than any change needs. Connections stay open: nobody opens one for every call. */
const longestMs = 600_000;

/** Calls at a fixed rate to one instance, from now on. Their phase is empty until one is entered. */
export function beginTraffic(port: number, load = callLoad): Traffic {
  let phase = "";
  let isOver = false;
  let ageMs = 0;
  const lastDecided = new Map<number, number>();
  const kindOf = (response: string): string => {
    const answeredAtMs = performance.now();
    ageMs = Number(/"ageMs":(\d+)/.exec(response)?.[1]);
    lastDecided.set(versionOf(response), answeredAtMs);
    return `${phase}|${auditStatusOf(response)}|${answeredAtMs}`;
  };
  const running = openLoop({ ...load, port, durationMs: longestMs, isOver: () => isOver, kindOf });
  running.catch(() => undefined);
  return {
    enter: (next) => {
      phase = next;
    },
    lastDecidedAtMs: (version) => lastDecided.get(version) ?? null,
    ageMs: () => ageMs,
    end: async () => {
      isOver = true;
      return (await running).map(({ kind, latencyMs }) => {
        const [phaseThen = "", auditStatus = "", answeredAtMs] = kind.split("|");
        return { phase: phaseThen, answeredAtMs: Number(answeredAtMs), latencyMs, auditStatus };
      });
    },
  };
}

const versionOf = (response: string): number => Number(/"config":\{"version":(\d+)/.exec(response)?.[1]);

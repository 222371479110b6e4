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

/** A call by what was going on when it was answered. */
export type SeenCall = { readonly phase: string; readonly latencyMs: number; readonly auditStatus: string };

export type Traffic = {
  /** What is going on from now on. */
  readonly enter: (phase: string) => void;
  /** When the last decision by a version was answered, by `performance.now()`; null when none was. */
  readonly lastDecidedAtMs: (version: number) => number | null;
  /** Lets no more calls begin; resolves with all there were. */
  readonly end: () => Promise<readonly SeenCall[]>;
};

/** How long a stretch of the traffic is that is begun before it is asked whether to go on. */
const stretchMs = 1_000;

/** Calls at a fixed rate to one instance, from now on. */
export function beginTraffic(port: number, firstPhase: string): Traffic {
  let phase = firstPhase;
  let isOver = false;
  const lastDecided = new Map<number, number>();
  const seen: SeenCall[] = [];
  const kindOf = (response: string): string => {
    lastDecided.set(versionOf(response), performance.now());
    return `${phase}|${auditStatusOf(response)}`;
  };
  const run = async (): Promise<void> => {
    while (!isOver)
      for (const { kind, latencyMs } of await openLoop({ ...callLoad, port, durationMs: stretchMs, kindOf })) {
        const [phaseThen = "", auditStatus = ""] = kind.split("|");
        seen.push({ phase: phaseThen, latencyMs, auditStatus });
      }
  };
  const running = run();
  running.catch(() => undefined);
  return {
    enter: (next) => {
      phase = next;
    },
    lastDecidedAtMs: (version) => lastDecided.get(version) ?? null,
    end: async () => {
      isOver = true;
      await running;
      return seen;
    },
  };
}

const versionOf = (response: string): number => Number(/"config":\{"version":(\d+)/.exec(response)?.[1]);

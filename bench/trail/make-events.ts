import { v7 as uuidv7 } from "uuid";
import type { ChainedEvent } from "../../shared/audit/audit-event.ts";
import { decidedEvent } from "../../shared/audit/decided-event.ts";
import { makeHashChain } from "../../shared/audit/hash-chain.ts";
import { starterConfiguration } from "../../shared/config/change/starter-configuration.ts";
import { compileSnapshot } from "../../shared/config/compile/compile-snapshot.ts";
import { readCallSetup } from "../../shared/recognition/read-call-setup.ts";
import { decide } from "../../shared/routing/decide.ts";
import { makeRandom } from "../random.ts";
import { emergencyCall } from "../traffic.ts";

/** When the first call of a made-up trail came in, and how long after each the next: ten a second. */
export const trailBeginsMs = Date.parse("2026-11-01T00:00:00.000Z");
export const betweenCallsMs = 100;

export const callIdOf = (index: number): string => `${index.toString(16).padStart(8, "0")}-7dec-11d0@sbc1.example.net`;

/** Makes the events that an instance would have recorded of so many emergency calls, some at a time, in one chain. */
export function* makeEvents(
  count: number,
  atOnce: number,
  seed: number,
): Generator<readonly ChainedEvent[], void, undefined> {
  const snapshot = compileSnapshot(starterConfiguration());
  const config = { version: 1, hash: `sha256:${"0".repeat(64)}`, source: "live", ageMs: 0 } as const;
  const chain = makeHashChain(uuidv7({ msecs: trailBeginsMs }));
  const random = makeRandom(seed);
  const eventOf = (index: number): ChainedEvent => {
    const nowMs = trailBeginsMs + index * betweenCallsMs;
    const request = { ...emergencyCall(random), callId: callIdOf(index) };
    const read = readCallSetup(request, uuidv7);
    if (read === null) throw new Error("The call cannot be read.");
    const decision = decide(read, { snapshot, config }, { nowMs, decisionId: uuidv7({ msecs: nowMs }) });
    return chain.append(decidedEvent(decision, { request, latencyMs: 0.25, instance: "bench", sender: null, nowMs }));
  };
  for (let start = 0; start < count; start += atOnce)
    yield Array.from({ length: Math.min(atOnce, count - start) }, (_, offset) => eventOf(start + offset));
}

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { makeCircuitBreaker } from "../../../../shared/audit/publish/circuit-breaker.ts";

/** A breaker that probes first after 100 ms and at least every 1,000 ms, with a clock that is set by hand. */
function breakerAtZero() {
  let nowMs = 0;
  const breaker = makeCircuitBreaker({ clock: () => nowMs, firstProbeAfterMs: 100, longestProbeIntervalMs: 1_000 });
  return {
    breaker,
    at: (ms: number) => {
      nowMs = ms;
    },
  };
}

type Step = readonly [atMs: number, act: "failed" | "succeeded" | "probe" | "no probe" | "open" | "closed"];

function take({ breaker, at }: ReturnType<typeof breakerAtZero>, [atMs, act]: Step): void {
  at(atMs);
  if (act === "failed" || act === "succeeded") breaker[act]();
  else if (act === "probe" || act === "no probe") expect(breaker.mayProbe()).toBe(act === "probe");
  else expect(breaker.isOpen()).toBe(act === "open");
}

const steps: readonly [string, readonly Step[]][] = [
  [
    "is closed at first and has nothing to probe",
    [
      [0, "closed"],
      [9_999, "no probe"],
    ],
  ],
  [
    "opens at the first failure",
    [
      [0, "failed"],
      [0, "open"],
    ],
  ],
  [
    "closes at the first success",
    [
      [0, "failed"],
      [100, "probe"],
      [110, "succeeded"],
      [110, "closed"],
      [999, "no probe"],
    ],
  ],
  [
    "closes at a success that nobody probed for",
    [
      [0, "failed"],
      [1, "succeeded"],
      [1, "closed"],
    ],
  ],
  [
    "lets no probe through before the interval is over",
    [
      [0, "failed"],
      [99, "no probe"],
      [100, "probe"],
    ],
  ],
  [
    "lets one probe through at a time, however long it takes",
    [
      [0, "failed"],
      [100, "probe"],
      [100, "no probe"],
      [9_999, "no probe"],
    ],
  ],
  [
    "stays open while it is probed",
    [
      [0, "failed"],
      [100, "probe"],
      [101, "open"],
    ],
  ],
  [
    "counts the interval from the end of the probe",
    [
      [0, "failed"],
      [100, "probe"],
      [500, "failed"],
      [699, "no probe"],
      [700, "probe"],
    ],
  ],
  [
    "doubles the interval with each failure",
    [
      [0, "failed"],
      [100, "probe"],
      [100, "failed"],
      [299, "no probe"],
      [300, "probe"],
      [300, "failed"],
      [699, "no probe"],
      [700, "probe"],
    ],
  ],
  [
    "begins with the short interval again after a success",
    [
      [0, "failed"],
      [100, "probe"],
      [100, "failed"],
      [300, "probe"],
      [300, "succeeded"],
      [400, "failed"],
      [499, "no probe"],
      [500, "probe"],
    ],
  ],
];

describe("the circuit breaker", () => {
  it.each(steps)("%s", (_, taken) => {
    const world = breakerAtZero();
    for (const step of taken) take(world, step);
  });

  it("probes again within the longest interval after any number of failures", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 300 }), (failures) => {
        const { breaker, at } = breakerAtZero();
        for (let i = 0; i < failures; i++) breaker.failed();
        at(1_000);
        return breaker.mayProbe() && !breaker.mayProbe();
      }),
    );
  });
});

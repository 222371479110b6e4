import { setTimeout } from "node:timers/promises";
import { beginTraffic, callLoad, type SeenCall } from "./configuration/call-traffic.ts";
import { configClient, puttingNumbers, type TimedAnswer, versionIn } from "./configuration/config-client.ts";
import { customersConfiguration } from "./configuration/customers-configuration.ts";
import { type InstanceName, instanceNames, startInstances } from "./configuration/two-instances.ts";
import { type Stalls, watchLoop } from "./configuration/watch-loop.ts";
import { quantile } from "./interleave.ts";
import { type Report, rounded } from "./report.ts";
import { keepRunning } from "./servers/keep-running.ts";

const numbers = 10_000;
const quietMs = 5_000;
/** Far more than an instance needs to learn of a version. */
const deadlineMs = 30_000;

/** The ways of changing all numbers at once. */
const changes = ["import (JSON)", "change set"] as const;
const phases = ["quiet", ...changes] as const;
type Phase = (typeof phases)[number];

type Watched = InstanceName | "the load";

/** One change under traffic. */
type Sample = {
  /** The one that it made. */
  readonly version: number;
  readonly calls: Readonly<Record<InstanceName, readonly SeenCall[]>>;
  readonly stalls: readonly { readonly watched: Watched; readonly phase: Phase; readonly stalls: Stalls }[];
  readonly answeredInS: number;
  /** From the answer to the last decision by the version before. */
  readonly lastOldS: Readonly<Record<InstanceName, number>>;
};

/**
 * What callers notice of a change of 10,000 numbers that goes through instance A while both instances answer 200 calls a
 * second, and how long B decides by the version before.
 */
export const callsDuringChange = (rounds = 1): Promise<Report> =>
  keepRunning(async ({ keep, stopAll }) => {
    const instances = await startInstances({ keep }, callLoad);
    const product = configClient(instances.A.port);
    const documents = await Promise.all(
      [0, 1].map((parity) => customersConfiguration(numbers, `reviewed for the ${parity + 1}. time`)),
    );
    const own = watchLoop();
    const takeStalls = async (phase: Phase): Promise<Sample["stalls"]> => [
      { watched: "A", phase, stalls: await instances.A.takeStalls() },
      { watched: "B", phase, stalls: await instances.B.takeStalls() },
      { watched: "the load", phase, stalls: own.take() },
    ];

    async function measure(change: Phase, post: () => Promise<TimedAnswer>, before: number): Promise<Sample> {
      const traffic = {
        A: beginTraffic(instances.A.port, "quiet"),
        B: beginTraffic(instances.B.port, "quiet"),
      };
      await takeStalls("quiet");
      await setTimeout(quietMs);
      const stalls = [...(await takeStalls("quiet"))];
      for (const name of instanceNames) traffic[name].enter(change);
      const answer = await post();
      const answeredAtMs = performance.now();
      const after = versionIn(answer);
      for (const waitUntilMs = answeredAtMs + deadlineMs; ; await setTimeout(50)) {
        if (instanceNames.every((name) => traffic[name].lastDecidedAtMs(after) !== null)) break;
        if (performance.now() > waitUntilMs) throw new Error("An instance does not learn of the change.");
      }
      stalls.push(...(await takeStalls(change)));
      for (const name of instanceNames) traffic[name].enter("quiet");
      const calls = { A: await traffic.A.end(), B: await traffic.B.end() };
      const lastOldS = (name: InstanceName) =>
        ((traffic[name].lastDecidedAtMs(before) ?? Number.NaN) - answeredAtMs) / 1_000;
      return {
        version: after,
        calls,
        stalls,
        answeredInS: answer.seconds,
        lastOldS: { A: lastOldS("A"), B: lastOldS("B") },
      };
    }

    const samples = new Map<Phase, Sample[]>(changes.map((change) => [change, []]));
    const [first, second] = documents;
    if (first === undefined || second === undefined) throw new Error("There are no documents.");
    const file = JSON.stringify(second);
    let version = versionIn(await product.importLists(JSON.stringify(first), "json"));
    for (let round = 0; round < rounds; round++) {
      const imported = await measure("import (JSON)", () => product.importLists(file, "json"), version);
      const changeSet = puttingNumbers(imported.version, first.numbers);
      const changed = await measure("change set", () => product.change(changeSet), imported.version);
      samples.get("import (JSON)")?.push(imported);
      samples.get("change set")?.push(changed);
      version = changed.version;
    }
    await stopAll();
    return report(samples);
  });

function report(samples: ReadonlyMap<Phase, readonly Sample[]>): Report {
  const all = [...samples.values()].flat();
  return {
    title: `Calls during a change of ${numbers.toLocaleString("en-US")} numbers through instance A`,
    columns: [
      "who, when",
      ...["calls", "p50, ms", "p99, ms", "longest, ms"],
      ...["longest stall, ms", "of it at work, ms", "stalls at work over 20 ms"],
      ...["answered after, s", "last old decision after the answer, s", "not published"],
    ],
    rows: ([...instanceNames, "the load"] as const).flatMap((watched) =>
      phases.map((phase) => {
        const ofPhase = samples.get(phase) ?? [];
        const stalls = all.flatMap((sample) =>
          sample.stalls
            .filter((found) => found.watched === watched && found.phase === phase)
            .map((found) => found.stalls),
        );
        const calls =
          watched === "the load" ? [] : all.flatMap((sample) => sample.calls[watched]).filter((c) => c.phase === phase);
        const sorted = calls.map(({ latencyMs }) => latencyMs).sort((a, b) => a - b);
        const at = (q: number): string => (sorted.length === 0 ? "" : rounded(quantile(sorted, q)));
        return [
          `${watched}, ${phase}`,
          ...[sorted.length === 0 ? "" : String(sorted.length), at(0.5), at(0.99), at(1)],
          rounded(Math.max(...stalls.map(({ longestMs }) => longestMs))),
          rounded(Math.max(...stalls.map(({ longestBusyMs }) => longestBusyMs))),
          String(stalls.reduce((sum, { busyOver20Ms }) => sum + busyOver20Ms, 0)),
          watched === "A" ? ofPhase.map(({ answeredInS }) => rounded(answeredInS)).join(", ") : "",
          watched === "the load" ? "" : ofPhase.map(({ lastOldS }) => rounded(lastOldS[watched])).join(", "),
          String(calls.filter(({ auditStatus }) => !["published", "not-required"].includes(auditStatus)).length),
        ];
      }),
    ),
  };
}

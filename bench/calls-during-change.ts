import { setTimeout } from "node:timers/promises";
import type { ConfigDocument } from "../shared/config/document.ts";
import { beginTraffic, callLoad, type SeenCall, type Traffic } from "./configuration/call-traffic.ts";
import { configClient, puttingNumbers, type TimedAnswer, versionIn } from "./configuration/config-client.ts";
import { customersConfiguration } from "./configuration/customers-configuration.ts";
import { type InstanceName, instanceNames, startInstances } from "./configuration/two-instances.ts";
import { type Stalls, watchLoop } from "./configuration/watch-loop.ts";
import { quantile } from "./interleave.ts";
import { type Report, rounded } from "./report.ts";
import { keepRunning } from "./servers/keep-running.ts";

const numbers = 10_000;
const quietMs = 5_000;
/** As long as it takes to open connections. */
const beginMs = 500;
/** Far more than an instance needs to learn of a version. */
const deadlineMs = 30_000;
/** What no call may take because of a change. */
const slowMs = 50;

/** All numbers at once, in two ways; then what is changed on an ordinary day. */
const changes = ["import (JSON)", "change set", "one number of 10,000", "one number of 1,000"] as const;
const phases = ["quiet", ...changes] as const;
type Phase = (typeof phases)[number];

type Watched = InstanceName | "the load";

type TrafficToBoth = Readonly<Record<InstanceName, Traffic>>;

/** One change under traffic. */
type Sample = {
  readonly change: Phase;
  readonly calls: Readonly<Record<InstanceName, readonly SeenCall[]>>;
  readonly stalls: readonly { readonly watched: Watched; readonly phase: Phase; readonly stalls: Stalls }[];
  readonly answeredInS: number;
  /** From the answer to the last decision by the version before. */
  readonly lastOldS: Readonly<Record<InstanceName, number>>;
};

/**
 * What callers notice of a change of 10,000 numbers, and of one number, that goes through instance A while both instances
 * answer 200 calls a second, and how long B decides by the version before.
 */
export const callsDuringChange = (rounds = 1): Promise<Report> =>
  keepRunning(async ({ keep, stopAll }) => {
    const instances = await startInstances({ keep }, callLoad);
    const product = configClient(instances.A.port);
    const [first, second, small] = await Promise.all([
      customersConfiguration(numbers, "reviewed for the 1. time"),
      customersConfiguration(numbers, "reviewed for the 2. time"),
      customersConfiguration(1_000),
    ]);
    const own = watchLoop();
    const takeStalls = async (phase: Phase): Promise<Sample["stalls"]> => [
      { watched: "A", phase, stalls: await instances.A.takeStalls() },
      { watched: "B", phase, stalls: await instances.B.takeStalls() },
      { watched: "the load", phase, stalls: own.take() },
    ];
    const begin = (): TrafficToBoth => ({ A: beginTraffic(instances.A.port), B: beginTraffic(instances.B.port) });

    /** Replaces the whole configuration, unmeasured, and waits until both instances decide by it. */
    async function prepare(document: ConfigDocument): Promise<number> {
      const version = versionIn(await product.importLists(JSON.stringify(document), "json"));
      const traffic = begin();
      await untilDecidedBy(version, traffic);
      await Promise.all(instanceNames.map((name) => traffic[name].end()));
      return version;
    }

    const samples: Sample[] = [];
    /** Makes a change of version `before` under traffic; returns the version that it makes. */
    async function measure(change: Phase, before: number, post: () => Promise<TimedAnswer>): Promise<number> {
      const traffic = begin();
      const enter = (phase: Phase) => {
        for (const name of instanceNames) traffic[name].enter(phase);
      };
      await setTimeout(beginMs);
      await takeStalls("quiet");
      enter("quiet");
      await setTimeout(quietMs);
      const stalls = [...(await takeStalls("quiet"))];
      enter(change);
      const answer = await post();
      const answeredAtMs = performance.now();
      const version = versionIn(answer);
      await untilDecidedBy(version, traffic);
      stalls.push(...(await takeStalls(change)));
      const calls = { A: await traffic.A.end(), B: await traffic.B.end() };
      const lastOldS = (name: InstanceName) =>
        ((traffic[name].lastDecidedAtMs(before) ?? Number.NaN) - answeredAtMs) / 1_000;
      samples.push({
        change,
        calls,
        stalls,
        answeredInS: answer.seconds,
        lastOldS: { A: lastOldS("A"), B: lastOldS("B") },
      });
      return version;
    }

    for (let round = 0; round < rounds; round++) {
      let version = await prepare(first);
      const file = JSON.stringify(second);
      version = await measure("import (JSON)", version, () => product.importLists(file, "json"));
      const changeSet = puttingNumbers(version, first.numbers);
      version = await measure("change set", version, () => product.change(changeSet));
      await changeOne("one number of 10,000", version, first);
      await changeOne("one number of 1,000", await prepare(small), small);
    }
    await stopAll();
    return report(samples);

    async function changeOne(change: Phase, version: number, { numbers: [number] }: ConfigDocument): Promise<void> {
      if (number === undefined) throw new Error("There are no numbers.");
      const changeSet = puttingNumbers(version, [{ ...number, note: "reviewed once more" }]);
      await measure(change, version, () => product.change(changeSet));
    }
  });

async function untilDecidedBy(version: number, traffic: TrafficToBoth): Promise<void> {
  for (const waitUntilMs = performance.now() + deadlineMs; ; await setTimeout(50)) {
    if (instanceNames.every((name) => traffic[name].lastDecidedAtMs(version) !== null)) return;
    if (performance.now() > waitUntilMs) throw new Error("An instance does not learn of the change.");
  }
}

function report(samples: readonly Sample[]): Report {
  return {
    title: "Calls during a change through instance A",
    columns: [
      "who, when",
      ...["calls", "p50, ms", "p99, ms", "longest, ms", `over ${slowMs} ms`],
      ...["longest stall, ms", "of it at work, ms", "stalls at work over 20 ms"],
      ...["answered after, s", "last old decision after the answer, s", "not published"],
    ],
    rows: ([...instanceNames, "the load"] as const).flatMap((watched) =>
      phases.map((phase) => row(watched, phase, samples)),
    ),
  };
}

function row(watched: Watched, phase: Phase, samples: readonly Sample[]): readonly string[] {
  const ofPhase = samples.filter(({ change }) => change === phase);
  const stalls = samples
    .flatMap((sample) => sample.stalls)
    .filter((found) => found.watched === watched && found.phase === phase)
    .map((found) => found.stalls);
  const calls =
    watched === "the load" ? [] : samples.flatMap((sample) => sample.calls[watched]).filter((c) => c.phase === phase);
  const sorted = calls.map(({ latencyMs }) => latencyMs).sort((a, b) => a - b);
  const ofCalls = (figure: () => string): string => (sorted.length === 0 ? "" : figure());
  const at = (q: number): string => ofCalls(() => rounded(quantile(sorted, q)));
  return [
    `${watched}, ${phase}`,
    ...[ofCalls(() => String(sorted.length)), at(0.5), at(0.99), at(1)],
    ofCalls(() => String(sorted.filter((latencyMs) => latencyMs > slowMs).length)),
    rounded(Math.max(...stalls.map(({ longestMs }) => longestMs))),
    rounded(Math.max(...stalls.map(({ longestBusyMs }) => longestBusyMs))),
    String(stalls.reduce((sum, { busyOver20Ms }) => sum + busyOver20Ms, 0)),
    watched === "A" ? ofPhase.map(({ answeredInS }) => rounded(answeredInS)).join(", ") : "",
    watched === "the load" ? "" : ofPhase.map(({ lastOldS }) => rounded(lastOldS[watched])).join(", "),
    ofCalls(() =>
      String(calls.filter(({ auditStatus }) => !["published", "not-required"].includes(auditStatus)).length),
    ),
  ];
}

import { setTimeout } from "node:timers/promises";
import type { ConfigDocument } from "../shared/config/document.ts";
import { type ChangeSample, changesTable, type PhaseOfChange } from "./changes-table.ts";
import type { Report } from "./run-benchmarks.ts";
import { type Changed, configClient, puttingNumbers } from "./servers/config-client.ts";
import { instanceNames, startInstances } from "./servers/two-instances.ts";
import { watchLoop } from "./servers/watch-loop.ts";
import { withProcesses } from "./servers/with-processes.ts";
import { beginTraffic, type CallLoad, type CallTraffic } from "./traffic/call-traffic.ts";
import { emergencyCall, manyCalls, ordinaryCall, requestsOf } from "./traffic/calls.ts";
import { customersConfiguration } from "./traffic/customers-configuration.ts";
import { makeRandom } from "./traffic/random.ts";

const numbers = 10_000;
const quietMs = 5_000;
/** Long enough to open connections. */
const beginMs = 500;
/** Far more than an instance needs to load a version. */
const deadlineMs = 30_000;

const random = makeRandom(6);

/** One call in ten is an emergency. */
const load: CallLoad = {
  requests: requestsOf(
    manyCalls(2_000, random, () => (random.below(10) === 0 ? emergencyCall(random) : ordinaryCall(random))),
  ),
  perSecond: 200,
  connections: 64,
};

type TrafficToBoth = Readonly<Record<"A" | "B", CallTraffic>>;

/**
 * What callers notice of a change of 10,000 numbers, and of one number, that goes through instance A while both instances
 * answer 200 calls a second, and how long B decides by the version before.
 */
export const callsDuringChange = (rounds = 1): Promise<Report> =>
  withProcesses(async (keep) => {
    const instances = await startInstances(keep, load);
    const product = configClient(instances.A.port);
    const first = await customersConfiguration(numbers, "reviewed for the 1. time");
    const second = await customersConfiguration(numbers, "reviewed for the 2. time");
    const small = await customersConfiguration(1_000);
    const own = watchLoop();
    const begin = (): TrafficToBoth => ({
      A: beginTraffic(instances.A.port, load),
      B: beginTraffic(instances.B.port, load),
    });

    async function watchPhase(run: () => Promise<void>): Promise<PhaseOfChange> {
      const takeStalls = async () => ({
        A: await instances.A.takeStalls(),
        B: await instances.B.takeStalls(),
        "the load": own.take(),
      });
      await takeStalls();
      const fromMs = performance.now();
      await run();
      return { fromMs, toMs: performance.now(), stalls: await takeStalls() };
    }

    /** Replaces the whole configuration, unmeasured, and waits until both instances decide by it. */
    async function prepare(document: ConfigDocument): Promise<number> {
      const { version } = await product.importLists(document);
      const traffic = begin();
      await untilDecidedBy(version, traffic);
      await Promise.all(instanceNames.map((name) => traffic[name].end()));
      return version;
    }

    const samples: ChangeSample[] = [];
    /** Makes a change of version `before` under traffic; resolves with the new version. */
    async function measure(change: ChangeSample["change"], before: number, post: () => Promise<Changed>) {
      const traffic = begin();
      await setTimeout(beginMs);
      const quiet = await watchPhase(() => setTimeout(quietMs));
      let changed: Changed = { version: Number.NaN, seconds: Number.NaN };
      let answeredAtMs = Number.NaN;
      const during = await watchPhase(async () => {
        changed = await post();
        answeredAtMs = performance.now();
        await untilDecidedBy(changed.version, traffic);
      });
      const calls = { A: await traffic.A.end(), B: await traffic.B.end() };
      const lastOldS = (name: "A" | "B") =>
        ((traffic[name].lastDecidedAtMs(before) ?? Number.NaN) - answeredAtMs) / 1_000;
      samples.push({
        change,
        calls,
        phases: { quiet, during },
        answeredInS: changed.seconds,
        lastOldS: { A: lastOldS("A"), B: lastOldS("B") },
      });
      return changed.version;
    }

    const changeOne = (change: ChangeSample["change"], version: number, document: ConfigDocument) => {
      const changeSet = puttingNumbers(version, editFirst(document));
      return measure(change, version, () => product.change(changeSet));
    };

    for (let round = 0; round < rounds; round++) {
      let version = await prepare(first);
      version = await measure("import (JSON)", version, () => product.importLists(second));
      const changeSet = puttingNumbers(version, first.numbers);
      version = await measure("change set", version, () => product.change(changeSet));
      await changeOne("one number of 10,000", version, first);
      await changeOne("one number of 1,000", await prepare(small), small);
    }
    return { tables: [changesTable(samples)] };
  });

const editFirst = (document: ConfigDocument): ConfigDocument["numbers"] =>
  document.numbers.slice(0, 1).map((number) => ({ ...number, note: "reviewed once more" }));

async function untilDecidedBy(version: number, traffic: TrafficToBoth): Promise<void> {
  for (const waitUntilMs = performance.now() + deadlineMs; ; await setTimeout(50)) {
    if (instanceNames.every((name) => traffic[name].lastDecidedAtMs(version) !== null)) return;
    if (performance.now() > waitUntilMs) throw new Error("An instance does not load the new version.");
  }
}

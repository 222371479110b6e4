import { setTimeout } from "node:timers/promises";
import type { ConfigDocument } from "../shared/config/document.ts";
import { type ChangeSample, changesTable, type PhaseOfChange } from "./changes-table.ts";
import type { Report } from "./run-benchmarks.ts";
import { type Changed, type ConfigClient, configClient, puttingNumbers } from "./servers/config-client.ts";
import { type InstanceName, type Instances, instanceNames, startInstances } from "./servers/two-instances.ts";
import { type LoopWatch, watchLoop } from "./servers/watch-loop.ts";
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

type Subject = {
  readonly instances: Instances;
  readonly product: ConfigClient;
  /** Of the process that sends the calls. */
  readonly ownLoop: LoopWatch;
};

type TrafficToBoth = Readonly<Record<InstanceName, CallTraffic>>;

type Change = {
  readonly name: ChangeSample["change"];
  /** The version before the change. */
  readonly before: number;
  readonly make: () => Promise<Changed>;
};

/**
 * What callers notice of a change of 10,000 numbers, and of one number, that goes through instance A while both instances
 * answer 200 calls a second, and how long B decides by the version before.
 */
export const callsDuringChange = (rounds = 1): Promise<Report> =>
  withProcesses(async (keep) => {
    const instances = await startInstances(keep, load);
    const subject = { instances, product: configClient(instances.A.port), ownLoop: watchLoop() };
    const samples: ChangeSample[] = [];
    for (let round = 0; round < rounds; round++) samples.push(...(await measureRound(subject)));
    return { tables: [changesTable(samples)] };
  });

async function measureRound(subject: Subject): Promise<readonly ChangeSample[]> {
  const { product } = subject;
  const first = await customersConfiguration(numbers, "first review");
  const second = await customersConfiguration(numbers, "second review");
  const small = await customersConfiguration(1_000);
  const putting = (name: ChangeSample["change"], before: number, items: ConfigDocument["numbers"]): Change => {
    const changeSet = puttingNumbers(before, items);
    return { name, before, make: () => product.change(changeSet) };
  };
  const before = await prepare(subject, first);
  const imported = await measure(subject, {
    name: "import (JSON)",
    before,
    make: () => product.importLists(second),
  });
  const all = await measure(subject, putting("change set", imported.version, first.numbers));
  const one = await measure(subject, putting("one number of 10,000", all.version, editFirst(first)));
  const ofFew = await measure(subject, putting("one number of 1,000", await prepare(subject, small), editFirst(small)));
  return [imported, all, one, ofFew].map(({ sample }) => sample);
}

/** Replaces the whole configuration, unmeasured, and waits until both instances decide by it. */
async function prepare({ instances, product }: Subject, document: ConfigDocument): Promise<number> {
  const { version } = await product.importLists(document);
  const traffic = beginTrafficToBoth(instances);
  await untilDecidedBy(version, traffic);
  await Promise.all(instanceNames.map((name) => traffic[name].end()));
  return version;
}

type MeasuredChange = { readonly version: number; readonly sample: ChangeSample };

/** Makes a change under traffic. */
async function measure(subject: Subject, { name, before, make }: Change): Promise<MeasuredChange> {
  const traffic = beginTrafficToBoth(subject.instances);
  await setTimeout(beginMs);
  const { phase: quiet } = await watchPhase(subject, () => setTimeout(quietMs));
  const { phase: during, result } = await watchPhase(subject, async () => {
    const changed = await make();
    const answeredAtMs = performance.now();
    await untilDecidedBy(changed.version, traffic);
    return { ...changed, answeredAtMs };
  });
  const calls = { A: await traffic.A.end(), B: await traffic.B.end() };
  const lastOldS = (instance: InstanceName): number =>
    ((traffic[instance].lastDecidedAtMs(before) ?? Number.NaN) - result.answeredAtMs) / 1_000;
  const sample = {
    change: name,
    calls,
    phases: { quiet, during },
    answeredInS: result.seconds,
    lastOldS: { A: lastOldS("A"), B: lastOldS("B") },
  };
  return { version: result.version, sample };
}

async function watchPhase<Result>(
  { instances, ownLoop }: Subject,
  run: () => Promise<Result>,
): Promise<{ readonly phase: PhaseOfChange; readonly result: Result }> {
  const takeStalls = async () => ({
    A: await instances.A.takeStalls(),
    B: await instances.B.takeStalls(),
    "the load": ownLoop.take(),
  });
  await takeStalls();
  const fromMs = performance.now();
  const result = await run();
  return { phase: { fromMs, toMs: performance.now(), stalls: await takeStalls() }, result };
}

const beginTrafficToBoth = ({ A, B }: Instances): TrafficToBoth => ({
  A: beginTraffic(A.port, load),
  B: beginTraffic(B.port, load),
});

const editFirst = (document: ConfigDocument): ConfigDocument["numbers"] =>
  document.numbers.slice(0, 1).map((number) => ({ ...number, note: "reviewed again" }));

async function untilDecidedBy(version: number, traffic: TrafficToBoth): Promise<void> {
  for (const waitUntilMs = performance.now() + deadlineMs; ; await setTimeout(50)) {
    if (instanceNames.every((name) => traffic[name].lastDecidedAtMs(version) !== null)) return;
    if (performance.now() > waitUntilMs) throw new Error("An instance does not load the new version.");
  }
}

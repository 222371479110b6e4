import type { HttpResponseInit } from "@azure/functions";
import * as z from "zod";
import { compareConfigurations } from "../shared/config/change/compare-configurations.ts";
import type { StoredConfiguration, StoredConfigurations } from "../shared/config/change/stored-configurations.ts";
import type { CompiledDocument } from "../shared/config/compiled-document.ts";
import { decideTwice } from "../shared/config/simulate/decide-twice.ts";
import { givenCallsSchema, readGivenCalls } from "../shared/config/simulate/given-calls.ts";
import type { DecidedTwice } from "../shared/config/simulate/simulated-call.ts";
import type { SeenCalls } from "../shared/config/simulate/simulation.ts";
import { withoutSharing } from "../shared/config/simulate/without-sharing.ts";
import type { InputFault } from "../shared/input-fault.ts";
import { pace } from "../shared/pace.ts";
import { parseInput } from "../shared/parse-input.ts";
import type { ReadCall } from "../shared/recognition/call-setup.ts";
import type { Decision } from "../shared/routing/decision.ts";
import { describeEffect } from "./edge/answer-detail.ts";
import { detailParameter } from "./edge/change-query.ts";
import { longJson } from "./edge/config-answers.ts";
import type { Limiter } from "./edge/one-at-a-time.ts";
import { problem } from "./edge/problem.ts";
import { readLongJson } from "./edge/read-json.ts";
import { type QueryHandler, withQuery } from "./edge/with-query.ts";

export type SimulateConfigDependencies = {
  readonly configurations: StoredConfigurations;
  /** Never rejects. */
  readonly recentCalls: () => Promise<SeenCalls>;
  readonly now: () => number;
  readonly oneAtATime: Limiter;
};

const bodyLimitBytes = 4 * 1024 * 1024;

export const simulationQuery = z.strictObject({ detail: detailParameter });

export const simulationSchema = z
  .strictObject({
    calls: givenCallsSchema,
    change: z.looseObject({}).optional(),
    version: z.int().min(1).optional(),
  })
  .refine(({ change, version }) => change === undefined || version === undefined, {
    path: ["version"],
    message: "must not be given together with change",
  });

/** The configuration to compare the active one with. `version` is its number if it is stored. */
type Against = {
  readonly kind: "active" | "change" | "version";
  readonly version: number | null;
  readonly configuration: CompiledDocument;
  readonly warnings: readonly InputFault[];
  /** Calls that came with the change set. */
  readonly calls: readonly ReadCall[];
};

/**
 * POST /api/v1/config/simulations: the decision that each call gets now, and the one it would get by a change set or by
 * another version. With either, also its effect on all numbers and on recent calls, its dangers and warnings. Stores nothing.
 */
export const makeSimulateConfig = (dependencies: SimulateConfigDependencies): QueryHandler =>
  withQuery(
    simulationQuery,
    dependencies.oneAtATime(async (request, _, { detail }) => {
      const body = await readLongJson(request, bodyLimitBytes);
      if (body.outcome === "too-large") return problem(413, `a simulation has at most ${bodyLimitBytes} bytes`);
      if (body.outcome === "unreadable") return problem(400, body.reason);
      const read = parseInput(simulationSchema, body.value);
      if (read.outcome === "faulty") return problem(422, "nothing was simulated", { errors: read.faults });
      const calls = await readGivenCalls(read.value.calls);
      if (calls.outcome === "faulty") return problem(422, "nothing was simulated", { errors: calls.faults });
      const active = await dependencies.configurations.active();
      const against = await readComparison(read.value, active, dependencies);
      if ("answer" in against) return against.answer;
      return longJson(await answer(calls.value, active, against, { ...dependencies, detail }));
    }),
  );

async function readComparison(
  { change, version }: z.infer<typeof simulationSchema>,
  active: StoredConfiguration,
  { configurations }: SimulateConfigDependencies,
): Promise<Against | { readonly answer: HttpResponseInit }> {
  if (version !== undefined) {
    const configuration = await configurations.version(version, active);
    return configuration === null
      ? { answer: problem(404, `there is no version ${version}`) }
      : { kind: "version", version, configuration, warnings: configuration.warnings, calls: [] };
  }
  if (change === undefined)
    return { kind: "active", version: active.version, configuration: active, warnings: [], calls: [] };
  const tried = await configurations.tryChange(change, active);
  switch (tried.outcome) {
    case "tried": {
      const { configuration, warnings, calls } = tried;
      return { kind: "change", version: null, configuration, warnings: warnings.map(withinChange), calls };
    }
    case "conflict":
      return { answer: problem(409, `version ${active.version} is active: make the change on that`) };
    case "invalid":
      return { answer: problem(422, "nothing was simulated", { errors: tried.faults.map(withinChange) }) };
  }
}

/** A fault of an item that the change does not touch has the item's key as its path, with a blank in it. */
const withinChange = ({ path, message }: InputFault): InputFault => {
  if (path.includes(" ")) return { path, message };
  return { path: path === "" ? "change" : `change.${path}`, message };
};

type AnswerOptions = SimulateConfigDependencies & z.infer<typeof simulationQuery>;

async function answer(
  calls: readonly ReadCall[],
  active: StoredConfiguration,
  { kind, version, configuration: after, warnings, calls: changeCalls }: Against,
  { recentCalls, now, detail }: AnswerOptions,
) {
  const nowMs = now();
  const snapshots = { before: active.snapshot, after: after.snapshot };
  const compared = { before: withoutSharing(active.snapshot), after: withoutSharing(after.snapshot) };
  const decisions: ReturnType<typeof answerCall>[] = [];
  for (const read of calls) {
    const { fields } = decideTwice(read, compared, nowMs);
    decisions.push(answerCall(read, { ...decideTwice(read, snapshots, nowMs), fields }));
    if (pace.isDue()) await pace.rest();
  }
  const asked = { baseVersion: active.version, against: { kind, version }, decisions };
  if (kind === "active") return asked;
  const given = [...calls, ...changeCalls];
  const effect = await compareConfigurations({ before: active, after, recent: await recentCalls(), given, nowMs });
  return { ...asked, ...describeEffect({ baseVersion: active.version, warnings, ...effect }, detail) };
}

const answerCall = ({ call }: ReadCall, { before, after, fields }: DecidedTwice) => ({
  call,
  before: withoutIdentity(before),
  after: withoutIdentity(after),
  differs: fields.length > 0,
  fields,
});

/** No decision of a simulation is recorded: its id and configuration would lead nowhere. */
const withoutIdentity = ({ decisionId, config, ...decision }: Decision): Omit<Decision, "decisionId" | "config"> =>
  decision;

import type { EventRecorders } from "../../shared/audit/event-recorders.ts";
import { monotonic } from "../../shared/clock.ts";
import { probeAnswerHeader } from "../../shared/identity/probe-marker.ts";
import { tableLease } from "../../shared/tables/lease.ts";
import type { AlarmKeeper } from "../../shared/watch/alarms/alarm-keeper.ts";
import { makeDivertCheck } from "../../shared/watch/diverts/check-diverts.ts";
import { divertTable } from "../../shared/watch/diverts/divert-table.ts";
import { readActiveExpectations } from "../../shared/watch/expectations/active-expectations.ts";
import { makeExpectationCheck } from "../../shared/watch/expectations/check-expectations.ts";
import { watchPartsTable } from "../../shared/watch/figures/watch-parts.ts";
import { probeStateTable } from "../../shared/watch/probes/probe-state-table.ts";
import { readProbeTargets } from "../../shared/watch/probes/probe-targets.ts";
import { makeSendProbe } from "../../shared/watch/probes/send-probe.ts";
import { runAlone } from "../edge/run-alone.ts";
import { makeProbeCalls } from "../probe-calls.ts";
import type { Services } from "./services.ts";

/** What looks after that which must hold: in the active configuration, and at the front doors. Neither throws. */
export type ProbeServices = {
  /** Judges, and looks for diverts that begin or end, at most once a minute, however often it is called. */
  readonly checkExpectations: () => Promise<void>;
  /** The handler of probe-calls. */
  readonly probeCalls: () => Promise<void>;
};

/** A run that dies holds others up for so long. */
const leaseMs = 60_000;
/** The host ends a function after a minute. */
const budgetMs = 40_000;
/** The timer that calls it comes every 15 s, give or take some milliseconds. */
const checkEveryMs = 55_000;

export function makeProbeServices(
  services: Services,
  alarms: AlarmKeeper,
  { recordOnce }: Pick<EventRecorders, "recordOnce">,
): ProbeServices {
  const { tables, config, snapshots, log, now, newId } = services;
  const lease = tableLease({ client: tables.watch, owner: newId(), now, leaseMs });
  const parts = watchPartsTable(tables.watch);
  const readActive = () => readActiveExpectations({ config, snapshots });
  const checkDiverts = makeDivertCheck({
    known: () => snapshots.loaded().diverts,
    readActive: async () => {
      const active = await readActive();
      return active === null ? null : { diverts: snapshots.loaded().diverts, activatedAt: active.activatedAt };
    },
    table: divertTable(tables.watch, log),
    recordOnce,
    now,
    instance: services.instance,
  });
  const check = makeExpectationCheck({ readActive, alarms, keep: (found) => parts.keep("expectations", found), now });
  const alone = {
    lease,
    name: "check-expectations",
    log,
    failed: "expectations could not be judged",
    clock: monotonic,
  };
  const probes = probing(services);
  const endOldAlarms = probes.targets.length > 0 ? async () => {} : once(() => alarms.look(noProbeFailed));
  return {
    checkExpectations: runAlone({ ...alone, pauseMs: checkEveryMs }, async () => {
      await check();
      await checkDiverts();
      await endOldAlarms();
    }),
    probeCalls: makeProbeCalls({
      ...services,
      ...probes,
      lease,
      alarms,
      readActive,
      state: probeStateTable(tables.watch),
      record: services.audit.record,
      keep: (described) => parts.keep("probes", described),
      clock: monotonic,
    }),
  };
}

/** Of front doors that are probed no more nobody would ever say that they are well. */
const noProbeFailed = { alarm: "probe-failed", causes: [] } as const;

/** Runs until it has succeeded once. */
function once(run: () => Promise<void>): () => Promise<void> {
  let isDone = false;
  return async () => {
    if (isDone) return;
    await run();
    isDone = true;
  };
}

/** How probes are sent, by the settings. */
function probing({ settings, stopping }: Services) {
  const {
    PROBE_TARGETS: targets = "",
    PROBE_FUNCTION_KEYS: functionKeys,
    PROBE_SIGNING_SECRET: secret = "",
    PROBE_WEBHOOK_SECRETS: webhookSecrets,
    WEBHOOK_SIGNING_SECRET: usualSecret,
  } = settings;
  return {
    targets: readProbeTargets(targets, { functionKeys, webhookSecrets, usualSecret }) ?? [],
    secret,
    send: makeSendProbe({ clock: monotonic, answerHeader: probeAnswerHeader.name }),
    budgetMs,
    isStopping: () => stopping.aborted,
    wait: (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms)),
  };
}

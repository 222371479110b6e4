import type { EventRecorders } from "../../shared/audit/event-recorders.ts";
import { monotonic } from "../../shared/clock.ts";
import type { ChangeOutcome, ConfigurationChange } from "../../shared/config/change/configuration-change.ts";
import type { Proposals } from "../../shared/config/proposals/proposal-acts.ts";
import type { ProposalsDependencies } from "../../shared/config/proposals/proposal-dependencies.ts";
import { type ProposalTable, proposalTable } from "../../shared/config/proposals/proposal-table.ts";
import { makeProposals } from "../../shared/config/proposals/proposals.ts";
import { type RevertDependencies, revertTrial } from "../../shared/config/proposals/revert-trial.ts";
import { sentProposals } from "../../shared/config/proposals/sent-proposals.ts";
import { settleAll } from "../../shared/config/proposals/settle-all.ts";
import { describeError } from "../../shared/log.ts";
import { tableLease } from "../../shared/tables/lease.ts";
import type { AlarmKeeper } from "../../shared/watch/alarms/alarm-keeper.ts";
import { probeStateTable } from "../../shared/watch/probes/probe-state-table.ts";
import { proposedEffect } from "../edge/proposal-answers.ts";
import { runAlone } from "../edge/run-alone.ts";
import type { Services } from "./services.ts";
import { makeBypassWatch } from "./watch-bypasses.ts";

type Change = (change: ConfigurationChange) => Promise<ChangeOutcome>;

export type ProposalServices = {
  readonly change: Change;
  readonly proposals: Proposals;
  readonly proposalTable: ProposalTable;
  /** Does what is due. Never throws. */
  readonly settleProposals: () => Promise<void>;
  /** Takes a provisional version back whose time is up. Never throws. */
  readonly revertTrial: () => Promise<void>;
};

export type ProposalServicesDependencies = EventRecorders & {
  readonly change: Change;
  readonly recordChange: RevertDependencies["recordChange"];
  readonly alarms: Pick<AlarmKeeper, "look">;
};

/** A run that dies holds others up for so long: a version must go back within half a minute. */
const leaseMs = 10_000;

export function makeProposalServices(
  services: Services,
  { change, recordChange, record, recordOnce, alarms }: ProposalServicesDependencies,
): ProposalServices {
  const { tables, config, settings, log, now, newId, snapshots } = services;
  const table = proposalTable(tables.proposals);
  // Beside the pointer: a version goes back even where the table of proposals fails.
  const lease = tableLease({ client: tables.config, owner: newId(), now, leaseMs });
  const probes = probeStateTable(tables.watch);
  const dependencies: ProposalsDependencies = {
    ...{ ...services, table, config, change, record, recordOnce },
    describe: (effect) => proposedEffect(effect, "short"),
    sent: sentProposals(tables.proposals),
    canProbe: settings.PROBE_TARGETS !== undefined,
    isVerified: async (version) => {
      const { verified = null } = (await probes.read()) ?? {};
      return verified?.version === version && verified.result === "verified";
    },
  };
  const revert = async (): Promise<void> => {
    try {
      const version = await revertTrial({ table: config, now, newId, recordChange });
      if (version === null) return;
      log.warn("a provisional version was taken back", { version });
      await snapshots.refresh();
    } catch (error) {
      log.error("a provisional version could not be taken back", { error: describeError(error) });
      throw error;
    }
  };
  const alone = { lease, log, clock: monotonic };
  const bypasses = makeBypassWatch({ ...dependencies, config, alarms });
  const settling = { ...alone, name: "settle-proposals", failed: "proposals could not be settled" };
  const settle = runAlone(settling, async () => {
    await bypasses.note();
    await bypasses.look(await settleAll({ ...dependencies, revert }));
  });
  /** Nearly always nothing is due, and two requests tell. */
  const isIdle = async (): Promise<boolean> => {
    const asked = Promise.all([table.unfinished(), config.readPointer()]);
    const [unfinished, pointer] = await asked.catch(() => [null, null] as const);
    return unfinished?.length === 0 && pointer?.trial == null && !bypasses.isDue(pointer?.version ?? 0);
  };
  return {
    change: async (asked) => {
      const outcome = await change(asked);
      if (outcome.outcome === "changed" && asked.consent.kind === "break-glass") await bypasses.note();
      return outcome;
    },
    proposals: makeProposals(dependencies),
    proposalTable: table,
    settleProposals: async () => {
      if (!(await isIdle())) await settle();
    },
    revertTrial: runAlone({ ...alone, name: "revert", failed: "proposals could not be settled" }, revert),
  };
}

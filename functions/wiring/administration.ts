import { makeEventRecorders } from "../../shared/audit/event-recorders.ts";
import { readFlaggedNumbers } from "../../shared/audit/trail/flagged-numbers.ts";
import { isInTrail } from "../../shared/audit/trail/is-in-trail.ts";
import { readRecentCalls } from "../../shared/audit/trail/recent-calls.ts";
import { verifyWindow } from "../../shared/audit/trail/verify-window.ts";
import { trailReadEvent } from "../../shared/audit/trail-read-event.ts";
import { monotonic } from "../../shared/clock.ts";
import { readActive, storedConfigurations } from "../../shared/config/change/stored-configurations.ts";
import type { SeenNumbers } from "../../shared/config/coverage/cover-document.ts";
import type { SeenCalls } from "../../shared/config/simulate/simulation.ts";
import { readLocationTables } from "../../shared/config/snapshot/location-tables.ts";
import type { SnapshotKeeper } from "../../shared/config/snapshot/snapshot-keeper.ts";
import type { ConfigTable } from "../../shared/config/store/config-table.ts";
import type { LookupTables } from "../../shared/config/store/lookup/lookup-tables.ts";
import type { Log } from "../../shared/log.ts";
import { makeApproveProposal } from "../approve-proposal.ts";
import { makeAuditCall } from "../audit-call.ts";
import { makeChangeConfig } from "../change-config.ts";
import { makeCheckGateway } from "../check-gateway.ts";
import { makeCheckList } from "../check-list.ts";
import { makeConfirmProposal } from "../confirm-proposal.ts";
import { makeDraftConfig } from "../draft-config.ts";
import type { AuditQueryDependencies } from "../edge/audit-answers.ts";
import { makeFewAtATime } from "../edge/few-at-a-time.ts";
import type { IdentifiedHandler } from "../edge/guard.ts";
import { makeImportLocationTable } from "../edge/import-location-table.ts";
import { makeImportLookupTable } from "../edge/import-lookup-table.ts";
import { makeOneAtATime } from "../edge/one-at-a-time.ts";
import { makeOneLargeBody } from "../edge/one-large-body.ts";
import type { QueryHandler } from "../edge/with-query.ts";
import { withStoreErrors } from "../edge/with-store-errors.ts";
import { makeEditProposal } from "../edit-proposal.ts";
import { makeExportAudit } from "../export-audit.ts";
import { makeExportConfig } from "../export-config.ts";
import { makeImportConfig } from "../import-config.ts";
import { makeListConfigVersions } from "../list-config-versions.ts";
import { makeListLookupTables } from "../list-lookup-tables.ts";
import { makeListProposals } from "../list-proposals.ts";
import { makeProposeChange } from "../propose-change.ts";
import { makePurgeAudit } from "../purge-audit.ts";
import { makeQueryAudit } from "../query-audit.ts";
import { readCatalogue } from "../read-catalogue.ts";
import { makeReadConfig } from "../read-config.ts";
import { makeReadConfigFingerprint } from "../read-config-fingerprint.ts";
import { makeReadConfigItems } from "../read-config-items.ts";
import { makeReadConfigVersion } from "../read-config-version.ts";
import { makeReadCoverage } from "../read-coverage.ts";
import { makeReadList } from "../read-list.ts";
import { makeReadLookupTable } from "../read-lookup-table.ts";
import { makeReadProposal } from "../read-proposal.ts";
import { makeReadWatch } from "../read-watch.ts";
import { makeReadWatchReport, type ReadWatchReportDependencies } from "../read-watch-report.ts";
import { makeRejectProposal } from "../reject-proposal.ts";
import { makeRestoreConfig } from "../restore-config.ts";
import { makeSimulateConfig } from "../simulate-config.ts";
import { makeVerifyAudit } from "../verify-audit.ts";
import { makeWithdrawProposal } from "../withdraw-proposal.ts";
import { type ConfigServices, makeConfigServices } from "./config-services.ts";
import type { Administration } from "./function-table.ts";
import { gatewayOf } from "./gateway.ts";
import { makeAlarms } from "./make-alarms.ts";
import { makeProbeServices } from "./make-probes.ts";
import { makeProposalServices, type ProposalServices } from "./make-proposals.ts";
import type { Services } from "./services.ts";
import { makeWatchServices } from "./watch-services.ts";

/** The handlers that the function table defers, by name. */
export function makeAdministration(services: Services): Administration {
  const { config: table, tables, log, now } = services;
  const recentCalls = () => readRecentCalls({ tables, log, nowMs: now() });
  const seenNumbers = () => readFlaggedNumbers({ tables, log, nowMs: now() });
  const recorders = makeEventRecorders({
    record: services.audit.record,
    isRecorded: (event) => isInTrail(tables, event),
  });
  const { tidy, ...configServices } = makeConfigServices({ ...services, ...recorders, table, recentCalls });
  const recordRead = makeReadRecorder(services);
  const alarms = makeAlarms({ ...services, ...recorders });
  const { settleProposals, revertTrial, ...proposing } = makeProposalServices(services, {
    ...configServices,
    ...recorders,
    alarms,
  });
  const watch = makeWatchServices(services, alarms);
  const { checkExpectations, probeCalls } = makeProbeServices(services, alarms, recorders);
  return {
    handlers: {
      ...makeConfigHandlers({
        ...services,
        ...configServices,
        ...proposing,
        table,
        recentCalls,
        seenNumbers,
        recordRead,
      }),
      ...makeAuditHandlers({ ...services, ...watch, clock: monotonic, recordRead }),
      "read-watch": makeReadWatch({ ...watch, log, now }),
    },
    timers: {
      "check-gateway": makeCheckGateway({ ...services, ...gatewayOf(services), table, alarms }),
      "purge-audit": makePurgeAudit(services),
      "tidy-configuration": tidy,
      "watch-calls": oneAfterTheOther(settleProposals, watch.watchCalls, checkExpectations),
      "probe-calls": probeCalls,
    },
    revertTrial,
  };
}

/** A timer of its own would have instances of its own. */
const oneAfterTheOther =
  (...works: readonly (() => Promise<void>)[]) =>
  async (): Promise<void> => {
    for (const work of works) await work();
  };

/** With AUTHENTICATION=none callers are anonymous: there is no reader to record. */
const makeReadRecorder =
  ({ audit, newId, now, instance }: Services): AuditQueryDependencies["recordRead"] =>
  async ({ name: by, roles, isAuthenticated }, operation, query) => {
    if (!isAuthenticated) return;
    const personal = roles.has("Audit.Read.Personal");
    await audit.record(trailReadEvent({ by, operation, query, personal }, { id: newId(), instance, nowMs: now() }));
  };

export type ConfigHandlersDependencies = Pick<ConfigServices, "change" | "importTable"> &
  Pick<ProposalServices, "proposals" | "proposalTable"> & {
    readonly table: ConfigTable;
    readonly lookups: LookupTables;
    readonly snapshots: Pick<SnapshotKeeper, "current">;
    readonly recordRead: AuditQueryDependencies["recordRead"];
    readonly recentCalls: () => Promise<SeenCalls>;
    readonly seenNumbers: () => Promise<SeenNumbers>;
    readonly log: Log;
    readonly now: () => number;
  };

export function makeConfigHandlers(dependencies: ConfigHandlersDependencies) {
  const { table, importTable, log } = dependencies;
  const oneAtATime = makeOneAtATime("this instance is simulating or exporting for another request");
  const oneCountAtATime = makeOneAtATime("this instance is counting calls for another request");
  const oneLargeBody = makeOneLargeBody();
  const configurations = storedConfigurations(dependencies);
  const limited = { ...dependencies, oneAtATime, configurations, readActive: () => readActive(table) };
  const importRows = makeImportLookupTable({ importTable, log });
  const importLocations = makeImportLocationTable({ ...limited, importTable, log });
  const withErrors = (handler: QueryHandler): IdentifiedHandler => withStoreErrors(log, handler);
  return {
    "read-catalogue": readCatalogue,
    "read-coverage": withErrors(
      makeReadCoverage({
        ...limited,
        oneAtATime: oneCountAtATime,
        readTables: (active) => readLocationTables(active, dependencies),
      }),
    ),
    "draft-config": withErrors(makeDraftConfig(limited)),
    "read-config": withErrors(makeReadConfig(limited)),
    "read-config-fingerprint": withErrors(makeReadConfigFingerprint(limited)),
    "read-config-items": withErrors(makeReadConfigItems(limited)),
    "list-config-versions": withErrors(makeListConfigVersions(limited)),
    "read-config-version": withErrors(makeReadConfigVersion(limited)),
    "change-config": withErrors(oneLargeBody(makeChangeConfig(limited))),
    "restore-config": withErrors(oneLargeBody(makeRestoreConfig(limited))),
    "simulate-config": withErrors(oneLargeBody(makeSimulateConfig(limited))),
    "export-config": withErrors(makeExportConfig(limited)),
    "import-config": withErrors(oneLargeBody(makeImportConfig({ ...limited, importRows, importLocations }))),
    "list-proposals": withErrors(makeListProposals(limited)),
    "read-proposal": withErrors(makeReadProposal(limited)),
    "propose-change": withErrors(oneLargeBody(makeProposeChange(limited))),
    "edit-proposal": withErrors(oneLargeBody(makeEditProposal(limited))),
    "withdraw-proposal": withErrors(makeWithdrawProposal(limited)),
    "approve-proposal": withErrors(makeApproveProposal(limited)),
    "reject-proposal": withErrors(makeRejectProposal(limited)),
    "confirm-proposal": withErrors(makeConfirmProposal(limited)),
    "read-list": withErrors(makeReadList({ ...limited, inTurn: makeFewAtATime(1) })),
    "check-list": withErrors(oneLargeBody(makeCheckList(limited))),
    "list-lookup-tables": withErrors(makeListLookupTables(limited)),
    "read-lookup-table": withErrors(makeReadLookupTable(limited)),
  };
}

type AuditHandlersDependencies = AuditQueryDependencies & Omit<ReadWatchReportDependencies, "oneAtATime" | "verify">;

/** After `budgetMs` a verification ends and says how far it came; after `longestMs` a read that is under way is given up. */
const verificationLimits = { budgetMs: 30_000, longestMs: 45_000 };

/** A page has up to 16 Mi characters: many at once would take memory and time from the calls. */
const pagesAtOnce = 3;

function makeAuditHandlers(dependencies: AuditHandlersDependencies) {
  const oneAtATime = makeOneAtATime("this instance is reading the audit trail for another request");
  const fewAtATime = makeFewAtATime(pagesAtOnce);
  const verify: ReadWatchReportDependencies["verify"] = (window) =>
    verifyWindow({ ...dependencies, ...verificationLimits }, window);
  return {
    "query-audit": makeQueryAudit({ ...dependencies, fewAtATime }),
    "export-audit": makeExportAudit({ ...dependencies, oneAtATime }),
    "audit-call": makeAuditCall(dependencies),
    "verify-audit": makeVerifyAudit({ ...dependencies, verify, oneAtATime }),
    "read-watch-report": makeReadWatchReport({ ...dependencies, verify, oneAtATime }),
  };
}

import type { SnapshotKeeper } from "../../shared/config/snapshot/snapshot-keeper.ts";
import type { Log } from "../../shared/log.ts";
import type { Metrics } from "../../shared/telemetry/metrics.ts";
import type { SuspectedCalls } from "../../shared/telemetry/suspected-calls.ts";
import type { Settings } from "../settings.ts";
import type { Access } from "./access.ts";
import type { AuditServices } from "./audit-services.ts";
import type { Stores } from "./stores.ts";

/** What the functions are made from. main.ts builds it, once for the process. */
export type Services = Stores &
  AuditServices &
  Access & {
    readonly settings: Settings;
    readonly log: Log;
    readonly now: () => number;
    readonly newId: () => string;
    readonly instance: string;
    readonly snapshots: SnapshotKeeper;
    readonly metrics: Metrics;
    readonly suspectedCalls: SuspectedCalls;
    /** Aborted when the instance is about to end. */
    readonly stopping: AbortSignal;
  };

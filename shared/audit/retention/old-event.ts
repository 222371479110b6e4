import type { TrailEvent } from "../read-event.ts";
import type { RowKeys } from "../trail/trail-keys.ts";

/** An event that is old enough to go, with its instant and the row it stands in. */
export type OldEvent = {
  readonly event: TrailEvent;
  readonly at: string;
  readonly text: string;
  readonly keys: RowKeys;
};

/** Old events that no hold keeps. */
export type DeletableEvents = {
  readonly purge: readonly OldEvent[];
  /** Outcomes of test calls. Only the decisions lead to them, so that they are deleted first. */
  readonly reports: readonly OldEvent[];
  /** Outcomes that a killed purge has left in `AuditByCall` only. */
  readonly strays: readonly OldEvent[];
};

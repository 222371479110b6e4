import type { TableClient } from "@azure/data-tables";
import type { EventHubHandler } from "@azure/functions";
import { readHubPositions } from "../shared/audit/trail/hub-positions.ts";
import { pairPositions } from "../shared/audit/trail/pair-positions.ts";
import { type ProjectionDependencies, projectMessages } from "../shared/audit/trail/project-messages.ts";
import type { TrailTables } from "../shared/audit/trail/trail-tables.ts";
import { monotonic } from "../shared/clock.ts";
import { type IllRows, makeIllRows } from "../shared/tables/ill-rows.ts";
import type { Metrics } from "../shared/telemetry/metrics.ts";
import { traceProjection } from "../shared/telemetry/traces.ts";
import { arrivalTable } from "../shared/watch/figures/arrival-table.ts";

export type ProjectAuditDependencies = Pick<ProjectionDependencies, "log" | "now"> & {
  readonly tables: TrailTables & { readonly watch: TableClient };
  readonly metrics: Pick<Metrics, "projected" | "deadLettered">;
};

/** Writes audit events from Event Hubs to the trail. Throws when the store fails: the host then repeats the batch. */
export function makeProjectAudit(
  { tables, log, now, metrics }: ProjectAuditDependencies,
  illRows: IllRows = makeIllRows(monotonic),
): EventHubHandler {
  const onProjected: ProjectionDependencies["onProjected"] = ({ id, time, traceparent }, begunMs) => {
    metrics.projected(now() - Date.parse(time));
    traceProjection(traceparent, id, begunMs);
  };
  const { note: noteCalls } = arrivalTable(tables.watch, { log, now });
  const { deadLettered: onDeadLettered } = metrics;
  const dependencies = { tables, illRows, log, now, onProjected, onDeadLettered, noteCalls };
  return async (messages, context) => {
    const bodies: readonly unknown[] = Array.isArray(messages) ? messages : [messages];
    await projectMessages(pairPositions(bodies, readHubPositions(context.triggerMetadata)), dependencies);
  };
}

import type { TableClient } from "@azure/data-tables";
import { readRow } from "../../tables/read-row.ts";
import { joinText, splitText } from "../../tables/split-text.ts";
import { tableCall } from "../../tables/table-call.ts";
import { type ProbeState, readProbeState } from "./probe-state.ts";

/** How far probing has come, in table `Watch`. Methods throw a DependencyError when the store fails. */
export type ProbeStateTable = {
  /** Null when there is none that can be read. */
  readonly read: () => Promise<ProbeState | null>;
  readonly write: (state: ProbeState) => Promise<void>;
};

const deadlineMs = 5_000;
const key = { partitionKey: "probes", rowKey: "state" };

export const probeStateTable = (client: TableClient): ProbeStateTable => ({
  read: async () => {
    const call = "read how far probing has come";
    const row = await readRow(client, { call, deadlineMs }, key.partitionKey, key.rowKey);
    return row === null ? null : readProbeState(joinText("state", row));
  },
  write: async (state) => {
    const row = { ...key, ...splitText("state", JSON.stringify(state)) };
    await tableCall("keep how far probing has come", deadlineMs, (abortSignal) =>
      client.upsertEntity(row, "Replace", { abortSignal }),
    );
  },
});

import type { TableClient } from "@azure/data-tables";
import { readRow } from "../../tables/read-row.ts";
import { joinText, splitText } from "../../tables/split-text.ts";
import { tableCall } from "../../tables/table-call.ts";

/** Members of the watch's answer that others than the watch of calls fill: any JSON object. */
export const partNames = ["probes", "expectations"] as const;
export type PartName = (typeof partNames)[number];
export type WatchParts = Readonly<Record<PartName, object>>;

/** Keeps those members in table `Watch`; the next run of `watch-calls` puts them into the answer. Both throw a DependencyError. */
export type WatchPartsTable = {
  readonly keep: (name: PartName, part: object) => Promise<void>;
  /** A part that nobody has kept yet is empty. */
  readonly read: () => Promise<WatchParts>;
};

const partitionKey = "parts";
const deadlineMs = 5_000;

export function watchPartsTable(client: TableClient): WatchPartsTable {
  const readPart = async (name: PartName): Promise<object> => {
    const row = await readRow(client, { call: "read a part of the watch", deadlineMs }, partitionKey, name);
    return row === null ? {} : objectIn(joinText("part", row));
  };
  return {
    keep: async (name, part) => {
      const row = { partitionKey, rowKey: name, ...splitText("part", JSON.stringify(part)) };
      await tableCall("keep a part of the watch", deadlineMs, (abortSignal) =>
        client.upsertEntity(row, "Replace", { abortSignal }),
      );
    },
    read: async () => {
      const [probes, expectations] = await Promise.all([readPart("probes"), readPart("expectations")]);
      return { probes, expectations };
    },
  };
}

function objectIn(text: string | null): object {
  try {
    const value: unknown = JSON.parse(text ?? "{}");
    return typeof value === "object" && value !== null ? value : {};
  } catch {
    return {};
  }
}

import type { EventRecorders } from "../../shared/audit/event-recorders.ts";
import { changeConfiguration } from "../../shared/config/change/change-configuration.ts";
import type { ChangeOutcome, ConfigurationChange } from "../../shared/config/change/configuration-change.ts";
import type { TableImport, TableImportOutcome } from "../../shared/config/change/table-import.ts";
import type { SeenCalls } from "../../shared/config/simulate/simulation.ts";
import type { SnapshotKeeper } from "../../shared/config/snapshot/snapshot-keeper.ts";
import type { ConfigTable } from "../../shared/config/store/config-table.ts";
import type { LookupTables } from "../../shared/config/store/lookup/lookup-tables.ts";
import type { Log } from "../../shared/log.ts";
import { makeTidyConfiguration } from "../tidy-configuration.ts";
import { type ConfigEvents, makeConfigEvents } from "./config-events.ts";

/** Changes the configuration, and finishes what earlier changes left open. */
export type ConfigServices = {
  readonly change: (change: ConfigurationChange) => Promise<ChangeOutcome>;
  readonly recordChange: ConfigEvents["recordChange"];
  /** Stores rows of a lookup table and records that. Throws a DependencyError when the store fails. */
  readonly importTable: (wanted: TableImport) => Promise<TableImportOutcome>;
  /** The handler of tidy-configuration. */
  readonly tidy: () => Promise<void>;
};

export type ConfigServicesDependencies = EventRecorders & {
  readonly table: ConfigTable;
  readonly lookups: LookupTables;
  readonly recentCalls: () => Promise<SeenCalls>;
  readonly snapshots: Pick<SnapshotKeeper, "refresh">;
  readonly log: Log;
  readonly now: () => number;
  readonly newId: () => string;
  readonly instance: string;
};

export function makeConfigServices(dependencies: ConfigServicesDependencies): ConfigServices {
  const { recordOnce } = dependencies;
  const { recordChange, recordImport } = makeConfigEvents(dependencies);
  return {
    recordChange,
    change: (change) => changeAndRefresh(change, { ...dependencies, recordChange }),
    importTable: (wanted) => importTable(wanted, { ...dependencies, recordImport }),
    tidy: makeTidyConfiguration({ ...dependencies, ...makeConfigEvents({ ...dependencies, record: recordOnce }) }),
  };
}

type ChangeDependencies = ConfigServicesDependencies & Pick<ConfigEvents, "recordChange">;

async function changeAndRefresh(change: ConfigurationChange, dependencies: ChangeDependencies): Promise<ChangeOutcome> {
  const { snapshots, log } = dependencies;
  const outcome = await changeConfiguration(change, dependencies);
  if (outcome.outcome !== "changed") return outcome;
  const { consent } = change;
  if (consent.kind === "break-glass")
    log.error("a change went live without the approvals that it needs", {
      version: outcome.version,
      incident: consent.incident,
    });
  log.info("configuration changed", { version: outcome.version, hash: outcome.effect.hash });
  await snapshots.refresh();
  return outcome;
}

type ImportDependencies = Pick<ConfigServicesDependencies, "lookups" | "log" | "now"> &
  Pick<ConfigEvents, "recordImport">;

async function importTable(
  { name, version, rows, author, reason }: TableImport,
  { lookups, log, now, recordImport }: ImportDependencies,
): Promise<TableImportOutcome> {
  const imported = { author, reason, importedAt: new Date(now()).toISOString() };
  const stored =
    version === null ? await lookups.write(name, rows, imported) : await lookups.writeAs(name, version, rows, imported);
  if (stored === null) return { outcome: "taken" };
  if (stored.importedAt !== imported.importedAt) return { outcome: "unchanged", stored };
  log.info("rows of a lookup table imported", { name, version: stored.version, hash: stored.hash });
  return { outcome: "stored", stored, audit: await recordImport({ ...stored, ...imported }) };
}

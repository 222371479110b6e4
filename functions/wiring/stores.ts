import { type OutboxStatus, type OutboxTable, outboxTable } from "../../shared/audit/publish/outbox-table.ts";
import { monotonic } from "../../shared/clock.ts";
import { type ConfigTable, configTable } from "../../shared/config/store/config-table.ts";
import { type LookupTables, lookupTables } from "../../shared/config/store/lookup/lookup-tables.ts";
import type { Log } from "../../shared/log.ts";
import type { Tables } from "./clients.ts";

/** What the app keeps in Table Storage. */
export type Stores = {
  readonly tables: Tables;
  readonly config: ConfigTable;
  readonly lookups: LookupTables;
  readonly outbox: WatchedOutbox;
};

export type WatchedOutbox = OutboxTable & {
  /** The status that was read within the last minute, by a drain or a health check; null if none was. */
  readonly lastStatus: () => OutboxStatus | null;
};

const statusMaxAgeMs = 60_000;

export const makeStores = (tables: Tables, log: Log): Stores => ({
  tables,
  config: configTable(tables.config, (version) =>
    log.error("the packed copy of a configuration version is damaged", { version }),
  ),
  lookups: lookupTables(tables.lookups),
  outbox: watchOutbox(outboxTable(tables.outbox)),
});

function watchOutbox(outbox: OutboxTable): WatchedOutbox {
  let last: { readonly status: OutboxStatus; readonly atMs: number } | null = null;
  return {
    ...outbox,
    status: async () => {
      const status = await outbox.status();
      last = { status, atMs: monotonic() };
      return status;
    },
    lastStatus: () => (last !== null && monotonic() - last.atMs < statusMaxAgeMs ? last.status : null),
  };
}

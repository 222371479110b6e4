import { describeError, type Log } from "../log.ts";
import type { ConfigInForce, Snapshot } from "../routing/snapshot.ts";
import { compileSnapshot } from "./compile-snapshot.ts";
import type { ConfigTable } from "./config-table.ts";
import { emptyDocument } from "./document.ts";
import { documentHash } from "./document-hash.ts";
import { type LoadedVersion, type LoadSnapshotDependencies, loadSnapshot } from "./load-snapshot.ts";

/** What a call is decided by. */
export type Held = { readonly snapshot: Snapshot; readonly config: ConfigInForce };

/** Keeps one compiled snapshot in memory and sees to it that it is the active version's. */
export type SnapshotKeeper = {
  /** The configuration to decide by now. Never waits, never throws; may start a check in the background. */
  readonly current: () => Held;
  /** Asks the store which version is active now and loads that; resolves when done, whatever came of it. */
  readonly refresh: () => Promise<void>;
};

export type SnapshotKeeperDependencies = LoadSnapshotDependencies & {
  readonly table: Pick<ConfigTable, "readPointer" | "readItems">;
  readonly now: () => number;
  readonly log: Log;
  /** How old the last check may be before a call starts the next one. */
  readonly checkEveryMs: number;
  /** How long the store may fail to answer before the configuration counts as stale. */
  readonly staleAfterMs: number;
};

const baseline: LoadedVersion = {
  snapshot: compileSnapshot(emptyDocument),
  version: 0,
  hash: documentHash(emptyDocument),
  lookupTables: [],
};

/** Starts with the built-in catalogue. What was loaded once is never given up: it becomes stale, and says so. */
export function makeSnapshotKeeper(dependencies: SnapshotKeeperDependencies): SnapshotKeeper {
  const { table, now, log, checkEveryMs, staleAfterMs } = dependencies;
  let loaded = baseline;
  let confirmedAtMs = now();
  let checkedAtMs = Number.NEGATIVE_INFINITY;
  let failing = false;
  let running: Promise<void> | null = null;

  async function check(): Promise<void> {
    try {
      const pointer = await table.readPointer();
      if (pointer === null && loaded !== baseline) throw new Error("the pointer to the active version is gone");
      if (pointer !== null && (pointer.version !== loaded.version || pointer.hash !== loaded.hash)) {
        loaded = await loadSnapshot(pointer, loaded, dependencies);
        log.info("configuration loaded", { version: pointer.version, hash: pointer.hash });
      }
      confirmedAtMs = now();
      failing = false;
    } catch (error) {
      if (!failing) log.warn("configuration could not be checked", { error: describeError(error) });
      failing = true;
    }
  }

  function startCheck(): Promise<void> {
    checkedAtMs = now();
    running ??= check().finally(() => {
      running = null;
    });
    return running;
  }

  /** A check that is under way may have asked before the version changed. */
  const refresh = (): Promise<void> => (running === null ? startCheck() : running.then(startCheck));

  return {
    refresh,
    current: () => {
      const nowMs = now();
      if (nowMs - checkedAtMs >= checkEveryMs) void startCheck();
      const { snapshot, version, hash } = loaded;
      const ageMs = Math.max(0, nowMs - confirmedAtMs);
      const stale = failing && ageMs >= staleAfterMs;
      const source = loaded === baseline ? "baseline" : stale ? "stale" : "live";
      return { snapshot, config: { version, hash, source, ageMs } };
    },
  };
}

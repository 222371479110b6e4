import { describeError, type Log } from "../../log.ts";
import type { ConfigInForce } from "../../routing/decision.ts";
import type { Snapshot } from "../../routing/snapshot.ts";
import { compileSnapshot } from "../compile/compile-snapshot.ts";
import { emptyDocument, usualUniversalNumbers } from "../document.ts";
import { documentHash } from "../document-hash.ts";
import type { ConfigTable } from "../store/config-table.ts";
import type { Pointer } from "../store/pointer.ts";
import { type LoadedVersion, type LoadSnapshotDependencies, loadSnapshot, readTablesAgain } from "./load-snapshot.ts";

/** The snapshot that decides a call, and the version it is of. */
export type Held = { readonly snapshot: Snapshot; readonly config: ConfigInForce };

/** Keeps one compiled snapshot in memory, that of the active version. */
export type SnapshotKeeper = {
  /** The configuration to decide by now. Never waits, never throws; may start a check in the background. */
  readonly current: () => Held;
  /** The version that `current` decides by, with its expectations. Starts no check. */
  readonly loaded: () => LoadedVersion;
  /** Asks the store which version is active and loads it; resolves when done, also after a failure. */
  readonly refresh: () => Promise<void>;
};

export type SnapshotKeeperDependencies = LoadSnapshotDependencies & {
  readonly table: Pick<ConfigTable, "readPointer" | "readItems">;
  /** Monotonic, in milliseconds. */
  readonly clock: () => number;
  readonly log: Log;
  /** How old the last check may be before a call starts the next one. */
  readonly checkEveryMs: number;
  /** Called with what each check found to be active. Must not throw. */
  readonly onChecked?: (pointer: Pointer) => void;
  /** How long the store may fail to answer before the configuration counts as stale. */
  readonly staleAfterMs: number;
};

const baseline: LoadedVersion = {
  snapshot: await compileSnapshot({
    ...emptyDocument,
    defaults: { ...emptyDocument.defaults, universalNumbers: [...usualUniversalNumbers] },
  }),
  version: 0,
  hash: await documentHash(emptyDocument),
  lookupTables: [],
  places: { areas: [], locationTables: [], locationRules: [] },
  diverts: [],
  expectations: [],
};

/** Pause before a lookup table with damaged rows is read again. */
const damageStaysMs = 60_000;

/** Starts with the built-in catalogue. A loaded version is never given up: it becomes stale, and its `source` says so. */
export function makeSnapshotKeeper(dependencies: SnapshotKeeperDependencies): SnapshotKeeper {
  const { table, clock, log, checkEveryMs, staleAfterMs, onChecked } = dependencies;
  let loaded = baseline;
  let confirmedAtMs = clock();
  let checkedAtMs = Number.NEGATIVE_INFINITY;
  let failing = false;
  let running: Promise<void> | null = null;
  let isRepairing = false;
  let repairAtMs = 0;

  async function check(): Promise<void> {
    try {
      const pointer = await table.readPointer();
      // Before anything of it is loaded: a provisional version that nobody can load goes back too.
      if (pointer !== null) onChecked?.(pointer);
      if (pointer === null && loaded !== baseline) throw new Error("the pointer to the active version is gone");
      if (pointer !== null && (pointer.version !== loaded.version || pointer.hash !== loaded.hash)) {
        const next = await loadSnapshot(pointer, loaded, dependencies);
        // A store that fails for a moment must not cost calls a table that the version before still has.
        if (losesTable(loaded.snapshot, next.snapshot) && clock() - confirmedAtMs < staleAfterMs)
          throw new Error(`lookup tables of version ${pointer.version} could not be read`);
        take(next);
        log.info("configuration loaded", { version: pointer.version, hash: pointer.hash });
      }
      confirmedAtMs = clock();
      failing = false;
    } catch (error) {
      if (!failing) log.warn("configuration could not be checked", { error: describeError(error) });
      failing = true;
    }
  }

  function take(next: LoadedVersion): void {
    logDamage(loaded.snapshot, next.snapshot, log);
    loaded = next;
    repairAtMs = clock() + (hasPassingDamage(next.snapshot) ? checkEveryMs : damageStaysMs);
  }

  /** Reads the tables that could not be used once more, beside the checks: a silent store must not hold these up. */
  async function repair(): Promise<void> {
    const from = loaded;
    const repaired = await readTablesAgain(from, dependencies);
    if (loaded === from) take(repaired);
  }

  function startRepair(): void {
    if (isRepairing || loaded.snapshot.damagedTables.size === 0 || clock() < repairAtMs) return;
    isRepairing = true;
    void repair()
      .catch((error: unknown) => log.warn("lookup tables could not be read again", { error: describeError(error) }))
      .finally(() => {
        isRepairing = false;
      });
  }

  function startCheck(): Promise<void> {
    startRepair();
    checkedAtMs = clock();
    running ??= check().finally(() => {
      running = null;
    });
    return running;
  }

  /** A check that is under way may have asked before the version changed. */
  const refresh = (): Promise<void> => (running === null ? startCheck() : running.then(startCheck));

  return {
    refresh,
    loaded: () => loaded,
    current: () => {
      const nowMs = clock();
      if (nowMs - checkedAtMs >= checkEveryMs) void startCheck();
      const { snapshot, version, hash } = loaded;
      const ageMs = Math.max(0, Math.floor(nowMs - confirmedAtMs));
      const stale = failing && ageMs >= staleAfterMs;
      const source = loaded === baseline ? "baseline" : stale ? "stale" : "live";
      return { snapshot, config: { version, hash, source, ageMs } };
    },
  };
}

type Tables = Pick<Snapshot, "tables" | "locationTables" | "damagedTables">;

const hasTable = ({ tables, locationTables }: Tables, name: string): boolean =>
  tables.has(name) || locationTables.has(name);

/** Whether a table is missing only because the store failed. */
const hasPassingDamage = ({ damagedTables }: Tables): boolean =>
  [...damagedTables.values()].some(({ isPassing }) => isPassing);

/** Whether a table that could be used before is missing now only because the store failed. */
const losesTable = (before: Tables, after: Tables): boolean =>
  [...after.damagedTables].some(([name, { isPassing }]) => isPassing && hasTable(before, name));

/** Logs each table that cannot be used any more, or for another reason than before, and each that can be used again. */
function logDamage(before: Tables, after: Tables, log: Log): void {
  for (const [name, { version, why, error }] of after.damagedTables) {
    const known = before.damagedTables.get(name);
    if (known?.version !== version || known.why !== why)
      log.error("a lookup table cannot be used", { name, version, why, ...(error === undefined ? {} : { error }) });
  }
  for (const name of before.damagedTables.keys())
    if (hasTable(after, name)) log.info("a lookup table can be used again", { name });
}

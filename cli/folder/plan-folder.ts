import type { Api } from "../api/api-client.ts";
import type { Effect } from "./describe-effect.ts";
import { readFingerprint } from "./fingerprint.ts";
import type { TableFile } from "./read-folder.ts";
import { type FolderChange, tryFolder } from "./send-folder.ts";

/** What a folder would do to the active version. `notInFolder`: lists with items that have no file, and stay as they are. */
export type Plan = {
  readonly result: "same" | "changes" | "dangers";
  readonly baseVersion: number;
  /** Dangers that are not confirmed. */
  readonly unconfirmed: readonly string[];
  readonly notInFolder: readonly string[];
  readonly effect: Effect;
};

export type PlanWanted = Omit<FolderChange, "baseVersion" | "tables"> & {
  readonly tables: readonly TableFile[];
  /** Null: whatever is active. */
  readonly baseVersion: number | null;
};

/** Asks the server what the folder would do. Throws a RequestFailed with its faults. */
export async function planFolder(api: Api, wanted: PlanWanted): Promise<Plan> {
  const active = await readFingerprint(api);
  const baseVersion = wanted.baseVersion ?? active.version;
  const given = new Set(wanted.files.map(({ name }) => name.replace(/\.\w+$/, "")));
  const notInFolder = active.lists.filter(({ list, items }) => items > 0 && !given.has(list)).map(({ list }) => list);
  const facts = { baseVersion, notInFolder };
  const tables = tablesToTry(wanted.tables, active.tables);
  const { unconfirmed, effect } = await tryFolder(api, { ...wanted, tables, baseVersion });
  if (unconfirmed.length > 0) return { ...facts, result: "dangers", unconfirmed, effect };
  return { ...facts, result: effect.hash === active.hash ? "same" : "changes", unconfirmed, effect };
}

type ActiveTables = Awaited<ReturnType<typeof readFingerprint>>["tables"];

/** The server takes 32 MiB, with the lists. */
const bytesAtMost = 24 * 1024 * 1024;

/** Tables that are in use there are compared too, as far as there is room. Without the others the folder could not be tried. */
function tablesToTry(tables: readonly TableFile[], active: ActiveTables): readonly TableFile[] {
  const inUse = new Set(active.map(({ name, version }) => `${name}@${version}`));
  const isInUse = ({ table, version }: TableFile): boolean => inUse.has(`${table}@${version}`);
  const fresh = tables.filter((table) => !isInUse(table));
  let left = fresh.reduce((room, { bytes }) => room - bytes.length, bytesAtMost);
  const known = tables.filter(isInUse).filter(({ bytes }) => {
    const fits = bytes.length <= left;
    if (fits) left -= bytes.length;
    return fits;
  });
  return [...fresh, ...known];
}

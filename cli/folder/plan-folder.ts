import type { Api } from "../api/api-client.ts";
import type { Effect } from "./describe-effect.ts";
import { readFingerprint } from "./fingerprint.ts";
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

export type PlanWanted = Omit<FolderChange, "baseVersion"> & {
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
  const { unconfirmed, effect } = await tryFolder(api, { ...wanted, baseVersion });
  if (unconfirmed.length > 0) return { ...facts, result: "dangers", unconfirmed, effect };
  return { ...facts, result: effect.hash === active.hash ? "same" : "changes", unconfirmed, effect };
}

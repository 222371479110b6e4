import { type Api, answerOf, goodAnswer, isObject, received } from "../api/api-client.ts";
import { RequestFailed } from "../api/request-failed.ts";
import { Interrupted } from "../terminal/interrupted.ts";
import type { Effect } from "./describe-effect.ts";
import { readFingerprint } from "./fingerprint.ts";
import type { FolderFile, TableFile } from "./read-folder.ts";

export type FolderChange = {
  readonly files: readonly FolderFile[];
  /** Rows that a trial takes as if they were stored. */
  readonly tables?: readonly TableFile[];
  readonly baseVersion: number;
  readonly reason: string;
  readonly confirm: readonly string[];
  readonly isFull?: boolean;
  /** The incident for which it goes live without approvals. */
  readonly breakGlass?: string | undefined;
};

type DryRun = "true" | "false";

function send(api: Api, change: FolderChange, dryRun: DryRun) {
  const form = new FormData();
  const tables = dryRun === "true" ? (change.tables ?? []) : [];
  for (const { name, bytes } of [...change.files, ...tables])
    form.append("file", new Blob([Uint8Array.from(bytes)]), name);
  const { baseVersion, reason, confirm, isFull, breakGlass } = change;
  const query = {
    format: "folder",
    dryRun,
    detail: isFull === true ? "full" : "short",
    baseVersion: String(baseVersion),
    reason,
    ...(confirm.length === 0 ? {} : { confirm: confirm.join(",") }),
    ...(breakGlass === undefined ? {} : { breakGlass }),
  } as const;
  return api.POST("/v1/config/imports", { params: { query }, body: {}, bodySerializer: () => form });
}

export type Tried = {
  /** Dangers that are not confirmed. */
  readonly unconfirmed: readonly string[];
  readonly effect: Effect;
};

/** Does everything but store the folder. Throws a RequestFailed with its faults. */
export async function tryFolder(api: Api, change: FolderChange): Promise<Tried> {
  const given = await received(api, send(api, change, "true"));
  const { error } = given;
  if (isObject(error) && "unconfirmed" in error) return { unconfirmed: error.unconfirmed, effect: error };
  const { data } = goodAnswer(api, given);
  if (!isObject(data) || !("diff" in data)) throw RequestFailed.strange(api.server);
  return { unconfirmed: [], effect: data };
}

/** What became of a folder that was sent. `lost`: no answer came, and the store tells that it is live. */
export type Applied = { readonly version: number; readonly isAnswerLost: boolean };

export type ApplySettings = {
  /** Of the content that the folder makes. */
  readonly hash: string;
  readonly now: () => number;
  readonly wait: (ms: number) => Promise<unknown>;
};

const unknown = "it is not known whether the change is live: `ecr plan` tells, once there is an answer";

/**
 * Makes the folder live. If the answer is lost, or the store failed, what is live decides. Throws a RequestFailed, or an
 * Interrupted, that says what is live.
 */
export async function applyFolder(api: Api, change: FolderChange, settings: ApplySettings): Promise<Applied> {
  try {
    const { data } = await answerOf(api, send(api, change, "false"));
    if (!isObject(data) || !("version" in data)) throw RequestFailed.strange(api.server);
    return { version: data.version, isAnswerLost: false };
  } catch (error) {
    if (error instanceof Interrupted) throw error.with(unknown);
    if (!(error instanceof RequestFailed) || !isUnknown(error)) throw error;
    const live = await liveAfter(api, change.baseVersion, settings);
    if (live === null) throw error.with(unknown);
    if (live.version > change.baseVersion && live.hash === settings.hash)
      return { version: live.version, isAnswerLost: true };
    throw error.with(`version ${live.version} is live, not the change: plan again before you repeat it`);
  }
}

/** Whether the change may be live all the same. */
const isUnknown = ({ status }: RequestFailed): boolean => status === null || status >= 500;

const betweenLooksMs = 2_000;
/** How long the old version is looked at again: the server may be at work although its answer is lost. */
const atWorkMs = 10_000;
/** How long an answer is waited for, from the first look on. */
const answerMs = 60_000;

/** What is live, some seconds later if need be. Null if nothing answered in all that time. */
async function liveAfter(api: Api, baseVersion: number, { now, wait }: ApplySettings) {
  const endMs = now() + answerMs;
  let answeredMs: number | null = null;
  for (;;) {
    const signal = AbortSignal.timeout(Math.max(endMs - now(), 1));
    const live = await readFingerprint(api, signal).catch(() => null);
    if (live !== null && live.version !== baseVersion) return live;
    if (live !== null) answeredMs ??= now();
    if (now() + betweenLooksMs > Math.min(endMs, (answeredMs ?? endMs) + atWorkMs)) return live;
    if (!(await hasWaited(wait(betweenLooksMs)))) return live;
  }
}

/** False for a wait that was interrupted. */
const hasWaited = (waiting: Promise<unknown>): Promise<boolean> =>
  waiting.then(
    () => true,
    () => false,
  );

/**
 * Stores tables under their own numbers; no call uses them before a change names them. The server compares the rows of a number
 * that it has, and refuses others. Resolves to those that it did not have.
 */
export async function storeTables(api: Api, tables: readonly TableFile[], reason: string): Promise<readonly string[]> {
  const stored: string[] = [];
  for (const file of tables) {
    if (await storeTable(api, file, reason)) stored.push(`${file.table}@${file.version}`);
  }
  return stored;
}

/** Whether the server did not have it. */
async function storeTable(api: Api, file: TableFile, reason: string): Promise<boolean> {
  const { table, version, format, keys, bytes } = file;
  const kind = keys === null ? { kind: "lookup-table" as const } : { kind: "location-table" as const, keys };
  const query = { ...kind, name: table, version: String(version), format, reason };
  const headers = { "content-type": format === "csv" ? "text/csv" : "application/json" };
  const { response } = await answerOf(
    api,
    api.POST("/v1/config/imports", { params: { query }, body: {}, bodySerializer: () => bytes, headers }),
  );
  return response.status === 201;
}

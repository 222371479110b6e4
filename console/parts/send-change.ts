import { type Answered, api, type Schema } from "../api/client.ts";
import { type ChangeEffect, effectOf } from "./change-effect.ts";
import { importFile, type ListsFile } from "./import-file.ts";
import type { FileKind } from "./list-files.ts";
import { type Propose, proposeChangeSet, proposeFile } from "./propose-change.ts";

/**
 * How a change is sent. `baseVersion` is the version that the dry run was made on; null in the dry run itself. `breakGlass` names
 * the incident for which it goes live without the approvals that it needs.
 */
export type SendChange = (options: {
  readonly dryRun: boolean;
  readonly reason: string;
  readonly confirm: readonly string[];
  readonly baseVersion: number | null;
  readonly breakGlass?: string | null;
}) => Promise<Answered<ChangeEffect>>;

/** What can be done with a change. `propose` is null for a restore, which never waits for approval. */
export type Sending = { readonly send: SendChange; readonly propose: Propose | null };

/**
 * How this text is sent; or, as text, why it cannot be. What does not begin as JSON does is CSV. `kind`: the list that it is, if
 * somebody said so.
 */
export function sendText(text: string, kind: FileKind | null = null): Sending | string {
  if (!/^\s*[{[]/.test(text)) return sendFile({ format: "csv", text, kind });
  try {
    const value: unknown = JSON.parse(text);
    if (!isChangeSet(value)) return sendFile({ format: "json", text, kind });
    return { send: sendChangeSet(value), propose: proposeChangeSet(value) };
  } catch (error) {
    return `This is not JSON: ${error instanceof Error ? error.message : String(error)}`;
  }
}

/** Only what tells it from a whole document. The app checks the rest, and tells every fault. */
const isChangeSet = (value: unknown): value is Schema<"ChangeSet"> =>
  typeof value === "object" && value !== null && "operations" in value;

/** The version of the dry run goes with the activation, so that a change made meanwhile is not overwritten. */
const sendFile = (file: ListsFile): Sending => ({
  send: (options) => importFile(file, options),
  propose: proposeFile(file),
});

const flag = (dryRun: boolean) => (dryRun ? "true" : "false");

/** A change set has its version from the beginning, unless it is tried again on a newer one. */
export const sendChangeSet =
  (change: Schema<"ChangeSet">): SendChange =>
  ({ dryRun, reason, confirm, baseVersion, breakGlass = null }) =>
    effectOf(
      api.POST("/v1/config/changes", {
        params: { query: { dryRun: flag(dryRun) } },
        body: {
          ...change,
          baseVersion: baseVersion ?? change.baseVersion,
          reason,
          confirm: [...confirm],
          breakGlass,
        },
      }),
    );

export const sendRestore =
  (version: number): SendChange =>
  ({ dryRun, reason, confirm }) =>
    effectOf(
      api.POST("/v1/config/versions/{version}/restore", {
        params: { path: { version }, query: { dryRun: flag(dryRun) } },
        body: { reason, confirm: [...confirm] },
      }),
    );

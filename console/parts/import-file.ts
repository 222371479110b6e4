import { type Answered, api } from "../api/client.ts";
import { type ChangeEffect, effectOf } from "./change-effect.ts";
import type { FileKind } from "./list-files.ts";

/** A file as it is sent: whole lists, which replace those that are active. */
export type ListsFile = {
  readonly format: "json" | "csv";
  readonly text: string;
  /** Which list it is; null where JSON is a document, or CSV the numbers. */
  readonly kind: FileKind | null;
};

type Options = {
  readonly dryRun: boolean;
  readonly reason: string;
  readonly confirm: readonly string[];
  /** The version that it must replace; null for whichever is active. */
  readonly baseVersion: number | null;
  /** The incident for which it goes live without approvals. */
  readonly breakGlass?: string | null;
  /** Whether the answer lists every change, and not the first 50. */
  readonly isFull?: boolean;
};

/** Imports a file, or tries to. Never rejects. */
export function importFile({ format, text, kind }: ListsFile, options: Options): Promise<Answered<ChangeEffect>> {
  const asking = api.POST("/v1/config/imports", {
    params: { query: { format, ...(kind === null ? {} : { kind }), ...queryOf(options) } },
    headers: { "content-type": format === "csv" ? "text/csv" : "application/json" },
    body: text,
    bodySerializer: () => text,
  });
  // Without `name` the answer is never that of a lookup table.
  return effectOf(asking as Parameters<typeof effectOf>[0]);
}

const queryOf = ({ dryRun, reason, confirm, baseVersion, breakGlass = null, isFull = false }: Options) =>
  ({
    dryRun: dryRun ? "true" : "false",
    reason,
    ...(confirm.length === 0 ? {} : { confirm: confirm.join(",") }),
    ...(baseVersion === null ? {} : { baseVersion: String(baseVersion) }),
    ...(breakGlass === null ? {} : { breakGlass }),
    detail: isFull ? "full" : "short",
  }) as const;

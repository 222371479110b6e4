import * as z from "zod";
import { emptyDocument } from "../shared/config/document.ts";
import { documentHash } from "../shared/config/document-hash.ts";
import type { ConfigTable } from "../shared/config/store/config-table.ts";
import { readVersionChange } from "../shared/config/store/read-version-change.ts";
import { type StoredHeader, versionHeaderSchema } from "../shared/config/store/version-header.ts";
import { findVersion, readHistory } from "../shared/config/store/version-history.ts";
import { wholeNumber } from "../shared/whole-number.ts";
import { describeDiff } from "./edge/answer-detail.ts";
import { answering, type QueriedHandler } from "./edge/answering.ts";
import { etagOf } from "./edge/config-answers.ts";
import { problem } from "./edge/problem.ts";
import { noQuery } from "./edge/read-query.ts";

export type ReadConfigDependencies = { readonly table: ConfigTable };

/** GET /api/v1/config: the active document; version 0, empty, where none was ever activated. */
export const makeReadConfigHandler = ({ table }: ReadConfigDependencies): QueriedHandler =>
  answering(noQuery, async (request) => {
    const pointer = await table.readPointer();
    const headers = { etag: etagOf(pointer?.version ?? 0) };
    if (request.headers.get("if-none-match") === headers.etag) return { status: 304, headers };
    if (pointer === null)
      return {
        headers,
        jsonBody: { version: 0, hash: documentHash(emptyDocument), activatedAt: null, ...emptyDocument },
      };
    const { version, hash, activatedAt } = pointer;
    return { headers, jsonBody: { version, hash, activatedAt, ...(await table.readVersion(version, hash)) } };
  });

export const listQuery = z.strictObject({
  limit: wholeNumber(1, 200).default(50),
  continuationToken: wholeNumber(1, 999_999_999).optional(),
});

/** GET /api/v1/config/versions: every version that was live, newest first. */
export const makeListVersionsHandler = ({ table }: ReadConfigDependencies): QueriedHandler =>
  answering(listQuery, async (_request, _caller, { limit, continuationToken }) => {
    const { versions, next } = await readHistory(table, continuationToken ?? null, limit);
    const token = next === null ? null : String(next);
    return { jsonBody: { versions: versions.map(answerHeader), continuationToken: token } };
  });

const changesListedAtMost = 1_000;

/** GET /api/v1/config/versions/{version}: one version whole, with its diff against the one that it replaced. */
export const makeReadVersionHandler = ({ table }: ReadConfigDependencies): QueriedHandler =>
  answering(noQuery, async (request) => {
    const header = await versionAsked(table, request.params.version);
    if (header === null) return problem(404, "there is no such version");
    const { document, diff } = await readVersionChange(table, header);
    return {
      headers: { etag: etagOf(header.version) },
      jsonBody: { ...answerHeader(header), diff: describeDiff(diff, changesListedAtMost), ...document },
    };
  });

/** The header of a version that was live, by its number in a path; null when there is none. */
export async function versionAsked(table: ConfigTable, text: string | undefined): Promise<StoredHeader | null> {
  return /^[1-9][0-9]{0,8}$/.test(text ?? "") ? findVersion(table, Number(text)) : null;
}

const answered = versionHeaderSchema.omit({ auditedAt: true });

/** A header without what is the store's own affair. */
const answerHeader = (header: StoredHeader) => answered.parse(header);

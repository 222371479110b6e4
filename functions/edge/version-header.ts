import type { HttpRequest } from "@azure/functions";
import type { ConfigTable } from "../../shared/config/store/config-table.ts";
import { type StoredHeader, versionHeaderSchema } from "../../shared/config/store/version-header.ts";
import { findVersion } from "../../shared/config/store/version-history.ts";

/** The header of the version that `{version}` in the path names; null if no such version was ever live. */
export async function findRequestedVersion(
  table: ConfigTable,
  { params }: Pick<HttpRequest, "params">,
): Promise<StoredHeader | null> {
  const version = versionNumber(params.version);
  return version === null ? null : findVersion(table, version);
}

/** The number of a version in a path; null for any other text. */
export const versionNumber = (text: string | undefined): number | null =>
  /^[1-9][0-9]{0,8}$/.test(text ?? "") ? Number(text) : null;

const answeredSchema = versionHeaderSchema.omit({ auditedAt: true });

/** A header as it is answered: without `auditedAt`, which only the store needs. */
export const versionInAnswer = (header: StoredHeader) => answeredSchema.parse(header);

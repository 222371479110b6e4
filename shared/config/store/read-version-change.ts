import { type DocumentDiff, diffDocuments } from "../diff-documents.ts";
import { type ConfigDocument, emptyDocument } from "../document.ts";
import type { ConfigTable } from "./config-table.ts";
import type { VersionHeader } from "./version-header.ts";

/** A stored version, and what it changed of the one that it replaced. */
export async function readVersionChange(
  table: Pick<ConfigTable, "readHeader" | "readVersion">,
  { version, hash, parent: replaced }: VersionHeader,
): Promise<{ readonly document: ConfigDocument; readonly diff: DocumentDiff }> {
  const parent = replaced === 0 ? null : await table.readHeader(replaced);
  const [document, before] = await Promise.all([
    table.readVersion(version, hash),
    parent === null ? emptyDocument : table.readVersion(parent.version, parent.hash),
  ]);
  return { document, diff: await diffDocuments(before, document) };
}

import { v7 as uuidv7 } from "uuid";
import type { ConfigDocument } from "../../shared/config/document.ts";
import { documentHash } from "../../shared/config/document-hash.ts";
import type { configTable } from "../../shared/config/store/config-table.ts";
import type { ActiveVersion } from "../../shared/config/store/pointer.ts";
import { storeVersion } from "../../shared/config/store/store-version.ts";

export type ConfigTable = ReturnType<typeof configTable>;

/** Stores a document directly in the table as a version, and makes it the active one: an import has at most 8 MB. */
export async function activateDocument(table: ConfigTable, document: ConfigDocument): Promise<ActiveVersion> {
  const described = {
    author: "bench",
    reason: "bench",
    restoredFrom: null,
    breakGlass: null,
    proposal: null,
    summary: {},
  };
  const version = { ...described, document, hash: await documentHash(document), base: await table.readPointer() };
  const stored = await storeVersion(version, { table, now: Date.now, newId: uuidv7 });
  if (!stored?.activatedAt) throw new Error("Another version became active in the meantime.");
  return { version: stored.version, hash: stored.hash, activatedAt: stored.activatedAt };
}

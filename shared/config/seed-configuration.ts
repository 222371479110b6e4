import type { ConfigTable } from "./config-table.ts";
import type { ConfigDocument } from "./document.ts";
import { documentHash } from "./document-hash.ts";

/** Stores and activates a first configuration where there is none. True when this call did it. */
export async function seedConfiguration(table: ConfigTable, document: ConfigDocument, nowMs: number): Promise<boolean> {
  if ((await table.readPointer()) !== null) return false;
  await table.writeVersion(1, document);
  return table.activateFirst(1, documentHash(document), new Date(nowMs).toISOString());
}

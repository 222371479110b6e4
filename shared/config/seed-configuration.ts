import { checkExamples } from "./check-examples.ts";
import { compilePlan } from "./compile-plan.ts";
import type { ConfigTable } from "./config-table.ts";
import type { ConfigDocument } from "./document.ts";
import { documentHash } from "./document-hash.ts";

/** Stores and activates a first configuration where there is none. True when this call did it. Throws when an example of a conversion does not come out. */
export async function seedConfiguration(table: ConfigTable, document: ConfigDocument, nowMs: number): Promise<boolean> {
  const faults = checkExamples(document.conversions, compilePlan(document), new Map());
  if (faults.length > 0) throw new Error(faults.map(({ path, message }) => `${path}: ${message}`).join("\n"));
  if ((await table.readPointer()) !== null) return false;
  await table.writeVersion(1, document);
  return table.activateFirst(1, documentHash(document), new Date(nowMs).toISOString());
}

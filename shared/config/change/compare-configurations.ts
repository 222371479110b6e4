import { approvalsNeeded, policyOf } from "../change-policy.ts";
import { findDangers } from "../dangers/find-dangers.ts";
import { diffDocuments } from "../diff-documents.ts";
import { documentHash } from "../document-hash.ts";
import { type SimulateChangeOptions, simulateChange } from "../simulate/simulate-change.ts";
import type { ChangeEffect } from "./configuration-change.ts";

/** What one configuration instead of another would do. Paced. */
export async function compareConfigurations(
  options: Omit<SimulateChangeOptions, "onDiffering">,
): Promise<Pick<ChangeEffect, "hash" | "diff" | "dangers" | "approvalsNeeded" | "simulation">> {
  const { before, after, nowMs } = options;
  const diff = await diffDocuments(before.document, after.document);
  const found = await findDangers(before, after, diff, nowMs);
  const simulation = await simulateChange({ ...options, onDiffering: found.onDiffering });
  const dangers = found.dangers();
  const asked = approvalsNeeded(
    policyOf(before.document),
    dangers.map(({ danger }) => danger),
  );
  return { hash: await documentHash(after.document), diff, dangers, approvalsNeeded: asked, simulation };
}

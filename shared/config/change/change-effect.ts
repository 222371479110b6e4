import type { InputFault } from "../../input-fault.ts";
import { type Danger, findDangers } from "../dangers/find-dangers.ts";
import { type DocumentDiff, diffDocuments } from "../diff-documents.ts";
import { documentHash } from "../document-hash.ts";
import { type SimulateChangeOptions, simulateChange } from "../simulate/simulate-change.ts";
import type { ChangeSimulation } from "../simulate/simulation.ts";

/** What a change would do, found before anything is stored. */
export type ChangeEffect = {
  readonly baseVersion: number;
  /** Of the content that results. */
  readonly hash: string;
  readonly diff: DocumentDiff;
  readonly warnings: readonly InputFault[];
  readonly dangers: readonly Danger[];
  readonly simulation: ChangeSimulation;
};

/** What one configuration instead of another would do. Paced. */
export async function compareConfigurations(
  options: Omit<SimulateChangeOptions, "onDiffering">,
): Promise<Pick<ChangeEffect, "hash" | "diff" | "dangers" | "simulation">> {
  const { before, after, nowMs } = options;
  const diff = await diffDocuments(before.document, after.document);
  const { onDiffering, dangers } = await findDangers(before, after, diff, nowMs);
  const simulation = await simulateChange({ ...options, onDiffering });
  return { hash: await documentHash(after.document), diff, dangers: dangers(), simulation };
}

import { eachInSlices } from "../../in-slices.ts";
import type { CompiledDocument } from "../compiled-document.ts";
import type { DangerRule } from "./dangers/comparison.ts";
import { type DangerCode, dangerCodes, dangers } from "./dangers/danger-codes.ts";
import { callerDangers, ingressDangers } from "./dangers/ingress-dangers.ts";
import { netDangers } from "./dangers/net-dangers.ts";
import { numberDangers } from "./dangers/number-dangers.ts";
import { bulkDangers, territoryDangers } from "./dangers/territory-dangers.ts";
import type { DocumentDiff } from "./diff-documents.ts";

/** What whoever makes a change must have seen. `danger` is the word that confirms it; `items` names the first of `count`. */
export type Danger = {
  readonly danger: DangerCode;
  readonly message: string;
  readonly items: readonly string[];
  readonly count: number;
};

const namedAtMost = 20;

const rules: readonly DangerRule[] = [
  numberDangers,
  territoryDangers,
  bulkDangers,
  ingressDangers,
  callerDangers,
  netDangers,
];

/**
 * Finds what a change between two valid documents could cost: by what calls would get at `nowMs` (milliseconds since 1970)
 * and whenever a window of a number opens or closes later. Each danger once, in the order of their list. Gives way to calls.
 */
export async function findDangers(
  before: CompiledDocument,
  after: CompiledDocument,
  diff: DocumentDiff,
  nowMs: number,
): Promise<readonly Danger[]> {
  const comparison = { before, after, diff, nowMs };
  const items = new Map<DangerCode, string[]>();
  for (const rule of rules)
    await eachInSlices(rule(comparison), (found) => {
      if (found === undefined) return;
      const ofDanger = items.get(found.danger);
      if (ofDanger === undefined) items.set(found.danger, [found.item]);
      else ofDanger.push(found.item);
    });
  return dangerCodes.flatMap((danger) => {
    const found = items.get(danger) ?? [];
    if (found.length === 0) return [];
    return [{ danger, message: dangers[danger], items: found.slice(0, namedAtMost), count: found.length }];
  });
}

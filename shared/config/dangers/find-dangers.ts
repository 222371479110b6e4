import type { CompiledDocument } from "../compiled-document.ts";
import { type Danger, type DangerCode, dangerCodes, dangers } from "../danger-codes.ts";
import type { DocumentDiff } from "../diff-documents.ts";
import type { OnDiffering } from "../simulate/simulated-call.ts";
import { additionsOf } from "./additions.ts";
import { areaDangers, locationRuleDangers, locationTableDangers } from "./area-dangers.ts";
import { ingressDangers, movedIngresses, movedTenants, tenantDangers } from "./caller-dangers.ts";
import { changePolicyDangers } from "./change-policy-dangers.ts";
import { conversionDangers } from "./conversion-dangers.ts";
import type { DangerRule, Mark } from "./danger-rule.ts";
import { describeUnexplained } from "./decision-dangers.ts";
import { divertDangers } from "./divert-dangers.ts";
import { expectationDangers } from "./expectation-dangers.ts";
import { lastResortDangers, marksOnLastResort } from "./last-resort-dangers.ts";
import { lookupDangers } from "./lookup-dangers.ts";
import { contingencyDangers, droppedNumbers, legalHoldDangers, ownContingencyDangers } from "./net-dangers.ts";
import { numberDangers } from "./number-dangers.ts";
import { routeSetDangers } from "./route-set-dangers.ts";
import { serviceDangers } from "./service-dangers.ts";
import { bulkDangers, territoryDangers } from "./territory-dangers.ts";
import { universalDangers } from "./universal-dangers.ts";
import { usesOf } from "./uses-of.ts";

/** The dangers of a change; those of single decisions are found while the change is simulated. */
export type DangerSearch = {
  /** To be called for every call that is decided differently. */
  readonly onDiffering: OnDiffering;
  /** Each danger once, in the order of `dangerCodes`. */
  readonly dangers: () => readonly Danger[];
};

const namedAtMost = 20;

const rules: readonly DangerRule[] = [
  numberDangers,
  serviceDangers,
  territoryDangers,
  bulkDangers,
  ingressDangers,
  tenantDangers,
  movedTenants,
  movedIngresses,
  routeSetDangers,
  ...conversionDangers,
  lookupDangers,
  droppedNumbers,
  universalDangers,
  contingencyDangers,
  ownContingencyDangers,
  lastResortDangers,
  legalHoldDangers,
  expectationDangers,
  changePolicyDangers,
  areaDangers,
  locationTableDangers,
  locationRuleDangers,
  divertDangers,
];

/**
 * Finds what a change between two valid documents could cost: for calls at `nowMs` (milliseconds since 1970), and whenever a
 * window of a number opens or closes later. Paced.
 */
export async function findDangers(
  before: CompiledDocument,
  after: CompiledDocument,
  diff: DocumentDiff,
  nowMs: number,
): Promise<DangerSearch> {
  const uses = { before: await usesOf(before.document, nowMs), after: await usesOf(after.document, nowMs) };
  const comparison = { before, after, uses, diff, nowMs };
  const items = new Map<DangerCode, Set<string>>();
  const marks = new Set<Mark>();
  const add = (danger: DangerCode, item: string): void => {
    const ofDanger = items.get(danger);
    if (ofDanger === undefined) items.set(danger, new Set([item]));
    else ofDanger.add(item);
  };
  for (const rule of rules)
    for (const found of await rule(comparison)) {
      add(found.danger, found.item);
      for (const mark of found.marks) marks.add(mark);
    }
  for (const mark of marksOnLastResort(marks, comparison)) marks.add(mark);
  const known = { marks, added: additionsOf(diff) };
  return {
    onDiffering: (call, decided) => {
      const item = describeUnexplained(call, decided, known);
      if (item !== null) add("changes-emergency-decision", item);
    },
    dangers: () => dangerCodes.flatMap((danger) => describe(danger, items.get(danger))),
  };
}

function describe(danger: DangerCode, found: ReadonlySet<string> = new Set()): readonly Danger[] {
  if (found.size === 0) return [];
  return [{ danger, message: dangers[danger], items: [...found].slice(0, namedAtMost), count: found.size }];
}

import { eachInSlices } from "../../in-slices.ts";
import type { CompiledDocument } from "../compile/compiled-document.ts";
import type { DocumentDiff } from "../diff-documents.ts";
import type { OnDiffering } from "../simulate/simulate.ts";
import { additionsOf } from "./additions.ts";
import { callerDangers } from "./caller-dangers.ts";
import type { DangerRule, Mark } from "./comparison.ts";
import { conversionDangers } from "./conversion-dangers.ts";
import { type DangerCode, dangerCodes, dangers } from "./danger-codes.ts";
import { unaccountedFor } from "./decision-dangers.ts";
import { ingressDangers, tenantDangers } from "./ingress-dangers.ts";
import { lookupDangers } from "./lookup-dangers.ts";
import { netDangers } from "./net-dangers.ts";
import { numberDangers } from "./number-dangers.ts";
import { routeSetDangers } from "./route-set-dangers.ts";
import { serviceDangers } from "./service-dangers.ts";
import { bulkDangers, territoryDangers } from "./territory-dangers.ts";

/** What whoever makes a change must have seen. `danger` is the word that confirms it; `items` names the first of `count`. */
export type Danger = {
  readonly danger: DangerCode;
  readonly message: string;
  readonly items: readonly string[];
  readonly count: number;
};

/** The dangers of a change, those of decisions that are still to be made twice included. */
export type DangerSearch = {
  /** To be told of every call that is decided otherwise. */
  readonly onDiffering: OnDiffering;
  /** Each danger once, in the order of their list. */
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
  callerDangers,
  routeSetDangers,
  conversionDangers,
  lookupDangers,
  netDangers,
];

/**
 * Finds what a change between two valid documents could cost: by what calls would get at `nowMs` (milliseconds since 1970)
 * and whenever a window of a number opens or closes later. Gives way to calls.
 */
export async function findDangers(
  before: CompiledDocument,
  after: CompiledDocument,
  diff: DocumentDiff,
  nowMs: number,
): Promise<DangerSearch> {
  const comparison = { before, after, diff, nowMs };
  const items = new Map<DangerCode, Set<string>>();
  const marks = new Set<Mark>();
  const add = (danger: DangerCode, item: string): void => {
    const ofDanger = items.get(danger);
    if (ofDanger === undefined) items.set(danger, new Set([item]));
    else ofDanger.add(item);
  };
  for (const rule of rules)
    await eachInSlices(rule(comparison), (found) => {
      if (found === undefined) return;
      add(found.danger, found.item);
      for (const mark of found.marks) marks.add(mark);
    });
  const known = { marks, added: additionsOf(diff) };
  return {
    onDiffering: (call, decided) => {
      const item = unaccountedFor(call, decided, known);
      if (item !== null) add("changes-emergency-decision", item);
    },
    dangers: () => dangerCodes.flatMap((danger) => describe(danger, items.get(danger))),
  };
}

function describe(danger: DangerCode, found: ReadonlySet<string> = new Set()): readonly Danger[] {
  if (found.size === 0) return [];
  return [{ danger, message: dangers[danger], items: [...found].slice(0, namedAtMost), count: found.size }];
}

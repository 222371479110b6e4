import type { AuditEvent } from "../../audit/audit-event.ts";
import type { EventRecorders } from "../../audit/event-recorders.ts";
import { type Divert, divertBeganEvent, divertEndedEvent, divertId } from "./divert-events.ts";
import type { DivertTable, KeptDivert } from "./divert-table.ts";

export type DivertCheckDependencies = Pick<EventRecorders, "recordOnce"> & {
  /** The diverts that this instance knows: where there are none, and none is kept, the store is not asked. */
  readonly known: () => readonly Divert[];
  /** The diverts of the active version, and since when it is active; null if this instance does not have it. */
  readonly readActive: () => Promise<{ readonly diverts: readonly Divert[]; readonly activatedAt: string } | null>;
  readonly table: DivertTable;
  readonly now: () => number;
  readonly instance: string;
};

/**
 * Makes the check that records when diverts begin and end: each once, over restarts and other instances. To be called by a timer, by one
 * instance at a time. What was noticed is stored before it is recorded, and a record that may be lost is made again. Throws a
 * DependencyError when a store fails: the next call goes on.
 */
export function makeDivertCheck(dependencies: DivertCheckDependencies): () => Promise<void> {
  const { known: knownDiverts, readActive, table, now } = dependencies;
  let isNothingKept = false;
  return async () => {
    if (isNothingKept && knownDiverts().length === 0) return;
    const active = await readActive();
    if (active === null) return;
    const nowMs = now();
    const at = new Date(nowMs).toISOString();
    const kept = await table.list();
    const present = new Map(active.diverts.map((divert) => [divertId(divert), divert]));
    for (const [id, divert] of present) {
      const known = kept.get(id);
      if (known === undefined && !hasBegun(divert, active.activatedAt, nowMs)) continue;
      const isOver = Date.parse(divert.validUntil) <= nowMs;
      // One that was over and is made longer goes on without another event: it was told that it has ended.
      const ended: Pick<KeptDivert, "endedAt" | "why"> =
        known?.endedAt != null ? known : { endedAt: isOver ? divert.validUntil : null, why: "over" };
      await tell(
        { ...(known ?? newlyBegun(divert, isOver ? divert.validFrom : at)), divert, ...ended },
        known,
        dependencies,
      );
    }
    for (const [id, known] of kept) {
      if (present.has(id)) continue;
      const isTold = await tell(
        { ...known, ...(known.endedAt === null ? { endedAt: at, why: "removed" } : {}) },
        known,
        dependencies,
      );
      if (isTold) await table.remove(id);
    }
    isNothingKept = kept.size === 0 && present.size === 0;
  };
}

/** Also one that began and ended while no instance was looking; not one that was over before its version went live. */
const hasBegun = ({ validFrom, validUntil }: Divert, activatedAt: string, nowMs: number): boolean =>
  Date.parse(validFrom) <= nowMs && Date.parse(validUntil) > Date.parse(activatedAt);

const newlyBegun = (divert: Divert, beganAt: string): KeptDivert => ({
  ...{ divert, beganAt, isBegunTold: false, endedAt: null, why: "over", isEndTold: false },
});

/** Stores what is new, and records what nobody is told yet. True when all is told that there is to tell. */
async function tell(
  divert: KeptDivert,
  known: KeptDivert | undefined,
  { table, recordOnce, instance }: DivertCheckDependencies,
): Promise<boolean> {
  const hasNews = known === undefined || known.endedAt !== divert.endedAt || !isSame(known.divert, divert.divert);
  if (hasNews) await table.put(divert);
  const events = {
    began: divertBeganEvent(divert.divert, divert.beganAt, instance),
    ended:
      divert.endedAt === null
        ? null
        : divertEndedEvent(divert.divert, { at: divert.endedAt, why: divert.why }, instance),
  };
  const once = async (event: AuditEvent | null, isTold: boolean): Promise<boolean> =>
    isTold || (event !== null && (await recordOnce(event)) !== "logged");
  const isBegunTold = await once(events.began, divert.isBegunTold);
  const isEndTold = await once(events.ended, divert.isEndTold);
  if (isBegunTold !== divert.isBegunTold || isEndTold !== divert.isEndTold)
    await table.put({ ...divert, isBegunTold, isEndTold });
  return isBegunTold && isEndTold;
}

const isSame = (a: Divert, b: Divert): boolean => JSON.stringify(a) === JSON.stringify(b);

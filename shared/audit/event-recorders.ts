import type { AuditEvent, AuditStatus } from "./audit-event.ts";

export type RecordEvent = (event: AuditEvent) => Promise<AuditStatus>;

/** How events are recorded that follow from what is stored, so that they can be recorded again. */
export type EventRecorders = {
  /** Records an event that is new. */
  readonly record: RecordEvent;
  /**
   * Records an event that may have been recorded before. One that this instance has recorded, or that is in the trail, is left: it must not
   * enter a chain twice. Throws a DependencyError when the trail cannot be read.
   */
  readonly recordOnce: RecordEvent;
};

export type EventRecordersDependencies = {
  readonly record: RecordEvent;
  /** Whether an event of this id and time is in the trail. */
  readonly isRecorded: (event: AuditEvent) => Promise<boolean>;
};

const rememberedAtMost = 1_000;

/** Remembers what it has recorded, because an event takes a while to reach the trail. */
export function makeEventRecorders({ record, isRecorded }: EventRecordersDependencies): EventRecorders {
  const recorded = new Map<string, AuditStatus>();
  const remember: RecordEvent = async (event) => {
    const status = await record(event);
    if (status === "logged") return status;
    recorded.set(event.id, status);
    const [oldest] = recorded.keys();
    if (recorded.size > rememberedAtMost && oldest !== undefined) recorded.delete(oldest);
    return status;
  };
  return {
    record: remember,
    recordOnce: async (event) => {
      const known = recorded.get(event.id);
      if (known !== undefined) return known;
      return (await isRecorded(event)) ? "published" : remember(event);
    },
  };
}

import { describe, expect, it } from "vitest";
import type { AuditEvent } from "../../../../shared/audit/audit-event.ts";
import { showWhole } from "../../../../shared/audit/mask-personal.ts";
import { outcomeEvent } from "../../../../shared/audit/outcome-event.ts";
import { tellStory } from "../../../../shared/audit/trail/call-story.ts";
import type { TrailRow } from "../../../../shared/audit/trail/stored-row.ts";
import { callEvent, chainOf } from "../../../support/trail/trail.ts";

const rowsOf = (events: readonly object[]): readonly TrailRow[] =>
  events.map((event, index) => ({
    position: "",
    text: JSON.stringify(event),
    row: { partitionKey: "0", rowKey: `row-${index}` },
  }));

const config = (version: number) => ({ version, hash: `sha256:${version}`, source: "live", ageMs: 5 }) as const;
const outcome = (finalStatus: number, second: number): AuditEvent =>
  outcomeEvent(
    { callId: "call-1", finalStatus },
    { instance: "test-1", sender: null, nowMs: Date.UTC(2026, 10, 22, 12, 0, second) },
  );
const decided = (version: number, second: number) =>
  callEvent({ config: config(version), at: new Date(Date.UTC(2026, 10, 22, 12, 0, second)).toISOString() });

const unkeyed = { show: showWhole, keys: null };

describe("a call's story", () => {
  it("has its decisions, its outcomes and the configurations that were live, in order", () => {
    const events = chainOf([decided(41, 1), decided(42, 2), outcome(503, 3), decided(42, 4), outcome(200, 5)]);
    expect(tellStory({ callId: "call-1", rows: rowsOf(events), complete: true }, unkeyed)).toEqual({
      callId: "call-1",
      configurations: [
        { version: 41, hash: "sha256:41", decidedAt: events[0]?.time },
        { version: 42, hash: "sha256:42", decidedAt: events[1]?.time },
      ],
      decisions: [events[0], events[1], events[3]],
      outcomes: [events[2], events[4]],
      locations: [],
      altered: [],
      complete: true,
    });
  });

  it("tells a report that was made twice once", () => {
    const events = chainOf([decided(1, 1), outcome(200, 2), outcome(200, 9)]);
    expect(tellStory({ callId: "call-1", rows: rowsOf(events), complete: true }, unkeyed)?.outcomes).toEqual([
      events[1],
    ]);
  });

  it("names what is not as it was recorded", () => {
    const [event, other] = chainOf([decided(1, 1), decided(1, 2)]);
    const rows = [...rowsOf([{ ...event, subject: "another" }, other ?? {}]), ...rowsOf([{}])];
    expect(tellStory({ callId: "call-1", rows, complete: true }, unkeyed)).toMatchObject({
      altered: [event?.id, "row-0"],
    });
  });

  it("is none where there are no rows", () => {
    expect(tellStory({ callId: "call-1", rows: [], complete: true }, unkeyed)).toBeNull();
  });
});

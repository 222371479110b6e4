import { describe, expect, it } from "vitest";
import { passesAt } from "../../../../shared/audit/retention/retention-periods.ts";

const nowMs = Date.parse("2026-11-22T12:34:56.789Z");

describe("a period", () => {
  it.each([
    [400, null, [["retention", 400, "2025-10-18T12:00:00.000Z"]]],
    [1, null, [["retention", 1, "2026-11-21T12:00:00.000Z"]]],
    [
      400,
      30,
      [
        ["retention", 400, "2025-10-18T12:00:00.000Z"],
        ["test", 30, "2026-10-23T12:00:00.000Z"],
      ],
    ],
    [30, 30, [["retention", 30, "2026-10-23T12:00:00.000Z"]]],
  ])("of %s days, and %s for test calls, removes whole hours that are over", (days, testDays, expected) => {
    expect(
      passesAt(nowMs, { days, testDays, locationDays: null }).map((pass) => [pass.kind, pass.days, pass.before]),
    ).toEqual(expected);
  });

  it("for test calls finds these alone, and none finds what tells of purges", () => {
    expect(passesAt(nowMs, { days: 400, testDays: 30, locationDays: null }).map(({ filters }) => filters)).toEqual([
      { exceptType: "emergency-audit.purged.v1" },
      { class: "test" },
    ]);
  });

  it("for locations finds these alone", () => {
    const [, location, ...others] = passesAt(nowMs, { days: 400, testDays: null, locationDays: 7 });
    const before = "2026-11-15T12:00:00.000Z";
    expect(location).toEqual({ kind: "location", days: 7, before, filters: { type: "emergency-call.location.v1" } });
    expect(others).toEqual([]);
    expect(passesAt(nowMs, { days: 400, testDays: null, locationDays: 400 })).toHaveLength(1);
  });
});

import fc from "fast-check";
import { expect, it } from "vitest";
import { fewerSpans } from "../../../console/parts/fewer-spans.ts";

const count = fc.integer({ min: 0, max: 1_000 });
const span = fc.record({
  from: fc.constant("2026-11-28T12:00:00.000Z"),
  decided: count,
  answered: count,
  failed: count,
  missing: count,
});
const spans = fc.array(span, { maxLength: 1_440 });
const sum = (series: ReturnType<typeof fewerSpans>) =>
  series.reduce((all, { decided, failed }) => all + decided + failed, 0);

it("no call is lost when spans are joined, and few enough are left", () => {
  fc.assert(
    fc.property(spans, (series) => {
      const joined = fewerSpans(series, 96);
      expect(joined.length).toBeLessThanOrEqual(96);
      expect(sum(joined)).toBe(sum(series));
    }),
    { numRuns: 30 },
  );
});

it("few spans stay as they are", () => {
  fc.assert(
    fc.property(fc.array(span, { maxLength: 96 }), (series) => {
      expect(fewerSpans(series, 96)).toEqual(series);
    }),
    { numRuns: 30 },
  );
});

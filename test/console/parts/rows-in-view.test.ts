import fc from "fast-check";
import { expect, it } from "vitest";
import { rowsInView } from "../../../console/parts/rows-in-view.ts";

const view = fc.record({
  scrollTop: fc.integer({ min: -50, max: 5_000_000 }),
  height: fc.integer({ min: 0, max: 3_000 }),
  rowHeight: fc.constant(36),
  count: fc.integer({ min: 0, max: 120_000 }),
});

it("rows in view and the room above and below are as high as the whole list, and few of them are drawn", () => {
  fc.assert(
    fc.property(view, (given) => {
      const { from, to, above, below } = rowsInView(given);
      expect(above + (to - from) * given.rowHeight + below).toBe(given.count * given.rowHeight);
      expect(to - from).toBeLessThan(110);
      expect(from).toBeGreaterThanOrEqual(0);
    }),
  );
});

it("every row that the window shows is drawn", () => {
  fc.assert(
    fc.property(view, ({ scrollTop, ...given }) => {
      const end = Math.max(0, given.count * given.rowHeight - given.height);
      const top = Math.min(Math.max(0, scrollTop), end);
      const { from, to } = rowsInView({ ...given, scrollTop: top });
      expect(from * given.rowHeight).toBeLessThanOrEqual(top);
      expect(to * given.rowHeight).toBeGreaterThanOrEqual(Math.min(top + given.height, given.count * given.rowHeight));
    }),
  );
});

import { expect, it } from "vitest";
import { lately } from "../../../console/parts/lately.ts";

const minute = (from: string, failed: number) => ({
  from: `2026-11-28T${from}:00.000Z`,
  decided: 10,
  answered: 9,
  failed,
  missing: 0,
});

it("the last minutes of a day begin with the one that holds their first second", () => {
  const series = [minute("11:44", 4), minute("11:45", 1), minute("11:46", 1), minute("12:00", 1)];
  expect(lately({ asOf: "2026-11-28T12:00:30.000Z", series }, 900)).toEqual({
    decided: 30,
    answered: 27,
    failed: 3,
    missing: 0,
  });
});

it("a day without a call has no figures lately either", () => {
  expect(lately({ asOf: "2026-11-28T12:00:30.000Z", series: [] }, 900)).toMatchObject({ decided: 0, failed: 0 });
});

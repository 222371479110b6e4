import { expect, it } from "vitest";
import { exampleReport, exampleVerification } from "../../../support/watch/example-report.ts";

const quarter = { totals: { decided: 5, answered: 3, failed: 1, abandoned: 1, missing: 0, successRate: 0.75 } };

it("has the figures in all and of every quarter of an hour, also of one without a call", () => {
  const report = exampleReport();
  expect(report).toMatchObject(quarter);
  expect(report.quarters).toMatchObject([
    { from: "2026-11-22T12:00:00.000Z", totals: { decided: 0, successRate: null }, delays: { p50Ms: null } },
    { from: "2026-11-22T12:15:00.000Z", ...quarter },
  ]);
});

it("has percentiles of delays to 2.5 %", () => {
  const { p50Ms, p95Ms } = exampleReport().delays;
  expect(Math.abs((p50Ms ?? 0) / 200 - 1)).toBeLessThan(0.025);
  expect(Math.abs((p95Ms ?? 0) / 4_000 - 1)).toBeLessThan(0.025);
});

it("does not say how far an unfinished verification came, which depends on the hour", () => {
  const unfinished = { ...exampleVerification, complete: false, verifiedTo: "2026-11-22T12:07:00.000Z", events: 5 };
  const { verification } = exampleReport({ verification: unfinished });
  expect(verification).toEqual({ complete: false, intact: null, keyed: null, events: null, chains: null });
});

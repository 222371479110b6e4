import { readdirSync, statSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { missingForBrowser, type Stage, startBrowser } from "../support/app/browser.ts";
import { type ReadyProgram, startReadyProgram } from "../support/programs/run-program.ts";
import { describeCalls } from "./pages/calls.ts";
import { describeChange } from "./pages/change.ts";
import { describeCoverage } from "./pages/coverage.ts";
import { describeEveryPage } from "./pages/every-page.ts";
import { describeNow } from "./pages/now.ts";
import { describeSignIn } from "./pages/sign-in.ts";
import { describeTrust } from "./pages/trust.ts";
import { describeTry } from "./pages/try-number.ts";

const cleanUps: (() => Promise<void>)[] = [];

// In the order of an operator's first day: each page finds what the tests before it have done.
describe.skipIf(missingForBrowser !== null)("the console in a browser", () => {
  let browser: Browser;
  let program: ReadyProgram;
  beforeAll(async () => {
    program = await startReadyProgram({ WATCH_SCHEDULE: "* * * * * *" }, (cleanUp) => cleanUps.push(cleanUp));
    browser = await startBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    for (const cleanUp of cleanUps) await cleanUp();
  });
  const stage = (): Stage => ({ browser, url: program.url });

  describeNow(stage);
  describeTry(stage);
  describeCalls(stage);
  describeCoverage(stage);
  describeChange(stage);
  describeTrust(stage);
  describeEveryPage(stage);
  describeSignIn(stage);
});

describe("the first page", () => {
  const directory = fileURLToPath(new URL("../../dist/package/console/", import.meta.url));

  it("has at most 120 KB compressed, with all that it loads", () => {
    const files = readdirSync(directory).filter((name) => name.endsWith(".br"));
    expect(files.length).toBeGreaterThanOrEqual(4);
    const bytes = files.reduce((sum, name) => sum + statSync(`${directory}${name}`).size, 0);
    expect(bytes).toBeLessThanOrEqual(120 * 1_024);
  });
});

import { readdirSync, readFileSync, statSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeLane, missingForBrowser, type Stage, startBrowser } from "../support/app/browser.ts";
import { type ReadyProgram, startReadyProgram } from "../support/programs/run-program.ts";
import { dataWith } from "../support/stores/starter-tables.ts";
import { fewTerritories } from "./few-territories.ts";
import { describeCalls } from "./pages/calls.ts";
import { describeChange } from "./pages/change.ts";
import { describeChangeItems } from "./pages/change-items.ts";
import { describeCoverage } from "./pages/coverage.ts";
import { describeEveryPage } from "./pages/every-page.ts";
import { describeFirstDay } from "./pages/first-day.ts";
import { describeNow } from "./pages/now.ts";
import { describeSignIn } from "./pages/sign-in.ts";
import { describeTrust } from "./pages/trust.ts";
import { describeTry } from "./pages/try-number.ts";

const cleanUps: (() => Promise<void>)[] = [];

// Lanes run side by side. In a lane each page finds what the tests before it have done, in the order of an operator's first day.
describe.skipIf(missingForBrowser !== null)("the console in a browser", () => {
  let browser: Browser;
  let program: ReadyProgram;
  beforeAll(async () => {
    [program, browser] = await Promise.all([startProduct(), startBrowser()]);
  });
  afterAll(async () => {
    await browser?.close();
    for (const cleanUp of cleanUps) await cleanUp();
  });
  const startProduct = async (): Promise<ReadyProgram> => {
    const settings = { WATCH_SCHEDULE: "* * * * * *", DATA_DIR: await dataWith(fewTerritories()) };
    return startReadyProgram(settings, (cleanUp) => cleanUps.push(cleanUp));
  };
  const lane = (name: string, ...pages: readonly ((stage: () => Stage) => void)[]): void => {
    describe.concurrent(name, () => {
      const stage = makeLane(() => ({ browser, url: program.url }));
      describe.sequential("in turn", () => {
        for (const describePage of pages) describePage(stage);
      });
    });
  };

  lane("with calls", describeNow, describeCalls, describeTrust);
  lane("with changes of the configuration", describeTry, describeCoverage, describeChange, describeChangeItems);
  lane("with neither", describeEveryPage);
  lane("with people who sign in", describeSignIn);
  lane("with an empty product", describeFirstDay);
});

describe("the first page", () => {
  const directory = fileURLToPath(new URL("../../dist/package/console/", import.meta.url));

  const textOf = (name: string) => readFileSync(`${directory}${name}`, "utf8");
  const bytesOf = (names: Iterable<string>) =>
    [...names].reduce((sum, name) => sum + statSync(`${directory}${name}.br`).size, 0);

  /** A file and those that it names or imports at once. */
  const withImports = (name: string): readonly string[] => {
    const named = [...textOf(name).matchAll(/(?:from|import|href=|src=)\s*"(?:\.|\/console)\/([^"]+)"/g)];
    return [name, ...named.flatMap(([, other = ""]) => withImports(other))];
  };

  it("has at most 120 KB compressed, with all that it loads: the map too, which comes after it", () => {
    const files = new Set(withImports("index.html"));
    expect([...files].map((name) => name.replace(/-[0-9A-Z]{8}/, "")).sort()).toEqual(
      expect.arrayContaining(["icon.svg", "index.html", "main.js", "style.css"]),
    );
    const map = readdirSync(directory).filter((name) => /^world-shapes-.*\.js$/.test(name));
    expect(map.length).toBe(1);
    expect(bytesOf([...files, ...map])).toBeLessThanOrEqual(120 * 1_024);
  });
});

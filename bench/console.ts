import { type Browser, chromium, type Page } from "playwright-core";
import { configTable } from "../shared/config/store/config-table.ts";
import { tableClient } from "../shared/tables/table-client.ts";
import { figureOf, type Results } from "./measure/interleave.ts";
import { type LongestTasks, longestTasks } from "./measure/longest-tasks.ts";
import { type Table, wholeNumber, withRange } from "./measure/table.ts";
import type { Report } from "./run-benchmarks.ts";
import { activateDocument } from "./servers/activate-document.ts";
import { startStores, startWebhook } from "./servers/stores.ts";
import { withProcesses } from "./servers/with-processes.ts";
import { customersConfiguration } from "./traffic/customers-configuration.ts";

const goalNumbers = 100_000;
const rounds = 9;
const deadlineMs = 120_000;
/** Debian's. Others install it where they like. */
const program = process.env.CHROMIUM ?? "/usr/bin/chromium";

/** How soon the console shows its first figures, and how long its list of so many numbers makes the page pause. In Chromium. */
export const consolePages = (numbers = goalNumbers): Promise<Report> =>
  withProcesses(async (keep) => {
    const stores = await startStores(keep);
    const instance = await startWebhook(stores, keep);
    const url = `http://127.0.0.1:${instance.port}/console`;
    const launched = await chromium.launch({
      executablePath: program,
      args: ["--no-sandbox", "--disable-dev-shm-usage"],
    });
    const browser = keep(Object.assign(launched, { stop: () => launched.close() }));
    const paints = await timePaints(browser, url);
    const table = configTable(tableClient(stores.tables, "EmergencyConfig"));
    await activateDocument(table, await customersConfiguration(numbers));
    return report(numbers, paints, await timeList(browser, url, numbers));
  });

/** A browser that was never here: nothing of the page is kept. */
async function timePaints(browser: Browser, url: string): Promise<Results<number>> {
  const samples: number[] = [];
  for (let round = -1; round < rounds; round++) {
    const page = await browser.newPage();
    page.setDefaultTimeout(deadlineMs);
    const beganMs = performance.now();
    await page.goto(url, { waitUntil: "commit" });
    await page.locator("dl.figures dd").first().waitFor();
    if (round >= 0) samples.push(performance.now() - beganMs);
    await page.close();
  }
  return new Map([["paint", samples]]);
}

type Phase = { readonly name: string; readonly tasks: LongestTasks };

async function timeList(browser: Browser, url: string, numbers: number): Promise<readonly Phase[]> {
  const page = await browser.newPage();
  page.setDefaultTimeout(deadlineMs);
  await page.goto(`${url}/coverage`);
  // The page itself is there: what follows is the list alone.
  await page.locator("svg.map").waitFor();
  const count = (shown: number) =>
    page.getByText(`${shown.toLocaleString("en")} of ${numbers.toLocaleString("en")} shown`);
  const phase = async (name: string, run: () => Promise<void>): Promise<Phase> => {
    await browser.startTracing(page, { categories: ["toplevel"] });
    await run();
    return { name, tasks: longestTasks((await browser.stopTracing()).toString()) };
  };
  return [
    await phase("read", async () => {
      await page.getByText("Every number of the configuration").click();
      await count(numbers).waitFor();
      await page.getByText("reading…").waitFor({ state: "detached" });
    }),
    await phase("scrolled", () => scroll(page)),
    await phase("searched", () => search(page)),
  ];
}

/** By the wheel, and then to places far apart, as by dragging the bar. */
async function scroll(page: Page): Promise<void> {
  await page.locator("section.long").hover();
  for (let turn = 0; turn < 60; turn++) await page.mouse.wheel(0, 400);
  for (const part of [0.5, 0.1, 0.9, 0.3, 1, 0])
    await page.evaluate(`new Promise((drawn) => {
      const list = document.querySelector("section.long");
      list.scrollTop = list.scrollHeight * ${part};
      requestAnimationFrame(() => requestAnimationFrame(drawn));
    })`);
}

/** Each letter searches all of the list. */
async function search(page: Page): Promise<void> {
  const field = page.getByLabel("Find a number");
  await field.pressSequentially("customer-00 999", { delay: 30 });
  await field.fill("");
  await field.pressSequentially("nothing has this", { delay: 30 });
}

function report(numbers: number, paints: Results<number>, phases: readonly Phase[]): Report {
  const paint = figureOf(paints, "paint", (ms) => ms);
  const results = new Map(phases.map(({ name, tasks }) => [name, [tasks]]));
  const tables: readonly Table[] = [
    {
      title: "The console, opened for the first time",
      columns: ["", "ms"],
      rows: [["its first figures are there", withRange(paint)]],
    },
    {
      title: `A list of ${wholeNumber(numbers)} numbers in the console`,
      columns: ["the page's longest pause while it is", "at work, ms", "by the clock, ms"],
      rows: phases.map(({ name }) => [
        name,
        withRange(figureOf(results, name, ({ atWorkMs }) => atWorkMs)),
        withRange(figureOf(results, name, ({ byClockMs }) => byClockMs)),
      ]),
    },
  ];
  if (numbers !== goalNumbers) return { tables };
  return {
    tables,
    measures: [
      { goal: "16a", value: paint.median },
      { goal: "16b", value: Math.max(...phases.map(({ tasks }) => tasks.atWorkMs)) },
    ],
  };
}

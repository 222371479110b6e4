import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { type Browser, chromium, type Page } from "playwright-core";
import { afterEach, expect } from "vitest";
import { usualPatienceMs } from "../eventually.ts";

const program = "/usr/bin/chromium";

/** What to install before the tests of the console can run; null if they can. */
export const missingForBrowser = existsSync(program) ? null : "apt-get install --no-install-recommends chromium";

if (missingForBrowser !== null) {
  if (process.env.BROWSER_TESTS === "required")
    throw new Error(`no test of the console can run before: ${missingForBrowser}`);
  // Not by the console, which vitest would print with a heading of its own.
  process.stderr.write(`Tests of the console are skipped. To run them: ${missingForBrowser}\n`);
}

const switches = [
  // Tests run as root in containers, where the sandbox does not start.
  "--no-sandbox",
  "--disable-dev-shm-usage",
  // Debian's launcher asks for a GPU to draw with. Where there is none, that is a slow imitation of one.
  "--disable-gpu",
  "--disable-gpu-rasterization",
  // Else a process is kept in reserve for the next page, and is thrown away when another lane has the next page.
  "--disable-site-isolation-trials",
];

/** Debian's Chromium. */
export const startBrowser = (): Promise<Browser> =>
  chromium.launch({ executablePath: program, args: switches, timeout: usualPatienceMs });

type Opened = {
  readonly page: Page;
  readonly complaints: string[];
  /** Origins; the first is that of the page itself. */
  readonly mayAsk: string[];
  readonly isOwnClock: boolean;
};

/**
 * The browser as tests use it that run one after another, beside others. A page is opened once and used by one test after another:
 * a new one takes the browser several processes. It begins each as if it were new.
 */
export type Lane = {
  readonly browser: Browser;
  /** Pages of the present test. */
  readonly open: Opened[];
  /** Pages of earlier tests. */
  readonly free: Opened[];
};

/** The running product and a browser: one of each for all tests. */
export type Stage = { readonly browser: Lane; readonly url: string };

/** A lane of its own for the suite that this is called in. The end of a test fails for what its pages complain of. */
export function makeLane(started: () => { readonly browser: Browser; readonly url: string }): () => Stage {
  const lane: Pick<Lane, "open" | "free"> = { open: [], free: [] };
  afterEach(async () => {
    const opened = lane.open.splice(0);
    for (const each of opened) if (await becomesNew(each)) lane.free.push(each);
    expect(opened.flatMap(({ complaints }) => complaints.splice(0))).toEqual([]);
  });
  return () => ({ url: started().url, browser: { browser: started().browser, ...lane } });
}

/**
 * `prepare` is done before anything is loaded. `mayAsk`: another origin that the page may ask. `isOwnClock`: `page.clock` is the
 * page's time.
 */
type PageOptions = {
  readonly prepare?: (page: Page) => Promise<unknown>;
  readonly mayAsk?: string;
  readonly isOwnClock?: boolean;
};

/**
 * Opens a page for the present test. It fails the test if the page asked another origin for anything, threw, or broke its own
 * Content-Security-Policy.
 */
export async function openPage(lane: Lane, url: string, options: PageOptions = {}): Promise<Page> {
  const { prepare = async () => {}, mayAsk, isOwnClock = false } = options;
  const opened = (isOwnClock ? undefined : lane.free.pop()) ?? (await newPage(lane.browser, isOwnClock));
  lane.open.push(opened);
  const { page } = opened;
  opened.mayAsk.splice(
    0,
    Infinity,
    ...[url, mayAsk].flatMap((each) => (each === undefined ? [] : [new URL(each).origin])),
  );
  await prepare(page);
  await page.goto(url);
  return page;
}

async function newPage(browser: Browser, isOwnClock: boolean): Promise<Opened> {
  const context = await browser.newContext({ ...asNew, locale: "en-GB", timezoneId: "Europe/Paris" });
  context.setDefaultTimeout(usualPatienceMs);
  const page = await context.newPage();
  if (isOwnClock) await page.clock.install();
  const [complaints, mayAsk]: [string[], string[]] = [[], []];
  page.on("request", (request) => {
    if (!mayAsk.includes(new URL(request.url()).origin)) complaints.push(`asked ${request.url()}`);
  });
  page.on("pageerror", ({ message }) => complaints.push(`threw ${message}`));
  page.on("console", (message) => {
    // The browser itself writes a line for every answer that is no success.
    if (message.type() === "error" && !message.text().startsWith("Failed to load resource"))
      complaints.push(message.text());
  });
  return { page, complaints, mayAsk, isOwnClock };
}

const asNew = { colorScheme: "light", viewport: { width: 1_280, height: 720 } } as const;

/** Leaves nothing of a test in its page. Resolves to whether another test can have it: a clock cannot be put back. */
async function becomesNew({ page, mayAsk, isOwnClock }: Opened): Promise<boolean> {
  const context = page.context();
  const [origin] = mayAsk;
  if (isOwnClock) {
    await context.close();
    return false;
  }
  await page.unrouteAll({ behavior: "ignoreErrors" });
  await context.setOffline(false);
  await page.evaluate("sessionStorage.clear(); localStorage.clear()");
  // It has the headers of the console: a page without them would be another process (Cross-Origin-Opener-Policy).
  await page.goto(`${origin}/console/icon.svg`);
  await context.clearCookies();
  await page.emulateMedia({ colorScheme: asNew.colorScheme });
  await page.setViewportSize(asNew.viewport);
  return true;
}

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** What axe-core finds wrong with the page as it is shown: the rule and where. */
export const accessibilityFaults = (page: Page): Promise<readonly string[]> => runAxe(page, {});

/** The same of the page in the dark, where nothing but colours is another. */
export async function darkFaults(page: Page): Promise<readonly string[]> {
  await page.emulateMedia({ colorScheme: "dark" });
  return runAxe(page, { runOnly: ["color-contrast", "link-in-text-block"] });
}

/** To load it into a page takes as long as to run it: what is there already is used again. */
async function runAxe(page: Page, options: object): Promise<readonly string[]> {
  if (!(await page.evaluate("'axe' in globalThis"))) await page.evaluate(axe);
  // Where nothing is wrong nobody reads why.
  const whole = { ...options, resultTypes: ["violations"] };
  return faultsOf(await page.evaluate(`axe.run(${JSON.stringify(whole)})`));
}

const faultsOf = ({ violations }: AxeResults): readonly string[] =>
  violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(" | ")}`);

type AxeResults = {
  readonly violations: readonly { readonly id: string; readonly nodes: readonly { readonly html: string }[] }[];
};

/** Types each word that a dry run asks for. */
export async function confirmDangers(page: Page): Promise<void> {
  for (const field of await page.getByLabel(/^Type .+ to confirm$/).all())
    await field.fill(((await field.getAttribute("name")) ?? "").replace("confirm-", ""));
}

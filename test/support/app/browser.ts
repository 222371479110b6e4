import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";
import { afterEach, expect } from "vitest";

const program = "/usr/bin/chromium";

/** What to install before the tests of the console can run; null if they can. */
export const missingForBrowser = existsSync(program) ? null : "apt-get install --no-install-recommends chromium";

if (missingForBrowser !== null) {
  if (process.env.BROWSER_TESTS === "required")
    throw new Error(`no test of the console can run before: ${missingForBrowser}`);
  // Not by the console, which vitest would print with a heading of its own.
  process.stderr.write(`Tests of the console are skipped. To run them: ${missingForBrowser}\n`);
}

/** Debian's Chromium. Tests run as root in containers, where its sandbox does not start. */
export const startBrowser = (): Promise<Browser> =>
  chromium.launch({ executablePath: program, args: ["--no-sandbox", "--disable-dev-shm-usage"] });

/** The browser as tests use it that run one after another, beside others: with the pages that the present one has open. */
export type Lane = {
  readonly browser: Browser;
  readonly open: { readonly context: BrowserContext; readonly complaints: readonly string[] }[];
};

/** The running product and a browser: one of each for all tests. */
export type Stage = { readonly browser: Lane; readonly url: string };

/** A lane of its own for the suite that this is called in. The end of a test closes its pages, and fails for what they complain of. */
export function makeLane(started: () => { readonly browser: Browser; readonly url: string }): () => Stage {
  const open: Lane["open"] = [];
  afterEach(async () => {
    const opened = open.splice(0);
    for (const { context } of opened) await context.close();
    expect(opened.flatMap(({ complaints }) => complaints)).toEqual([]);
  });
  return () => ({ url: started().url, browser: { browser: started().browser, open } });
}

/** `prepare` is done before anything is loaded. `mayAsk`: another origin that the page may ask. */
type PageOptions = { readonly prepare?: (page: Page) => Promise<unknown>; readonly mayAsk?: string };

/**
 * Opens a page of its own, which the end of the test closes. It fails the test if the page asked another origin for anything,
 * threw, or broke its own Content-Security-Policy.
 */
export async function openPage({ browser, open }: Lane, url: string, options: PageOptions = {}): Promise<Page> {
  const { prepare = async () => {}, mayAsk } = options;
  const context = await browser.newContext({ colorScheme: "light", locale: "en-GB", timezoneId: "Europe/Paris" });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on("request", (request) => {
    if (![new URL(url).origin, mayAsk].includes(new URL(request.url()).origin))
      complaints.push(`asked ${request.url()}`);
  });
  page.on("pageerror", ({ message }) => complaints.push(`threw ${message}`));
  page.on("console", (message) => {
    // The browser itself writes a line for every answer that is no success.
    if (message.type() === "error" && !message.text().startsWith("Failed to load resource"))
      complaints.push(message.text());
  });
  open.push({ context, complaints });
  // An activation gives way to whatever else the processor does.
  page.setDefaultTimeout(25_000);
  await prepare(page);
  await page.goto(url);
  return page;
}

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** What axe-core finds wrong with the page as it is shown: the rule and where. */
export async function accessibilityFaults(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe);
  return faultsOf(await page.evaluate("axe.run()"));
}

/** The same of the page in the dark, where nothing but colours is another. */
export async function darkFaults(page: Page): Promise<readonly string[]> {
  await page.emulateMedia({ colorScheme: "dark" });
  await page.evaluate(axe);
  return faultsOf(await page.evaluate('axe.run({ runOnly: ["color-contrast", "link-in-text-block"] })'));
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

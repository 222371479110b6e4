import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { type Browser, chromium, type Page } from "playwright-core";
import { expect, onTestFinished } from "vitest";

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

/** The running product and a browser: one of each for all tests. */
export type Stage = { readonly browser: Browser; readonly url: string };

/** `prepare` is done before anything is loaded. `mayAsk`: another origin that the page may ask. */
type PageOptions = { readonly prepare?: (page: Page) => Promise<unknown>; readonly mayAsk?: string };

/**
 * Opens a page of its own, which the end of the test closes. It fails the test if the page asked another origin for anything,
 * threw, or broke its own Content-Security-Policy.
 */
export async function openPage(browser: Browser, url: string, options: PageOptions = {}): Promise<Page> {
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
  onTestFinished(async () => {
    await context.close();
    expect(complaints).toEqual([]);
  });
  page.setDefaultTimeout(10_000);
  await prepare(page);
  await page.goto(url);
  return page;
}

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** What axe-core finds wrong with the page as it is shown: the rule and where. */
export async function accessibilityFaults(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe);
  const { violations }: AxeResults = await page.evaluate("axe.run()");
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(" | ")}`);
}

type AxeResults = {
  readonly violations: readonly { readonly id: string; readonly nodes: readonly { readonly html: string }[] }[];
};

/** Types each word that a dry run asks for. */
export async function confirmDangers(page: Page): Promise<void> {
  for (const field of await page.getByLabel(/^Type .+ to confirm$/).all())
    await field.fill(((await field.getAttribute("name")) ?? "").replace("confirm-", ""));
}

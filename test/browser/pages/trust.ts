import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { accessibilityFaults, openPage, type Stage } from "../../support/app/browser.ts";

export function describeTrust(stage: () => Stage): void {
  describe("the page Trust", () => {
    it("verifies today's trail, and gives the last hash to keep elsewhere", async () => {
      const { browser, url } = stage();
      const page = await openPage(browser, `${url}/console/trust`);
      await page.getByRole("button", { name: "Verify" }).click();
      await page.getByText("Whole: nothing is missing, edited or forged").waitFor();
      await page.getByRole("heading", { name: "Last hashes, to keep elsewhere" }).waitFor();
      expect(await page.locator("pre").textContent()).toMatch(/^\d{4}-\d\d-\d\d \S+ \d+ sha256:[0-9a-f]{64}$/m);
      await page.getByRole("row", { name: /✓ whole/ }).waitFor();
      expect(await accessibilityFaults(page)).toEqual([]);
      const report = await page.getByRole("link", { name: "The report of this day" }).getAttribute("href");
      expect((await fetch(`${url}${report}`)).headers.get("content-type")).toContain("text/html");
    });

    it("verifies the days of a week one after another", async () => {
      const { browser, url } = stage();
      const page = await openPage(browser, `${url}/console/trust`);
      await page.getByLabel("How many").selectOption("7 days up to it");
      await page.getByRole("button", { name: "Verify" }).click();
      await page.getByText("Whole: nothing is missing, edited or forged").waitFor();
      expect(await page.getByRole("row", { name: /✓ whole|nothing was recorded/ }).count()).toBe(7);
    });

    it("names what is missing and forged, as a simulated report has it", async () => {
      const { browser, url } = stage();
      const simulate = (page: Page) =>
        page.route("**/api/v1/audit/verification?*", async (route) => {
          const report = await (await route.fetch()).json();
          const [chain] = report.chains;
          const broken = { ...chain, chainId: "broken", gaps: [{ from: 2, to: 4 }], edited: [7], intact: false };
          await route.fulfill({ json: { ...report, intact: false, chains: [chain, broken] } });
        });
      const page = await openPage(browser, `${url}/console/trust`, { prepare: simulate });
      await page.getByRole("button", { name: "Verify" }).click();
      await page.getByText("Not whole, or not read to the end").waitFor();
      await page.getByText("✕ 1 of 2 chains").waitFor();
      await page.getByText("missing 2 to 4; edited 7").waitFor();
      expect(await accessibilityFaults(page)).toEqual([]);
    });

    it("says of a day without events that nothing was recorded", async () => {
      const { browser, url } = stage();
      const page = await openPage(browser, `${url}/console/trust`);
      await page.getByLabel("Day (UTC)").fill("2020-01-01");
      await page.getByRole("button", { name: "Verify" }).click();
      await page.getByText("Nothing was recorded", { exact: true }).waitFor();
    });
  });
}

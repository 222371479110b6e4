import { describe, expect, it } from "vitest";
import { accessibilityFaults, openPage, type Stage } from "../../support/app/browser.ts";

export function describeTrust(stage: () => Stage): void {
  describe("the page Trust", () => {
    it("verifies today's trail, and gives the last hash to keep elsewhere", async () => {
      const { browser, url } = stage();
      const page = await openPage(browser, `${url}/console/trust`);
      await page.getByRole("button", { name: "Verify" }).click();
      await page.getByText("Whole: nothing is missing, edited or forged").waitFor();
      await page.getByText("Last hash, to keep elsewhere").first().waitFor();
      expect(await accessibilityFaults(page)).toEqual([]);
      const report = await page.getByRole("link", { name: "The report of this day" }).getAttribute("href");
      expect((await fetch(`${url}${report}`)).headers.get("content-type")).toContain("text/html");
    });

    it("says of a day without events that nothing was recorded", async () => {
      const { browser, url } = stage();
      const page = await openPage(browser, `${url}/console/trust`);
      await page.getByLabel("Day (UTC)").fill("2020-01-01");
      await page.getByRole("button", { name: "Verify" }).click();
      await page.getByText("Nothing was recorded").waitFor();
    });
  });
}

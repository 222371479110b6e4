import { describe, expect, it } from "vitest";
import { accessibilityFaults, openPage, type Stage } from "../../support/app/browser.ts";

export function describeCalls(stage: () => Stage): void {
  describe("the page Calls", () => {
    it("finds calls, and tells the story of one", async () => {
      const { browser, url } = stage();
      const page = await openPage(browser, `${url}/console/calls`);
      await page.getByLabel("Territory").fill("GB");
      await page.getByRole("button", { name: "Search" }).click();
      await page.getByRole("link", { name: "failed@sbc1.example.net" }).click();
      await page.getByRole("heading", { name: "One call" }).waitFor();
      await page.getByText("Every event of this call is what its hash was taken over.").waitFor();
      await page.getByText("Failed: 503 by emergency-a").waitFor();
      expect(await page.locator("time").first().textContent()).toMatch(/ \d\d:\d\d:\d\d UTC$/);
      expect(await accessibilityFaults(page)).toEqual([]);
      await page.getByRole("button", { name: "Back to the search" }).click();
      await page.getByRole("heading", { name: "Calls", level: 1 }).waitFor();
    });

    it("says so where nothing fits", async () => {
      const { browser, url } = stage();
      const page = await openPage(browser, `${url}/console/calls`);
      await page.getByLabel("Territory").fill("NZ");
      await page.getByRole("button", { name: "Search" }).click();
      await page.getByText("No call was recorded that fits.").waitFor();
    });

    it("goes to a call by its Call-ID, and says so if there is none", async () => {
      const { browser, url } = stage();
      const page = await openPage(browser, `${url}/console/calls`);
      await page.getByLabel("Call-ID").fill("nobody@sbc1.example.net");
      await page.keyboard.press("Enter");
      await page.getByText("There is no such thing.").waitFor();
    });
  });
}

import { describe, expect, it } from "vitest";
import { accessibilityFaults, openPage, type Stage } from "../../support/app/browser.ts";

export function describeTry(stage: () => Stage): void {
  describe("the page Try a number", () => {
    it("decides by the keyboard alone, and says why step by step", async () => {
      const { browser, url } = stage();
      const page = await openPage(browser, `${url}/console/try`);
      await page.getByLabel("Number dialled").focus();
      await page.keyboard.type("+44 999");
      await page.keyboard.press("Tab");
      await page.keyboard.press("Tab");
      await page.keyboard.type("+441632960123");
      await page.keyboard.press("Enter");
      await page.getByText("999 by 3 routes").waitFor();
      expect(await page.locator(".steps .step").allTextContents()).toEqual([
        "Number",
        "Spelling",
        "Territory",
        "List",
        "Conversion",
        "Route",
      ]);
      await page.getByText("was dialled as +44 999").waitFor();
      await page.getByText("the caller's number belongs there").waitFor();
      expect(await accessibilityFaults(page)).toEqual([]);
    });

    it("takes where the caller is, and says which area serves the place or why none does", async () => {
      const { browser, url } = stage();
      const page = await openPage(browser, `${url}/console/try`);
      await page.getByLabel("Number dialled").fill("+44999");
      await page.getByLabel("Place of the caller").selectOption("coordinates");
      await page.getByLabel("Latitude, longitude").fill("north of the river");
      await page.getByRole("button", { name: "Decide" }).click();
      await page.getByText("Write latitude and longitude, in degrees").waitFor();
      await page.getByLabel("Latitude, longitude").fill("51.5072, -0.1276");
      await page.getByLabel("Radius in metres").fill("40");
      await page.getByRole("button", { name: "Decide" }).click();
      await page.locator(".steps li", { hasText: /Place no area .*within 40 m/ }).waitFor();
      await page.getByLabel("Place of the caller").selectOption("a PIDF-LO");
      await page.getByLabel("PIDF-LO", { exact: true }).fill("<presence>");
      await page.getByRole("button", { name: "Decide" }).click();
      await page.locator(".flags code", { hasText: "location-unreadable" }).waitFor();
      expect(await accessibilityFaults(page)).toEqual([]);
    });

    it("brings the answer into view in a small window", async () => {
      const { browser, url } = stage();
      const page = await openPage(browser, `${url}/console/try`);
      await page.setViewportSize({ width: 360, height: 640 });
      await page.getByLabel("Number dialled").fill("+44999");
      await page.getByRole("button", { name: "Decide" }).click();
      const answer = page.getByRole("heading", { name: "What would happen" });
      await answer.waitFor();
      await expect.poll(async () => (await answer.boundingBox())?.y).toBeLessThan(400);
    });

    it("shows a draft beside the active version, and what differs", async () => {
      const { browser, url } = stage();
      const page = await openPage(browser, `${url}/console/try`);
      const territory = { code: "GB", callingCode: "44", routeSet: null };
      const draft = {
        baseVersion: 1,
        reason: "a draft",
        operations: [{ op: "put", kind: "territory", item: territory }],
      };
      await page.getByLabel("Number dialled").fill("+44999");
      await page.getByLabel("Compare with").selectOption("draft");
      await page.getByLabel("The change set, as JSON").fill(JSON.stringify(draft));
      await page.getByRole("button", { name: "Decide" }).click();
      await page.getByText(/The decisions differ: .*routes/).waitFor();
      await page.getByRole("heading", { name: "By the draft" }).waitFor();
      expect(await page.locator(".decision").count()).toBe(2);
    });

    it("says of a draft what is wrong with it, each fault by its path", async () => {
      const { browser, url } = stage();
      const page = await openPage(browser, `${url}/console/try`);
      await page.getByLabel("Number dialled").fill("+44999");
      await page.getByLabel("Compare with").selectOption("draft");
      await page
        .getByLabel("The change set, as JSON")
        .fill('{"baseVersion":1,"reason":"r","operations":[{"op":"put"}]}');
      await page.getByRole("button", { name: "Decide" }).click();
      await page.locator("code", { hasText: "change.operations[0]" }).first().waitFor();
    });
  });
}

import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { accessibilityFaults, darkFaults, openPage, type Stage } from "../../support/app/browser.ts";

const pages = ["", "/try", "/calls", "/coverage", "/change", "/trust"];

export function describeEveryPage(stage: () => Stage): void {
  describe("every page", () => {
    it.each(pages)(
      "is found right by axe-core in light and dark, and is never wider than the window: /console%s",
      async (path) => {
        const { browser, url } = stage();
        const page = await openPage(browser, `${url}/console${path}`);
        await page.locator("h1").waitFor();
        await page.locator("[aria-busy=true]").first().waitFor({ state: "detached" });
        const widths: unknown[] = [];
        for (const width of [360, 2_560]) {
          await page.setViewportSize({ width, height: 800 });
          widths.push(await page.evaluate("document.documentElement.scrollWidth"));
        }
        expect(widths).toEqual([360, 2_560]);
        // 244 rows of one kind take axe-core as many times as long as one.
        if (path === "/coverage") await page.getByLabel("Find a territory").fill("ireland");
        expect(await accessibilityFaults(page)).toEqual([]);
        expect(await darkFaults(page)).toEqual([]);
      },
    );

    it("can be reached by the keyboard from the one before, and says which it is", async () => {
      const { browser, url } = stage();
      const page = await openPage(browser, `${url}/console`);
      await page.locator("h1").waitFor();
      await page.keyboard.press("Tab");
      expect(await page.evaluate("document.activeElement.textContent")).toBe("Skip to the page");
      for (let tabs = 0; tabs < 3; tabs++) await page.keyboard.press("Tab");
      await page.keyboard.press("Enter");
      await page.getByRole("heading", { level: 1, name: "Calls" }).waitFor();
      expect(await page.locator("nav [aria-current=page]").textContent()).toBe("Calls");
      expect(await page.title()).toBe("Calls · Emergency Call Router");
    });

    it("tells what a path without a page is", async () => {
      const { browser, url } = stage();
      const page = await openPage(browser, `${url}/console/nothing-here`);
      await page.getByRole("heading", { name: "No such page" }).waitFor();
    });

    it("says that nobody signs in here", async () => {
      const { browser, url } = stage();
      const page = await openPage(browser, `${url}/console`);
      await page.getByText("Nobody signs in here").waitFor();
    });
  });

  it("without settings that make sense says that the app does not answer, and asks the API for nothing", async () => {
    const { browser, url } = stage();
    const asked: string[] = [];
    const prepare = async (page: Page): Promise<void> => {
      page.on("request", (request) => asked.push(new URL(request.url()).pathname));
      await page.route("**/console/settings.json", (route) =>
        route.fulfill({ json: { authentication: "entra", authority: null, tenantId: null, clientId: null } }),
      );
    };
    const page = await openPage(browser, `${url}/console`, { prepare });
    await page.getByRole("heading", { name: "The app does not answer" }).waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(asked.filter((path) => path.startsWith("/api/"))).toEqual([]);
  });
}

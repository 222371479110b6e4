import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { accessibilityFaults, openPage, type Stage } from "../../support/app/browser.ts";
import { useSeededApp } from "../../support/app/seeded-app.ts";

/** What each page says where nothing was ever configured, and what leads on from there. */
const pages = [
  ["", "There is no configuration yet"],
  ["/try", "There is no configuration yet"],
  ["/calls", "Recorded decisions"],
  ["/coverage", "There is no route set yet"],
  ["/change", "There is no configuration yet"],
  ["/trust", "Is the audit trail whole?"],
] as const;

export function describeFirstDay(stage: () => Pick<Stage, "browser">): void {
  describe("an empty product", () => {
    const running = useSeededApp(() => ({}), null);
    const open = (path: string): Promise<Page> => openPage(stage().browser, `${running().app.url}/console${path}`);

    it.each(pages)("says at /console%s what there is to do", async (path, text) => {
      const page = await open(path);
      await page.getByText(text).first().waitFor();
      await page.locator("[aria-busy=true]").first().waitFor({ state: "detached" });
      expect(await accessibilityFaults(page)).toEqual([]);
    });

    it("offers no way to versions that there are not", async () => {
      const page = await open("/change");
      await page.getByText("There is no configuration yet").waitFor();
      expect(await page.getByRole("link", { name: /Versions/ }).count()).toBe(0);
    });

    it("says that there is no number, instead of an empty list", async () => {
      const page = await open("/coverage");
      await page.locator("summary", { hasText: "Every number of the configuration" }).click();
      await page.getByText("The configuration lists no number yet.").waitFor();
    });

    it("decides a number by the built-in catalogue", async () => {
      const page = await open("/try");
      await page.getByLabel("Number dialled").fill("+44999");
      await page.getByRole("button", { name: "Decide" }).click();
      await page.getByRole("heading", { name: "By the built-in catalogue" }).waitFor();
    });
  });
}

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
  });
}

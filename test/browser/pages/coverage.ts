import { describe, expect, it } from "vitest";
import { clientOf } from "../../support/app/app-with-hub.ts";
import { accessibilityFaults, confirmDangers, openPage, type Stage } from "../../support/app/browser.ts";

export function describeCoverage(stage: () => Stage): void {
  describe("the page Coverage", () => {
    it("adds a territory from the catalogue in three clicks and a dry run", async () => {
      const { browser, url } = stage();
      await removeIreland(url);
      const page = await openPage(browser, `${url}/console/coverage`);
      await page.getByLabel("Find a territory").fill("ireland");
      await page.getByLabel("Add IE").click();
      await page.getByRole("button", { name: "Dry run" }).click();
      await page.getByText(/1 territory added/).waitFor({ timeout: 20_000 });
      expect(await accessibilityFaults(page)).toEqual([]);
      await page.getByLabel("Reason").fill("CHG0012345 add Ireland");
      await confirmDangers(page);
      await page.getByRole("button", { name: "Activate" }).click();
      await page.getByText("Version 3 is active.").waitFor({ timeout: 20_000 });
      await page.getByRole("row", { name: /IE Ireland \+353 (own numbers|stale or without a source)/ }).waitFor();
    });

    it("shows territories by state on a map, whose legend filters the list", async () => {
      const { browser, url } = stage();
      const page = await openPage(browser, `${url}/console/coverage`);
      await page.getByRole("img", { name: /territories of the world/ }).waitFor();
      const legend = page.getByRole("button", { name: /^stale or without a source \(\d+\)$/ });
      const [, count] = /\((\d+)\)/.exec((await legend.textContent()) ?? "") ?? [];
      await legend.click();
      await page.getByText(`${count} of 244 shown`).waitFor();
      expect(await page.locator("svg.map title", { hasText: "Ireland (IE)" }).textContent()).toMatch(
        /^Ireland \(IE\): ./,
      );
    });
  });
}

/** The starter configuration has every territory: one leaves. */
async function removeIreland(url: string): Promise<void> {
  const { ask, post } = clientOf({ url });
  const { version, numbers } = (await ask("/config")).body;
  const irish = numbers.filter(({ territory }: Key) => territory === "IE");
  const operations = [
    ...irish.map(({ tenant, territory, shortCode }: Key) => removal("number", { tenant, territory, shortCode })),
    removal("territory", { code: "IE" }),
  ];
  const change = { baseVersion: version, reason: "CHG0012344 Ireland leaves", operations };
  const { unconfirmed } = (await post("/config/changes", change)).body;
  expect((await post("/config/changes", { ...change, confirm: unconfirmed })).status).toBe(201);
}

type Key = Readonly<Record<string, string>>;

const removal = (kind: string, key: object) => ({ op: "delete", kind, key });

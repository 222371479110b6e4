import { describe, expect, it } from "vitest";
import { dangers } from "../../../shared/config/danger-codes.ts";
import { clientOf } from "../../support/app/app-with-hub.ts";
import { accessibilityFaults, confirmDangers, darkFaults, openPage, type Stage } from "../../support/app/browser.ts";

export function describeCoverage(stage: () => Stage): void {
  describe("the page Coverage", () => {
    it("adds a territory from the catalogue in three clicks and a dry run", async () => {
      const { browser, url } = stage();
      await removeIreland(url);
      const page = await openPage(browser, `${url}/console/coverage`);
      await page.getByLabel("Find a territory").fill("ireland");
      await page.getByLabel("Add IE").click();
      await page.getByRole("button", { name: "Dry run" }).click();
      await page.getByText(/1 territory added/).waitFor();
      expect(await accessibilityFaults(page)).toEqual([]);
      await page.getByLabel("Reason").fill("CHG0012345 add Ireland");
      await confirmDangers(page);
      await page.getByRole("button", { name: "Activate" }).click();
      await page.getByText("Version 3 is active.").waitFor();
      await page.getByRole("row", { name: /IE Ireland (own numbers|stale or without a source) \+353/ }).waitFor();
    });

    it("draws the boundaries of areas and where they overlap, and names those without a route and those to which nothing leads", async () => {
      const { browser, url } = stage();
      await addAreas(url);
      const page = await openPage(browser, `${url}/console/coverage`);
      await page.getByLabel("Find a territory").fill("ireland");
      await page.getByText("Areas within territories: 1 to which nothing leads, 2 without a route").click();
      await page.getByRole("img", { name: /^Boundaries of areas/ }).waitFor();
      await page.getByRole("row", { name: /overlap kent, london [\d,.]+ km² london holds there/ }).waitFor();
      expect(await page.locator("svg.map.areas path title").allTextContents()).toEqual([
        "London (london): own route",
        "Kent (kent): no route of its own",
        expect.stringMatching(/^overlap of kent, london, [\d,.]+ km²: london holds there/),
      ]);
      await page.getByRole("row", { name: /surrey Surrey no row or boundary leads there/ }).waitFor();
      expect(await accessibilityFaults(page)).toEqual([]);
      expect(await darkFaults(page)).toEqual([]);
    });

    it("lists every number, draws those in view alone, and finds some", async () => {
      const { browser, url } = stage();
      const page = await openPage(browser, `${url}/console/coverage`);
      // 244 rows of one kind take axe-core as many times as long as one.
      await page.getByLabel("Find a territory").fill("ireland");
      await page.getByText("Every number of the configuration").click();
      const { numbers } = (await clientOf({ url }).ask("/config")).body;
      const all = numbers.length.toLocaleString("en");
      await page.getByText(new RegExp(`^${all} of ${all} shown$`)).waitFor();
      const rows = page.locator("section.long tbody tr[aria-rowindex]");
      expect(await rows.count()).toBeLessThan(100);
      await page.evaluate("document.querySelector('section.long').scrollTop = 1e7");
      await page.locator(`section.long tr[aria-rowindex="${numbers.length + 1}"]`).waitFor();
      await page.getByLabel("Find a number").fill("france 112");
      await page.getByRole("row", { name: /FR France 112 all emergency/ }).waitFor();
      expect(await accessibilityFaults(page)).toEqual([]);
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

const box = (area: string, west: number, south: number) => ({
  type: "Feature",
  properties: { area },
  geometry: {
    type: "Polygon",
    coordinates: [
      [
        [west, south],
        [west + 1, south],
        [west + 1, south + 1],
        [west, south + 1],
        [west, south],
      ],
    ],
  },
});

/** Three areas of Great Britain, two of them with boundaries. */
async function addAreas(url: string): Promise<void> {
  const { ask, post } = clientOf({ url });
  const boundaries = { type: "FeatureCollection", features: [box("london", -0.6, 51.2), box("kent", 0.3, 50.9)] };
  const query = new URLSearchParams({ kind: "location-table", keys: "boundary", name: "gb-areas", reason: "CHG2" });
  const imported = await post(`/config/imports?${query}`, boundaries);
  expect([imported.status, imported.body]).toMatchObject([201, { version: 1 }]);
  const { version, routeSets } = (await ask("/config")).body;
  const area = (name: string, displayName: string, routeSet: string | null) => ({
    op: "put",
    kind: "area",
    item: { name, displayName, territory: "GB", routeSet },
  });
  const operations = [
    area("london", "London", routeSets[0].name),
    area("kent", "Kent", null),
    area("surrey", "Surrey", null),
    { op: "put", kind: "location-table", item: { name: "gb-areas", keys: "boundary", version: 1 } },
  ];
  const change = {
    baseVersion: version,
    reason: "CHG2 areas of Great Britain",
    operations,
    confirm: Object.keys(dangers),
  };
  const changed = await post("/config/changes", change);
  expect([changed.status, changed.body.errors]).toEqual([201, undefined]);
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
  expect((await post("/config/changes", { ...change, confirm: Object.keys(dangers) })).status).toBe(201);
}

type Key = Readonly<Record<string, string>>;

const removal = (kind: string, key: object) => ({ op: "delete", kind, key });

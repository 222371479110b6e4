import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { clientOf } from "../../support/app/app-with-hub.ts";
import { accessibilityFaults, confirmDangers, openPage, type Stage } from "../../support/app/browser.ts";

const tenant = (name: string) => ({ op: "put", kind: "tenant", item: { name, defaultTerritory: "GB" } });
const changeSet = (baseVersion: number, name: string) =>
  JSON.stringify({ baseVersion, reason: `CHG1 ${name}`, operations: [tenant(name)] });

async function activeVersion(url: string): Promise<number> {
  const { body } = await clientOf({ url }).ask("/config/versions?limit=1");
  return body.versions[0].version;
}

/** Where the page gets the rows of the one table from. */
const rowsAddress = (page: Page): Promise<string> => page.evaluate("document.querySelector('td a[download]').href");

export function describeChange(stage: () => Stage): void {
  describe("the page Change", () => {
    it("activates a change set by the keyboard alone", async () => {
      const { browser, url } = stage();
      const version = await activeVersion(url);
      const page = await openPage(browser, `${url}/console/change`);
      await page.getByLabel("Its content").focus();
      await page.keyboard.insertText(changeSet(version, "contoso"));
      await page.keyboard.press("Tab");
      await page.keyboard.press("Enter");
      await page.getByText("1 tenant added").waitFor();
      expect(await accessibilityFaults(page)).toEqual([]);
      await page.getByLabel("Reason").focus();
      await page.keyboard.type("CHG1 contoso comes");
      await page.keyboard.press("Enter");
      await page.getByText(`Version ${version + 1} is active.`).waitFor();
      await page.getByRole("cell", { name: "CHG1 contoso comes" }).waitFor();
      await page.locator("summary", { hasText: "1 tenant added" }).click();
      await page.locator("li code", { hasText: "contoso" }).waitFor();
    });

    it("overwrites nothing that somebody else changed meanwhile", async () => {
      const { browser, url } = stage();
      const version = await activeVersion(url);
      const page = await openPage(browser, `${url}/console/change`);
      await page.getByLabel("Its content").fill(changeSet(version, "fabrikam"));
      await page.getByRole("button", { name: "Dry run", exact: true }).first().click();
      await page.getByLabel("Reason").fill("CHG1 fabrikam comes");
      const other = await clientOf({ url }).post("/config/changes", changeSet(version, "northwind"));
      expect(other.status).toBe(201);
      await page.getByRole("button", { name: "Activate" }).click();
      await page.getByText("Somebody else changed the configuration meanwhile.").waitFor();
      expect(await activeVersion(url)).toBe(version + 1);
    });

    it("keeps a file while Table Storage does not answer (a simulated 503), and while it has faults", async () => {
      const { browser, url } = stage();
      const page = await openPage(browser, `${url}/console/change`);
      const content = page.getByLabel("Its content");
      const status = 503;
      const problem = { type: "about:blank", title: "-", status, detail: "Table Storage does not answer" };
      await page.route("**/api/v1/config/imports?*", (route) => route.fulfill({ status, json: problem }), { times: 1 });
      await content.fill('{"tenants":[{"name":"a b"}]}');
      await page.getByRole("button", { name: "Dry run", exact: true }).click();
      await page.getByText("Table Storage does not answer").waitFor();
      await page.getByText("Calls are decided all the same.").waitFor();
      expect(await accessibilityFaults(page)).toEqual([]);
      await page.getByRole("button", { name: "Try again" }).click();
      await page.getByText("Mend what is listed.").waitFor();
      await page.getByRole("button", { name: "Leave it" }).click();
      expect(await content.inputValue()).toBe('{"tenants":[{"name":"a b"}]}');
    });

    it("lists every fault of a file", async () => {
      const { browser, url } = stage();
      const page = await openPage(browser, `${url}/console/change`);
      await page.getByLabel("Its content").fill('{"tenants":[{"name":"a b"},{"name":"ok","defaultTerritory":"ZZZ"}]}');
      await page.getByRole("button", { name: "Dry run", exact: true }).first().click();
      await page.getByText("Mend what is listed.").waitFor();
      expect(await page.locator(".note li").count()).toBeGreaterThanOrEqual(2);
    });

    it("stores the rows of a lookup table, and leads on to the change that uses them", async () => {
      const { browser, url } = stage();
      const page = await openPage(browser, `${url}/console/change`);
      await page.locator("summary", { hasText: "Lookup tables" }).click();
      await page.getByLabel("Table", { exact: true }).fill("fr-communes");
      const file = { name: "communes.csv", mimeType: "text/csv", buffer: Buffer.from("key,value\n75056,0155667788\n") };
      await page.getByLabel("All its rows").setInputFiles(file);
      await page.getByLabel("Why").fill("CHG1 communes");
      await page.keyboard.press("Enter");
      await page.getByText("1 row is stored as version 1 of fr-communes.").waitFor();
      await page.getByRole("row", { name: /fr-communes 1 1 no version CHG1 communes/ }).waitFor();
      expect(await accessibilityFaults(page)).toEqual([]);
      expect(await (await page.request.get(await rowsAddress(page))).text()).toContain("75056,0155667788");
    });

    it("brings a version back", async () => {
      const { browser, url } = stage();
      const version = await activeVersion(url);
      const page = await openPage(browser, `${url}/console/change`);
      await page.getByRole("button", { name: `Restore ${version - 1}` }).click();
      await page.getByText("1 tenant removed").waitFor();
      await page.getByLabel("Reason").fill("CHG1 undone");
      await confirmDangers(page);
      await page.getByRole("button", { name: "Activate" }).click();
      await page.getByText(`Version ${version + 1} is active.`).waitFor();
    });
  });
}

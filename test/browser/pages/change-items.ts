import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { clientOf } from "../../support/app/app-with-hub.ts";
import { accessibilityFaults, confirmDangers, openPage, type Stage } from "../../support/app/browser.ts";

const tenant = (name: string, defaultTerritory = "GB") => ({
  op: "put",
  kind: "tenant",
  item: { name, defaultTerritory },
});

async function activeVersion(url: string): Promise<number> {
  const { body } = await clientOf({ url }).ask("/config/versions?limit=1");
  return body.versions[0].version;
}

/** What somebody else does meanwhile. */
async function changeElsewhere(url: string, ...operations: readonly object[]): Promise<void> {
  const { post } = clientOf({ url });
  const change = { baseVersion: await activeVersion(url), reason: "CHG1 elsewhere", operations };
  const { unconfirmed } = (await post("/config/changes", change)).body;
  if (unconfirmed !== undefined)
    expect((await post("/config/changes", { ...change, confirm: unconfirmed })).status).toBe(201);
  expect(await activeVersion(url)).toBe(change.baseVersion + 1);
}

/** Opens an item; without a key a new one. */
async function openItem(page: Page, kind: string, key = ""): Promise<void> {
  await page.getByLabel("Kind").selectOption(kind);
  await page.getByLabel("Which one").fill(key);
  await page.getByRole("button", { name: key === "" ? "New" : "Open" }).click();
  await page
    .getByRole("heading", { name: `${key === "" ? "New " : ""}${kind}${key === "" ? "" : ` ${key}`}` })
    .waitFor();
}

const dryRun = (page: Page) => page.getByRole("button", { name: "Dry run", exact: true }).click();

export function describeChangeItems(stage: () => Stage): void {
  describe("the page Change, item by item", () => {
    it("changes a number by the keyboard alone, and asks for its dangers to be typed", async () => {
      const { browser, url } = stage();
      const version = await activeVersion(url);
      const page = await openPage(browser, `${url}/console/change`);
      await page.getByLabel("Which one").focus();
      await page.keyboard.type("*|GB|999");
      await page.keyboard.press("Enter");
      await page.getByRole("heading", { name: "number *|GB|999" }).waitFor();
      expect(await accessibilityFaults(page)).toEqual([]);
      const chosen = page.getByLabel("Class");
      await chosen.focus();
      // The browser forgets after a second what was typed so far, so that a word may end elsewhere.
      for (let presses = 0; presses < 20 && (await chosen.inputValue()) !== "special"; presses += 1)
        await page.keyboard.press("s");
      expect(await chosen.inputValue()).toBe("special");
      await page.getByLabel("Source (optional)").focus();
      await page.keyboard.press("Enter");
      await page.getByText("1 number changed").waitFor();
      await page
        .getByRole("cell", { name: "emergency: 999 by emergency-a, emergency-b, contingency" })
        .first()
        .waitFor();
      await page.getByRole("cell", { name: "special", exact: true }).first().waitFor();
      const activate = page.getByRole("button", { name: "Activate" });
      await page.getByLabel("Reason").fill("CHG1 999 is special");
      expect(await activate.isDisabled()).toBe(true);
      await confirmDangers(page);
      await page.getByLabel("Reason").focus();
      await page.keyboard.press("Enter");
      await page.getByText(`Version ${version + 1} is active.`).waitFor();
      await page.getByRole("button", { name: `Restore ${version}` }).waitFor();
    });

    it("shows every fault beside its field, and leads to the first", async () => {
      const { browser, url } = stage();
      const page = await openPage(browser, `${url}/console/change`);
      await openItem(page, "conversion");
      await page.getByLabel("Name").fill("two words");
      await page.getByRole("button", { name: "Add step" }).click();
      await page.getByLabel("Do").selectOption("strip");
      await page.getByRole("button", { name: "Add example" }).click();
      await page.getByLabel("In", { exact: true }).fill("+44999");
      await dryRun(page);
      await page.getByText("beside the fields").waitFor();
      const name = page.getByLabel("Name");
      // The focus moves once the faults are painted.
      const id = await name.getAttribute("id");
      await expect.poll(() => page.evaluate("document.activeElement.id")).toBe(id);
      for (const [label, fault] of [
        ["Name", "must be 1 to 64 letters"],
        ["Prefix", "is missing"],
        ["Out", "is missing"],
      ] as const) {
        const described = (await page.getByLabel(label, { exact: true }).getAttribute("aria-describedby")) ?? "";
        const texts = await page
          .locator(
            described
              .split(" ")
              .map((id) => `[id="${id}"]`)
              .join(","),
          )
          .allTextContents();
        expect([label, texts.join()]).toEqual([label, expect.stringContaining(fault)]);
      }
      expect(await accessibilityFaults(page)).toEqual([]);
      await name.fill("two-words");
      await page.getByLabel("Prefix").fill("+44");
      await page.getByLabel("Out", { exact: true }).fill("999");
      await dryRun(page);
      await page.getByText("1 conversion added").waitFor();
    });

    it("removes an item, and adds another in the same change", async () => {
      const { browser, url } = stage();
      await changeElsewhere(url, tenant("leaves"));
      const page = await openPage(browser, `${url}/console/change`);
      await openItem(page, "tenant", "leaves");
      await page.getByRole("button", { name: "Remove this tenant" }).click();
      await openItem(page, "tenant");
      await page.getByLabel("Name").fill("comes");
      await dryRun(page);
      await page.getByText("1 tenant added, 1 tenant removed").waitFor();
    });

    it("after a change of others shows it, and goes on with what one has typed on their version", async () => {
      const { browser, url } = stage();
      const page = await openPage(browser, `${url}/console/change`);
      await openItem(page, "tenant");
      await page.getByLabel("Name").fill("mine");
      await changeElsewhere(url, tenant("theirs"));
      const version = await activeVersion(url);
      await dryRun(page);
      await page.getByText("Somebody else changed the configuration meanwhile.").waitFor();
      await page.locator("li", { hasText: "added: tenant theirs" }).waitFor();
      expect(await accessibilityFaults(page)).toEqual([]);
      await page.getByRole("button", { name: `Try mine on version ${version}` }).click();
      await page.getByText(`On version ${version}: 1 tenant added`).waitFor();
      await page.getByLabel("Reason").fill("CHG1 mine after theirs");
      await page.getByRole("button", { name: "Activate" }).click();
      await page.getByText(`Version ${version + 1} is active.`).waitFor();
      const { body } = await clientOf({ url }).ask("/config/items?kind=tenant");
      expect(body.items.map(({ name }: { name: string }) => name)).toEqual(expect.arrayContaining(["mine", "theirs"]));
    });

    it("says that a change may be live if its answer is lost, and keeps what was typed", async () => {
      const { browser, url } = stage();
      const loseAnswer = (page: Page) =>
        page.route(
          "**/api/v1/config/changes?dryRun=false",
          async (route) => {
            await route.fetch();
            await route.abort();
          },
          { times: 1 },
        );
      const page = await openPage(browser, `${url}/console/change`, { prepare: loseAnswer });
      await openItem(page, "tenant");
      await page.getByLabel("Name").fill("lost");
      await dryRun(page);
      await page.getByLabel("Reason").fill("CHG1 lost");
      await page.getByRole("button", { name: "Activate" }).click();
      await page.getByText("No answer came, so the change may be live.").waitFor();
      expect(await accessibilityFaults(page)).toEqual([]);
      expect(await page.getByLabel("Reason").inputValue()).toBe("CHG1 lost");
      await page.getByRole("button", { name: "Activate" }).click();
      await page.getByText("The answer to your change was lost: see whether it is this.").waitFor();
      await page.getByRole("alert").locator("li", { hasText: "added: tenant lost" }).waitFor();
    });

    it("offers no way over an item that others have changed too", async () => {
      const { browser, url } = stage();
      await changeElsewhere(url, tenant("shared"));
      const page = await openPage(browser, `${url}/console/change`);
      await openItem(page, "tenant", "shared");
      await page.getByLabel("Default territory (optional)").fill("IE");
      await changeElsewhere(url, tenant("shared", "FR"));
      await dryRun(page);
      await page.getByText("You both changed tenant shared.").waitFor();
      expect(await page.getByRole("button", { name: /^Try mine/ }).count()).toBe(0);
    });
  });
}

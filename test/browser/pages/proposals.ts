import type { Page } from "playwright-core";
import { beforeAll, describe, expect, it } from "vitest";
import { accessibilityFaults } from "../../support/app/browser.ts";

type Office = {
  readonly url: string;
  /** By the name of its environment variable. */
  readonly token: (name: string) => string;
  /** Opens a page of the console as this person. */
  readonly signIn: (person: string, path: string) => Promise<Page>;
};

const policy = { approvals: { default: 1 }, direct: "refused-when-approval-needed" };

/** Proposes a tenant as the configurer, with whatever is chosen besides. */
async function propose(page: Page, name: string, choose: () => Promise<unknown> = async () => {}): Promise<void> {
  await page.getByLabel("Kind").selectOption("tenant");
  await page.getByRole("button", { name: "New" }).click();
  await page.getByLabel("Name").fill(name);
  await page.getByRole("button", { name: "Dry run", exact: true }).click();
  await page.getByText("The policy asks for the approval of 1 other person.").waitFor();
  await page.getByLabel("Reason").fill(`CHG1 ${name} comes`);
  const direct = page.getByRole("button", { name: /^Activate/ });
  await direct.click();
  await direct.waitFor({ state: "detached" });
  await choose();
  await page.getByRole("button", { name: "Propose" }).click();
  await page.getByText("Proposed: waits for approval, 0 of 1.").waitFor();
}

/** Tries a file with the whole list of tenants. */
async function tryFile(page: Page, lines: string): Promise<void> {
  const buffer = Buffer.from(`name,defaultTerritory\n${lines}`);
  await page.getByLabel("A file", { exact: true }).setInputFiles({ name: "tenants.csv", mimeType: "text/csv", buffer });
  await expect.poll(() => page.getByLabel("It holds").inputValue()).toBe("tenant");
  await page.getByRole("button", { name: "Dry run", exact: true }).click();
  await page.getByText("The policy asks for the approval of 1 other person.").waitFor();
}

export function describeProposals(office: () => Office): void {
  describe("where the policy asks for a second person", () => {
    beforeAll(async () => {
      const { url, token } = office();
      const operations = [{ op: "put", kind: "change-policy", item: policy }];
      const answer = await fetch(`${url}/api/v1/config/changes`, {
        method: "POST",
        headers: { authorization: `Bearer ${token("CONFIGURER_TOKEN")}` },
        body: JSON.stringify({ baseVersion: 1, reason: "CHG1 two people", operations }),
      });
      expect(answer.status).toBe(201);
    });

    it("a change is proposed, looked at and approved by another person, and is live", async () => {
      const { signIn } = office();
      const author = await signIn("configurer", "/change");
      await propose(author, "contoso");
      const mine = author.getByRole("article", { name: "CHG1 contoso comes" });
      await mine.getByRole("button", { name: "Withdraw" }).waitFor();
      expect(await mine.getByRole("button").allTextContents()).toEqual(["Withdraw"]);
      const other = await signIn("approver", "/change");
      const card = other.getByRole("article", { name: "CHG1 contoso comes" });
      await card.getByText("What it does").click();
      await card.getByText("1 tenant added").waitFor();
      expect(await accessibilityFaults(other)).toEqual([]);
      await card.getByLabel("Comment").fill("checked with the customer");
      await card.getByRole("button", { name: "Approve" }).click();
      await other.getByText("What became of earlier ones: 1").click();
      await other.getByText("live as version 3", { exact: true }).waitFor();
    });

    it("a file is proposed as what it changes", async () => {
      const { signIn } = office();
      const author = await signIn("configurer", "/change");
      await tryFile(author, "contoso,\nnorthwind,GB\n");
      await author.getByText("On version 3: 1 tenant added").waitFor();
      await author.getByLabel("Reason").fill("CHG1 northwind by a file");
      await author.getByRole("button", { name: "Propose" }).click();
      await author.getByText("Proposed: waits for approval, 0 of 1.").waitFor();
      const card = author.getByRole("article", { name: "CHG1 northwind by a file" });
      await card.getByText("What it does").click();
      await card.getByText("added: tenant northwind").waitFor({ state: "attached" });
      await card.getByRole("button", { name: "Withdraw" }).click();
      await author.getByRole("heading", { name: "Proposals: none waits" }).waitFor();
    });

    it("in an emergency a change goes live without approval, and is shown until somebody has approved it", async () => {
      const { signIn } = office();
      const author = await signIn("configurer", "/change");
      await tryFile(author, "contoso,\nnorthwind,GB\n");
      await author.getByLabel("Reason").fill("CHG1 northwind at once");
      await author.getByRole("button", { name: "Activate without approval" }).click();
      await author.getByText("In an emergency: without approval").click();
      const activate = author.getByRole("button", { name: "Activate for this incident" });
      expect(await activate.isDisabled()).toBe(true);
      expect(await accessibilityFaults(author)).toEqual([]);
      await author.getByLabel("Incident").fill("INC0099001");
      await author.keyboard.press("Enter");
      await author.getByText("Version 4 is active.").waitFor();
      await author
        .getByRole("article", { name: "CHG1 northwind at once" })
        .getByText("It went live without approval, for INC0099001")
        .waitFor();
    });

    it("a provisional version counts down on every page until it is kept", async () => {
      const { signIn } = office();
      const author = await signIn("configurer", "/change");
      await propose(author, "fabrikam", async () => {
        await author.getByText("At its time, or undone by itself").click();
        await author.getByLabel("Goes back by itself after").selectOption("10 minutes");
      });
      const other = await signIn("approver", "/change");
      const card = other.getByRole("article", { name: "CHG1 fabrikam comes" });
      await card.getByRole("button", { name: "Approve" }).click();
      await other.getByText("live as version 5 until").waitFor();
      await other.getByRole("link", { name: "Try a number" }).click();
      const banner = other.getByRole("region", { name: "A provisional version" });
      await banner.getByText(/it goes back by itself in \d:\d\d/).waitFor();
      expect(await accessibilityFaults(other)).toEqual([]);
      await banner.getByRole("button", { name: "Keep version 5" }).click();
      await banner.waitFor({ state: "detached" });
    });
  });
}

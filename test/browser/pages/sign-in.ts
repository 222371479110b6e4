import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type LocalIssuer, startLocalIssuer } from "../../../tools/local/start/local-issuer.ts";
import { accessibilityFaults, openPage, type Stage } from "../../support/app/browser.ts";
import { startReadyProgram } from "../../support/programs/run-program.ts";
import { dataWith } from "../../support/stores/starter-tables.ts";
import { fewTerritories } from "../few-territories.ts";
import { describeProposals } from "./proposals.ts";

const hourMs = 3_600_000;

export function describeSignIn(stage: () => Pick<Stage, "browser">): void {
  describe("with Entra ID", () => {
    const cleanUps: (() => unknown)[] = [];
    let issuer: LocalIssuer;
    let url: string;
    beforeAll(async () => {
      issuer = await startLocalIssuer();
      cleanUps.push(issuer.stop);
      const settings = {
        AUTHENTICATION: "entra",
        DATA_DIR: await dataWith(fewTerritories()),
        ...issuer.settings,
      };
      ({ url } = await startReadyProgram(settings, (cleanUp) => cleanUps.push(cleanUp)));
    });
    afterAll(async () => {
      for (const cleanUp of cleanUps) await cleanUp();
    });

    /** Opens a page of the console as this person. */
    const signIn = async (person: string, path = "", isOwnClock = false): Promise<Page> => {
      const mayAsk = issuer.settings.ENTRA_AUTHORITY;
      const page = await openPage(stage().browser, `${url}/console${path}`, {
        mayAsk,
        isOwnClock,
      });
      await page.getByRole("link", { name: person }).click();
      await page.locator(".person").getByText(`${person}@local-issuer.invalid`, { exact: true }).waitFor();
      return page;
    };

    it("signs in, comes back to the page that was wanted, and keeps no token in the browser", async () => {
      const page = await signIn("reader", "/change?from=mail");
      await page.getByRole("heading", { level: 1, name: "Change" }).waitFor();
      expect(page.url()).toBe(`${url}/console/change?from=mail`);
      expect(await accessibilityFaults(page)).toEqual([]);
      const kept: string = await page.evaluate(
        "JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie])",
      );
      expect(kept).not.toMatch(/eyJ|refresh|secret/i);
    });

    it("shows a role what it allows, and no more", async () => {
      const page = await signIn("reader", "/change");
      await page.getByText("A change needs the role Config.Write.").waitFor();
      await page.getByRole("cell", { name: "active" }).waitFor();
      expect(await page.getByRole("button", { name: /dry run|restore|activate/i }).count()).toBe(0);
    });

    it("hides pages that a role has nothing to see on, and says so at their address", async () => {
      const page = await signIn("auditor", "/change");
      await page.getByText("This page is for those with the role").waitFor();
      expect(await page.locator("nav a").allTextContents()).toEqual(["Now", "Calls", "Trust"]);
      expect(await accessibilityFaults(page)).toEqual([]);
    });

    it("tells what the app refuses all the same (403)", async () => {
      const page = await signIn("reader", "/calls");
      await page.getByLabel("Caller").fill("+441632960123");
      await page.getByRole("button", { name: "Search" }).click();
      await page.getByText("Your role does not allow this.").waitFor();
      expect(await accessibilityFaults(page)).toEqual([]);
    });

    it("renews a token that expires half-way, without a word", async () => {
      const page = await signIn("configurer", "/change", true);
      const renewed = page.waitForResponse((response) => response.url().includes("/oauth2/v2.0/token"));
      await page.getByLabel("Its content").fill('{"tenants":[]}');
      await page.clock.fastForward(9 * hourMs);
      await page.getByRole("button", { name: "Dry run" }).click();
      expect((await renewed).status()).toBe(200);
      await page.getByText(/^On version \d+: nothing is different/).waitFor();
    });

    it("takes a new token where the app refuses one that looked good (401)", async () => {
      issuer.behave({ ageS: 10 * 3_600 });
      const page = await signIn("reader", "/change");
      await page.getByText("the token has expired").waitFor();
      issuer.behave({ ageS: 0 });
      await page.getByRole("button", { name: "Try again" }).click();
      await page.getByRole("cell", { name: "active" }).waitFor();
    });

    it("keeps what was typed where a token cannot be renewed, and goes on after a sign-in in another window", async () => {
      const page = await signIn("configurer", "/change", true);
      await page.getByLabel("Its content").fill('{"tenants":[]}');
      issuer.behave({ renews: false });
      await page.clock.fastForward(9 * hourMs);
      await page.getByRole("button", { name: "Dry run" }).click();
      await page.getByText("Nothing is sent and nothing new is shown").waitFor();
      // Of the dry run itself: the page asks for other things by the clock.
      await page.locator("section[aria-labelledby=review]").getByRole("button", { name: "Try again" }).waitFor();
      expect(await accessibilityFaults(page)).toEqual([]);
      const opened = page.waitForEvent("popup");
      await page.getByRole("button", { name: "Sign in again" }).click();
      const window = await opened;
      issuer.behave({ renews: true });
      await window.getByRole("link", { name: "configurer" }).click();
      await page.getByText("Nothing is sent and nothing new is shown").waitFor({ state: "detached" });
      await page.getByRole("button", { name: "Try again" }).first().click();
      await page.getByText(/^On version \d+: nothing is different/).waitFor();
    });

    it("says why the sign-in did not succeed, and offers it again", async () => {
      const page = await openPage(stage().browser, `${url}/console`, { mayAsk: issuer.settings.ENTRA_AUTHORITY });
      await page.getByRole("link", { name: "reader" }).waitFor();
      const state = new URL(page.url()).searchParams.get("state") ?? "";
      const answer = new URLSearchParams({ error: "access_denied", error_description: "no role was given", state });
      await page.goto(`${url}/console#${answer}`);
      await page.getByText("no role was given").waitFor();
      expect(await accessibilityFaults(page)).toEqual([]);
      await page.getByRole("button", { name: "Sign in" }).click();
      await page.getByRole("link", { name: "reader" }).waitFor();
    });

    describeProposals(() => ({ url, token: (name) => issuer.tokens.get(name) ?? "", signIn }));

    it("signs out at the sign-in too", async () => {
      const page = await signIn("reader");
      await page.getByRole("button", { name: "Sign out" }).click();
      await page.getByRole("heading", { name: "You have signed out" }).waitFor();
    });
  });
}

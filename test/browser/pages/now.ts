import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { clientOf } from "../../support/app/app-with-hub.ts";
import { accessibilityFaults, darkFaults, openPage, type Stage } from "../../support/app/browser.ts";

export function describeNow(stage: () => Stage): void {
  describe("the page Now", () => {
    it("on the first day says that no call came, and which version is active", async () => {
      const { browser, url } = stage();
      const page = await openPage(browser, `${url}/console`);
      await page.getByText("No emergency call came").waitFor();
      await page.getByText("No alarm is open.").waitFor();
      await page.getByText(/Version 1: “/).waitFor();
    });

    it("turns red for a call that failed, names the alarm, and leads to the call", async () => {
      const { browser, url } = stage();
      await makeCall(url, "failed@sbc1.example.net", 503);
      await makeCall(url, "answered@sbc1.example.net", 200);
      const watched = async () => (await clientOf({ url }).ask("/watch?windowS=900")).body;
      await expect.poll(watched).toMatchObject({
        totals: { decided: 2, answered: 1, failed: 1 },
        alarms: [{ alarm: "emergency-call-failed" }],
      });
      const page = await openPage(browser, `${url}/console`);
      await page.getByText("1 of 2 emergency calls failed").waitFor();
      await page.getByText("Open alarms: 1").waitFor();
      expect(await accessibilityFaults(page)).toEqual([]);
      await page.getByRole("link", { name: "failed@sbc1.example.net" }).click();
      await page.getByText("Failed: 503").waitFor();
    });

    it("has one reading for the last minutes and the day, on a map and in a list beside it", async () => {
      const { browser, url } = stage();
      const asked: string[] = [];
      const listen = async (page: Page) => page.on("request", (request) => asked.push(request.url()));
      const page = await openPage(browser, `${url}/console`, { prepare: listen });
      await page.getByText("1 of 2 emergency calls failed").waitFor();
      await page.getByRole("row", { name: /GB United Kingdom 2 1 0 50.0 %/ }).waitFor();
      await page.getByRole("img", { name: /Where emergency calls came from: 1 territory/ }).waitFor();
      expect(await page.locator("polygon.mark.failed title").first().textContent()).toBe(
        "United Kingdom (GB): 2 calls, 1 failed",
      );
      // Asked again every 15 s, but for nothing else.
      expect(new Set(asked.filter((each) => each.includes("/v1/watch"))).size).toBe(1);
    });

    it("shows the front doors of regions side by side, as a simulated answer has them", async () => {
      const { browser, url } = stage();
      const door = { lastProbedAt: "2026-11-28T12:00:00.000Z", probed: 40, failed: 0, slowestMs: 41, failing: 0 };
      const targets = [
        { ...door, name: "north", firstFailing: [] },
        { ...door, name: "west", failed: 6, failing: 1, firstFailing: ["paris-112"] },
        { ...door, name: "south", failed: 40, failing: 3, firstFailing: ["paris-112", "london-999"] },
      ];
      const failed = {
        alarm: "probe-failed",
        subject: "south",
        since: door.lastProbedAt,
        evidence: ["e1"],
        runbook: "r",
      };
      const simulate = (page: Page) =>
        page.route("**/api/v1/watch?*", async (route) => {
          const answer = await (await route.fetch()).json();
          const probes = { verified: null, countedFrom: door.lastProbedAt, targets };
          await route.fulfill({ json: { ...answer, probes, alarms: [failed] } });
        });
      const page = await openPage(browser, `${url}/console`, { prepare: simulate });
      await page.getByRole("region", { name: "north" }).getByText("answers as expected").waitFor();
      await page.getByRole("region", { name: "west" }).getByText("1 not as expected").waitFor();
      await page.getByRole("region", { name: "south" }).getByText("does not answer as it should").waitFor();
      await page.getByText("A probe through the front door failed twice in a row").waitFor();
      expect(await accessibilityFaults(page)).toEqual([]);
      expect(await darkFaults(page)).toEqual([]);
    });

    it("keeps what it knew when the connection is lost, greys it out after 30 s and says since when, until it is back", async () => {
      const { browser, url } = stage();
      const page = await openPage(browser, `${url}/console`, { isOwnClock: true });
      await page.getByText("1 of 2 emergency calls failed").waitFor();
      await page.context().setOffline(true);
      await page.clock.fastForward("00:41");
      await page.getByText("The app does not answer.").first().waitFor();
      await page
        .getByText(/This is from .* ago/)
        .first()
        .waitFor();
      await page.getByText(/No answer about what became of calls since \d/).waitFor();
      await page.getByText("1 of 2 emergency calls failed").waitFor();
      expect(await accessibilityFaults(page)).toEqual([]);
      await page.context().setOffline(false);
      await page.getByText("The app does not answer.").first().waitFor({ state: "detached" });
    });

    it.each([
      [401, "You are not signed in"],
      [403, "Your role does not allow this"],
      [503, "Calls are decided all the same."],
    ])("tells what a simulated %i means", async (status, text) => {
      const { browser, url } = stage();
      const refuse = (page: Page) =>
        page.route("**/api/v1/watch?*", (route) =>
          route.fulfill({ status, json: { type: "about:blank", title: "-", status, detail: "why not" } }),
        );
      const page = await openPage(browser, `${url}/console`, { prepare: refuse });
      await page.getByText(text).first().waitFor();
    });
  });
}

/** Makes an emergency call, and reports what became of it. */
export async function makeCall(url: string, callId: string, finalStatus: number): Promise<void> {
  const post = (path: string, body: object) =>
    fetch(`${url}/api/v1/${path}`, { method: "POST", body: JSON.stringify(body) });
  await post("call-setup", { callId, ingress: "zoom", calledParty: "+44999", callingParty: "+441632960123" });
  const outcome = await post("call-outcomes", { callId, finalStatus, routeName: "emergency-a" });
  expect(outcome.status).toBe(202);
}

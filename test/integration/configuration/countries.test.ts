import { describe, expect, it } from "vitest";
import { tableClient } from "../../../shared/tables/table-client.ts";
import { startAppWithHub } from "../../support/app/app-with-hub.ts";
import { eventually } from "../../support/eventually.ts";
import { startConfiguredTables } from "../../support/stores/configured-tables.ts";
import { number } from "./change-sets.ts";

const countries = { territories: ["ie", "BR"], routeSet: "emergency", conversion: "short-code" };

describe("countries", () => {
  it("are added from the catalogue: drafted, tried and activated without a word changed", async () => {
    const { app, ask, post } = await startAppWithHub(await startConfiguredTables());
    const known = await ask("/catalogue?territory=IE,BR&tier=primary");
    const draft = await post("/config/drafts", countries);
    expect(draft.status).toBe(200);
    expect((await ask("/config")).body.version).toBe(1);
    const tried = await post("/config/changes?dryRun=true", draft.text);
    expect(tried).toMatchObject({ status: 200, body: { dangers: [], warnings: [] } });
    expect(await post("/config/changes", draft.text)).toMatchObject({ status: 201, body: { version: 2 } });
    for (const { territory, dialString, class: callClass } of known.body.entries) {
      const isRouted = callClass !== "special";
      const decided = await app.call({ calledParty: dialString, territory });
      expect(decided, dialString).toMatchObject({ class: callClass, flags: ["generated-call-id"] });
      expect(decided.routes.length, dialString).toBe(isRouted ? 1 : 0);
    }
    expect(await post("/config/drafts", countries)).toMatchObject({
      status: 422,
      body: { errors: [{ path: "territories", message: expect.stringContaining("nothing is missing") }] },
    });
  });

  it("that are half there are completed, and coverage has nothing more to say", async () => {
    const { ask, post, change } = await startAppWithHub(await startConfiguredTables());
    const before = await ask("/config/coverage?territory=GB");
    const missing = before.body.territories[0].catalogueOnly.map(({ shortCode }: { shortCode: string }) => shortCode);
    expect(missing).toContain("112");
    const other = await change(1, number("998"));
    const { message } = other.body.warnings[0];
    expect(message).toMatch(/^GB: 112.* known to the catalogue alone$/);
    const draft = await post("/config/drafts", {
      territories: ["GB"],
      routeSet: "emergency",
      tiers: ["primary", "extended"],
    });
    expect(draft.headers.get("x-draft-skipped")).toBe("territory GB, number *|GB|999");
    const tried = await post("/config/changes", draft.text);
    expect(tried).toMatchObject({ status: 201, body: { warnings: [] } });
    const after = await ask("/config/coverage?territory=GB");
    expect(after.body).toMatchObject({
      version: 3,
      territories: [
        { catalogueOnly: [], withoutOwnRoute: [], unsourced: [{ shortCode: "998" }, { shortCode: "999" }] },
      ],
    });
  });
});

describe("coverage", () => {
  it("counts what was dialled without being configured", async () => {
    const { app, ask } = await startAppWithHub(await startConfiguredTables());
    await app.call({ calledParty: "+353999", callId: "call-1" });
    await app.call({ calledParty: "112", territory: "IE", callId: "call-2" });
    await app.call({ calledParty: "112", territory: "IE", callId: "call-3" });
    const suspected = await app.call({ calledParty: "118", territory: "GB", callId: "call-4" });
    expect(suspected.flags).toContain("suspected");
    await eventually(async () => {
      const { body } = await ask("/config/coverage");
      expect(body).toMatchObject({
        seen: { complete: true },
        territories: [
          { territory: "GB", configured: true, seen: [{ number: "118", unprovisioned: 0, suspected: 1 }] },
          {
            territory: "IE",
            configured: false,
            seen: [
              { number: "112", unprovisioned: 2, suspected: 0 },
              { number: "999", unprovisioned: 1, suspected: 0 },
            ],
          },
        ],
      });
    });
  });

  it("is answered without the calls, and says so, where the trail cannot be read", async () => {
    const tables = await startConfiguredTables();
    const { ask } = await startAppWithHub(tables);
    await tableClient(tables, "AuditTrail").deleteTable();
    expect(await ask("/config/coverage")).toMatchObject({
      status: 200,
      body: { seen: { complete: false, since: null }, territories: [{ territory: "GB", seen: [] }] },
    });
  });
});

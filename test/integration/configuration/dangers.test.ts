import { describe, expect, it } from "vitest";
import { startAppWithHub } from "../../support/app/app-with-hub.ts";
import type { RunningApp } from "../../support/app/run-app.ts";
import { startConfiguredTables } from "../../support/stores/configured-tables.ts";
import { changeSet, number, patchItem, putItem, remove999, rowsOf } from "./change-sets.ts";

const classOf = async (app: RunningApp, calledParty: string): Promise<string> =>
  (await app.call({ ingress: "default", calledParty, territory: "GB" })).class;

describe("a slip", () => {
  const gateway = {
    name: "zoom",
    spellings: ["plus-country-short-code", "short-code"],
    platformRoutedTerritories: ["US", "CA"],
  };
  const trunk = { name: "a", host: "a.example", headers: { Priority: "emergency" } };
  const shortCode = {
    name: "short-code",
    steps: [{ do: "strip-calling-code" }],
    examples: [{ in: "+44999", out: "999" }],
  };
  const strip9 = { do: "strip", prefix: "9" };

  it.each<[string, object, string, string]>([
    ["an ingress that is deleted", { op: "delete", kind: "ingress", key: { name: "zoom" } }, "removes-ingress", "zoom"],
    [
      "an ingress put without the territories of the platform",
      putItem("ingress", { name: gateway.name, spellings: gateway.spellings }),
      "changes-platform-routing",
      "US at zoom: not the platform's any more",
    ],
    [
      "a route set put without its headers",
      putItem("route-set", { name: "emergency", routes: [{ name: "a", host: "a.example" }] }),
      "changes-emergency-headers",
      "emergency: without Priority: emergency at a",
    ],
    [
      "a conversion that makes another number",
      putItem("conversion", {
        ...shortCode,
        steps: [...shortCode.steps, strip9],
        examples: [{ in: "+44112", out: "112" }],
      }),
      "rewrites-emergency-numbers",
      "999 in GB: 99 instead of 999",
    ],
    [
      "a patch of one field",
      patchItem("ingress", { name: "zoom" }, { trustTerritory: false }),
      "changes-territory-trust",
      "zoom: not believed any more",
    ],
  ])("does not go live before it is confirmed by its own name: %s", async (_, operation, danger, item) => {
    const { ask, post } = await startAppWithHub(await startConfiguredTables());
    const setUp = changeSet(
      1,
      putItem("ingress", gateway),
      putItem("route-set", { name: "emergency", routes: [trunk] }),
      putItem("conversion", shortCode),
    );
    const confirmed = await post("/config/changes", { ...setUp, confirm: ["changes-emergency-headers"] });
    expect(confirmed.status).toBe(201);

    const slip = await post("/config/changes", changeSet(2, operation));
    expect(slip).toMatchObject({ status: 428, body: { unconfirmed: expect.arrayContaining([danger]) } });
    expect(slip.body.dangers).toContainEqual(
      expect.objectContaining({ danger, items: expect.arrayContaining([item]) }),
    );
    expect((await ask("/config")).body.version).toBe(2);

    const meant = await post("/config/changes", { ...changeSet(2, operation), confirm: slip.body.unconfirmed });
    expect(meant.status).toBe(201);
    const undone = await post("/config/versions/2/restore", { reason: "undone" });
    expect(undone).toMatchObject({ status: 201, body: { version: 4, dangers: expect.any(Array) } });
  });

  it("is a change of one field only where it is a patch, in a simulation as well", async () => {
    const { ask, post } = await startAppWithHub(await startConfiguredTables());
    expect((await post("/config/changes", changeSet(1, putItem("ingress", gateway)))).status).toBe(201);
    const patch = changeSet(2, patchItem("ingress", { name: "zoom" }, { defaultTerritory: "GB" }));
    const simulated = await post("/config/simulations", {
      calls: [{ ingress: "zoom", calledParty: "999" }],
      change: patch,
    });
    expect(simulated).toMatchObject({ status: 200, body: { decisions: [{ after: { number: { territory: "GB" } } }] } });
    expect((await post("/config/changes", { ...patch, confirm: ["moves-callers"] })).status).toBe(201);
    expect((await ask("/config")).body.ingresses).toEqual([
      expect.objectContaining({ ...gateway, defaultTerritory: "GB", trustTerritory: true }),
    ]);
    const missing = await post("/config/changes", changeSet(3, patchItem("ingress", { name: "teams" }, {})));
    expect(missing).toMatchObject({
      status: 422,
      body: { errors: [{ path: "operations[0].key", message: "there is no ingress teams" }] },
    });
  });
});

describe("a danger", () => {
  it("of a change has to be named, and nothing is stored before", async () => {
    const tables = await startConfiguredTables();
    const { app, post } = await startAppWithHub(tables);
    const both = changeSet(1, number("112"), remove999);
    const before = await rowsOf(tables);
    const refused = await post("/config/changes", { ...both, confirm: ["empties-territory"] });
    expect(refused).toMatchObject({ status: 428, body: { dangers: [{ danger: "removes-emergency-number" }, {}] } });
    expect(await rowsOf(tables)).toEqual(before);
    const confirm = refused.body.unconfirmed;
    expect(await post("/config/changes", { ...both, confirm })).toMatchObject({ status: 201 });
    // The catalogue still has it: nobody is left without help.
    expect(await classOf(app, "+44999")).toBe("emergency");
  });

  it("is a legal hold that a restored version does not have", async () => {
    const { post } = await startAppWithHub(await startConfiguredTables());
    const hold = { op: "put", kind: "legal-hold", item: { name: "case-17", reason: "court order", tenant: "contoso" } };
    await post("/config/changes", changeSet(1, hold));
    const refused = await post("/config/versions/1/restore", { reason: "r" });
    expect(refused).toMatchObject({ status: 428, body: { unconfirmed: ["releases-legal-hold"] } });
    const confirm = ["releases-legal-hold"];
    expect((await post("/config/versions/1/restore", { reason: "r", confirm })).status).toBe(201);
  });
});

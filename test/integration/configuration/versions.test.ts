import { describe, expect, it } from "vitest";
import { tableClient } from "../../../shared/tables/table-client.ts";
import { startAppWithHub } from "../../support/app/app-with-hub.ts";
import { startConfiguredTables } from "../../support/stores/configured-tables.ts";
import { damageVersion } from "../../support/stores/damage-version.ts";
import { changeSet, number } from "./change-sets.ts";

describe("a version", () => {
  it("is shown whole with its diff, and brought back by one call that needs no confirmation", async () => {
    const { app, ask, post } = await startAppWithHub(await startConfiguredTables());
    await post("/config/changes", changeSet(1, number("112", { note: "to be undone" })));
    expect((await ask("/config/versions/2")).body).toMatchObject({
      version: 2,
      parent: 1,
      reason: "CHG1",
      diff: { changes: [{ kind: "number", key: "*|GB|112", change: "added" }], truncated: false },
      numbers: [{}, {}],
    });
    const restored = await post("/config/versions/1/restore", { reason: "a mistake" });
    expect(restored).toMatchObject({
      status: 201,
      body: { version: 3, baseVersion: 2, dangers: [{ danger: "removes-emergency-number" }] },
    });
    const first = (await ask("/config/versions/1")).body;
    expect((await ask("/config")).body).toMatchObject({ version: 3, hash: first.hash, numbers: first.numbers });
    expect((await app.call({ calledParty: "+44112", territory: "GB" })).flags).toContain("unprovisioned");
    expect((await ask("/config/versions?limit=2")).body).toMatchObject({
      versions: [{ version: 3, restoredFrom: 1, reason: "a mistake" }, { version: 2 }],
      continuationToken: "1",
    });
    expect((await ask("/config/versions?limit=2&continuationToken=1")).body).toMatchObject({
      versions: [{ version: 1 }],
      continuationToken: null,
    });
  });

  it("is brought back in one call while the active one is damaged, which nothing else can change", async () => {
    const tables = await startConfiguredTables();
    const { app, ask, post } = await startAppWithHub(tables);
    await post("/config/changes", changeSet(1, number("112")));
    await damageVersion(tableClient(tables, "EmergencyConfig"), 2, "number|*|GB|999");
    for (const answer of [
      await ask("/config"),
      await ask("/config/export"),
      await post("/config/changes", changeSet(2, number("113"))),
    ])
      expect(answer).toMatchObject({ status: 500, body: { detail: expect.stringContaining("version 2 is sha256:") } });
    expect((await app.call({ calledParty: "+44999", territory: "GB" })).config).toMatchObject({ version: 2 });
    const restored = await post("/config/versions/1/restore", { reason: "version 2 is damaged" });
    expect(restored).toMatchObject({
      status: 201,
      body: {
        version: 3,
        warnings: expect.arrayContaining([
          expect.objectContaining({
            path: "",
            message: expect.stringContaining("compared with an empty configuration"),
          }),
        ]),
      },
    });
    expect((await app.call({ calledParty: "+44999", territory: "GB" })).config).toMatchObject({ version: 3 });
  });

  it("is not had by a number, a page or a body that is none", async () => {
    const { ask } = await startAppWithHub(await startConfiguredTables());
    for (const [method, path, body, status] of [
      ["GET", "/versions/7", undefined, 404],
      ["GET", "/versions/1e3", undefined, 404],
      ["GET", "/versions?limit=0", undefined, 400],
      ["GET", "/versions?continuationToken=x", undefined, 400],
      ["POST", "/versions/7/restore", '{"reason":"r"}', 404],
      ["POST", "/versions/1/restore", "{}", 422],
      ["POST", "/versions/1/restore?dryRun=perhaps", '{"reason":"r"}', 400],
    ] as const) {
      const answer = await ask(`/config${path}`, { method, ...(body === undefined ? {} : { body }) });
      expect([method, path, answer.status]).toEqual([method, path, status]);
    }
  });
});

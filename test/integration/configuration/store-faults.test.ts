import { describe, expect, it } from "vitest";
import { startAppWithHub } from "../../support/app/app-with-hub.ts";
import { startConfiguredTables } from "../../support/stores/configured-tables.ts";
import { startProxy } from "../../support/stores/start-proxy.ts";
import { changeSet, number } from "./change-sets.ts";

describe("while Table Storage", () => {
  it("is down every call is answered 503, and nothing is stored", async () => {
    const tables = await startConfiguredTables();
    const { ask, post } = await startAppWithHub(tables);
    await tables.stop();
    const answers = [
      await post("/config/changes", changeSet(1, number("112"))),
      await post("/config/versions/1/restore", { reason: "r" }),
      await post("/config/simulations", { calls: [] }),
      await ask("/config"),
      await ask("/config/versions"),
      await ask("/config/export"),
    ];
    for (const { status, headers } of answers)
      expect([status, headers.get("retry-after")]).toEqual([503, expect.stringMatching(/^[0-9]+$/)]);
  });

  it.each(["GET", "POST", "PUT", "PATCH"])("loses the answer to a %s the change is made once", async (method) => {
    const tables = await startConfiguredTables();
    const proxy = await startProxy(tables);
    const { ask, post } = await startAppWithHub(proxy);
    proxy.loseAnswerTo(method);
    expect(await post("/config/changes", changeSet(1, number("112")))).toMatchObject({
      status: 201,
      body: { version: 2 },
    });
    expect(proxy.lost()).toBe(1);
    expect((await ask("/config/versions")).body.versions).toHaveLength(2);
  });
});

import { describe, expect, it } from "vitest";
import { startAppWithHub } from "../../support/app/app-with-hub.ts";
import { startConfiguredTables } from "../../support/stores/configured-tables.ts";
import { changeSet, number, rowsOf } from "./change-sets.ts";

describe("an export", () => {
  it("comes back by an import as the same content", async () => {
    const { request, ask } = await startAppWithHub(await startConfiguredTables());
    const before = (await ask("/config")).body;
    for (const format of ["json", "csv"]) {
      const response = await request(`/config/export?format=${format}`);
      expect(response.status).toBe(200);
      const etag = response.headers.get("etag") ?? "";
      const body = await response.arrayBuffer();
      const query = `format=${format}&reason=back`;
      const answer = await ask(`/config/imports?${query}`, { method: "POST", body, headers: { "if-match": etag } });
      expect(answer).toMatchObject({ status: 201, body: { hash: before.hash, diff: { changes: [] } } });
    }
  });

  it("that was edited badly is refused with every line's fault", async () => {
    const tables = await startConfiguredTables();
    const { ask } = await startAppWithHub(tables);
    const before = await rowsOf(tables);
    const body = "territory,shortCode,class\nGB,999,emergency\nGB,1.12E+02,emergency\nGB,112,urgent\nGB,999,test\n";
    const answer = await ask("/config/imports?format=csv&reason=r", { method: "POST", body });
    expect(answer.status).toBe(422);
    expect(answer.body.errors.map(({ path }: { path: string }) => path)).toEqual([
      expect.stringContaining("line 3"),
      expect.stringContaining("line 4"),
      expect.stringContaining("line 5"),
    ]);
    expect(await rowsOf(tables)).toEqual(before);
  });
});

describe("an import of a lookup table's rows", () => {
  it("in a dry run is judged and not stored", async () => {
    const { ask } = await startAppWithHub(await startConfiguredTables());
    const rows = (query: string, body: string) =>
      ask(`/config/imports?kind=lookup-table&name=sites&reason=CHG1&format=csv${query}`, { method: "POST", body });
    const body = "key,value\nsite-1,+441632960123\n";
    expect(await rows("&dryRun=true", body)).toMatchObject({ status: 200, body: { dryRun: true, rows: 1 } });
    expect(await rows("&colour=red", body)).toMatchObject({ status: 400 });
    expect(await rows("", body)).toMatchObject({ status: 201, body: { version: 1 } });
  });
});

describe("a simulation", () => {
  it("tells the decision of each call now and by a change, and stores nothing", async () => {
    const tables = await startConfiguredTables();
    const { post } = await startAppWithHub(tables);
    const before = await rowsOf(tables);
    const answer = await post("/config/simulations", {
      calls: [{ calledParty: "+44112", territory: "GB" }, { calledParty: "+442071838750" }],
      change: changeSet(1, number("112")),
    });
    expect(answer).toMatchObject({
      status: 200,
      body: {
        baseVersion: 1,
        decisions: [
          { before: { flags: ["generated-call-id", "unprovisioned"] }, after: { class: "emergency" }, differs: true },
          { before: { class: "ordinary" }, after: { class: "ordinary" }, differs: false },
        ],
      },
    });
    expect(await rowsOf(tables)).toEqual(before);
  });
});

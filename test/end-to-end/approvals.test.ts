import { randomUUID } from "node:crypto";
import { expect, it, onTestFinished } from "vitest";
import type { AppRole } from "../../shared/identity/caller.ts";
import { startTables } from "../../tools/local/tables/start-tables.ts";
import { amount } from "../support/amount.ts";
import { startTokenIssuer, type TokenIssuer } from "../support/app/token-issuer.ts";
import { eventually } from "../support/eventually.ts";
import { type ReadyProgram, startReadyProgram } from "../support/programs/run-program.ts";
import { startAuditHub } from "../support/stores/audit-hub.ts";
import { starterTables } from "../support/stores/starter-tables.ts";

const everySecond = { WATCH_SCHEDULE: "* * * * * *" };

/** Two processes on the same stores, which trust an issuer of this test's own. */
async function startTwo() {
  const tables = await startTables({ port: 0, beginWith: await starterTables() });
  onTestFinished(() => tables.stop());
  const hub = await startAuditHub();
  const issuer = await startTokenIssuer();
  const stores = { TABLES_CONNECTION: tables.connectionString, EVENT_HUBS_CONNECTION: hub.connectionString };
  const start = () => startReadyProgram({ ...stores, ...issuer.settings, ...everySecond });
  return { issuer, programs: [await start(), await start()] as const };
}

/** Somebody with these roles, who asks whichever process. */
async function person(issuer: TokenIssuer, roles: readonly AppRole[]) {
  const authorization = `Bearer ${await issuer.issue(roles, { claims: { oid: randomUUID() } })}`;
  return async ({ url }: ReadyProgram, path: string, body?: object) => {
    const sent = body === undefined ? {} : { method: "POST", body: JSON.stringify(body) };
    const headers = { authorization, "content-type": "application/json" };
    const answer = await fetch(`${url}/api/v1/config/${path}`, { ...sent, headers });
    return { status: answer.status, body: JSON.parse(await answer.text()) };
  };
}

const put = (baseVersion: number, kind: string, item: object, more: object = {}) => ({
  ...{ baseVersion, reason: "CHG1", operations: [{ op: "put", kind, item }] },
  ...more,
});

// What two instances in one process do is tested in test/shared/config/proposals: this is the same over processes that die.
const cases = [{ isKilled: false }, { isKilled: true }];

it.skipIf(amount({ usual: true, thorough: false })).each(cases)(
  "eight approvals at once, at two processes, make one version live; one of them is killed meanwhile: $isKilled",
  async ({ isKilled }) => {
    const { issuer, programs } = await startTwo();
    const [lives, dies] = programs;
    const ann = await person(issuer, ["Config.Read", "Config.Write"]);
    const policy = { approvals: { default: 3 }, direct: "refused-when-approval-needed" };
    expect((await ann(lives, "changes", put(1, "change-policy", policy))).status).toBe(201);
    const proposed = await ann(dies, "proposals", put(2, "tenant", { name: "contoso" }));
    expect(proposed).toMatchObject({ status: 201, body: { state: "open", approvalsNeeded: 3 } });
    const { id } = proposed.body;
    const others = await Promise.all(
      Array.from({ length: 8 }, () => person(issuer, ["Config.Read", "Config.Approve"])),
    );
    const approvals = others.map((approve, i) => approve(i % 2 === 0 ? lives : dies, `proposals/${id}/approve`, {}));
    if (isKilled) {
      await Promise.race(approvals);
      dies.signalGroup("SIGKILL");
    }
    const answered = await Promise.allSettled(approvals);
    for (const one of answered) if (one.status === "fulfilled") expect([200, 409]).toContain(one.value.status);
    await eventually(async () =>
      expect((await ann(lives, `proposals/${id}`)).body).toMatchObject({
        state: "confirmed",
        version: expect.any(Number),
      }),
    );
    const { versions } = (await ann(lives, "versions")).body;
    expect(versions.filter(({ proposal }: { readonly proposal: string | null }) => proposal === id)).toHaveLength(1);
    const tenants = (await ann(lives, "export?kind=tenant")).body;
    expect(tenants.map(({ name }: { readonly name: string }) => name)).toContain("contoso");
  },
);

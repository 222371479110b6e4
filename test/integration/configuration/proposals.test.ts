import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { type AppRole, appRoles } from "../../../shared/identity/caller.ts";
import { startAppWithHub } from "../../support/app/app-with-hub.ts";
import { startTokenIssuer } from "../../support/app/token-issuer.ts";
import { eventually } from "../../support/eventually.ts";
import { startConfiguredTables } from "../../support/stores/configured-tables.ts";
import { changeSet, putItem } from "./change-sets.ts";

const policy = putItem("change-policy", { approvals: { default: 1 }, direct: "refused-when-approval-needed" });
const tenant = putItem("tenant", { name: "contoso" });

/** The app with an issuer of tokens and a policy, asked by people of their own. */
async function setUp(settings: Readonly<Record<string, string>> = {}) {
  const issuer = await startTokenIssuer();
  const app = await startAppWithHub(await startConfiguredTables(), { ...issuer.settings, ...settings });
  const people = new Map<string, string>();
  const as =
    (name: string, roles: readonly AppRole[] = appRoles) =>
    async (path: string, body?: unknown, headers: Readonly<Record<string, string>> = {}) => {
      const oid = people.get(name) ?? randomUUID();
      people.set(name, oid);
      const claims = { oid, preferred_username: `${name}@example.net` };
      const authorization = `Bearer ${await issuer.issue(roles, { claims })}`;
      const sent = body === undefined ? {} : { method: "POST", body: JSON.stringify(body) };
      return app.ask(`/config/${path}`, { ...sent, headers: { authorization, ...headers } });
    };
  const [ann, bob] = [as("ann"), as("bob")];
  await ann("changes", changeSet(1, policy));
  return { ...app, as, ann, bob };
}

describe("a proposal by a token", () => {
  it("is approved by somebody else with the role, not by its author under another name, and goes live", async () => {
    const { ann, bob, as } = await setUp();
    const made = await ann("proposals", changeSet(2, tenant));
    expect(made).toMatchObject({
      status: 201,
      body: { state: "open", approvalsNeeded: 1, author: expect.stringMatching(/^ann@/) },
    });
    const { id, hash } = made.body;
    expect(made.headers.get("location")).toBe(`/api/v1/config/proposals/${id}`);
    expect(made.headers.get("etag")).toBe(`"${hash}"`);
    expect(await ann(`proposals/${id}/approve`, {})).toMatchObject({ status: 403 });
    expect(await as("cid", ["Config.Read", "Config.Write"])(`proposals/${id}/approve`, {})).toMatchObject({
      status: 403,
    });
    const stale = { "if-match": '"sha256:0"' };
    expect(await bob(`proposals/${id}/approve`, {}, stale)).toMatchObject({ status: 409, body: { state: "open" } });
    const approved = await bob(`proposals/${id}/approve`, { comment: "good" }, { "if-match": `"${hash}"` });
    expect(approved).toMatchObject({ status: 200, body: { state: "confirmed", version: 3 } });
    expect(await bob(`proposals/${id}`)).toMatchObject({
      status: 200,
      body: {
        operations: [{ op: "put" }],
        diff: { summary: { tenant: { added: 1 } } },
        steps: [{ step: "proposed" }, { step: "approved" }, { step: "activated" }],
      },
    });
    expect(await bob("versions/3")).toMatchObject({ body: { proposal: id, author: made.body.author } });
  });
});

it("a change for an incident is shown until somebody else approves it, with an alarm", async () => {
  const { ann, bob, app } = await setUp({ WATCH_SCHEDULE: "* * * * * *" });
  expect(await ann("changes", { ...changeSet(2, tenant), breakGlass: "INC7" })).toMatchObject({ status: 201 });
  const open = await bob("proposals?state=open");
  expect(open.body.proposals).toMatchObject([{ breakGlass: "INC7", version: 3, approvalsNeeded: 1 }]);
  const raised = "a change went live without the approvals that it needs";
  await eventually(() => {
    const lines = app.logged().filter(({ message }) => message === raised);
    expect(lines.map((line) => Object.hasOwn(line, "alarm"))).toEqual(expect.arrayContaining([true, false]));
  });
  const { id } = open.body.proposals[0];
  expect(await ann(`proposals/${id}/approve`, {})).toMatchObject({ status: 403 });
  expect(await bob(`proposals/${id}/approve`, {})).toMatchObject({ status: 200, body: { state: "confirmed" } });
  expect((await bob("proposals?state=open")).body.proposals).toEqual([]);
});

import { expect, it } from "vitest";
import { startAppWithHub } from "../../support/app/app-with-hub.ts";
import { startConfiguredTables } from "../../support/stores/configured-tables.ts";
import { changeSet, number, patchItem, putItem } from "./change-sets.ts";

const policy = (approvals: object) =>
  putItem("change-policy", { approvals, direct: "refused-when-approval-needed", breakGlass: "allowed" });
const tenant = putItem("tenant", { name: "contoso" });

async function startWithPolicy(approvals: object) {
  const app = await startAppWithHub(await startConfiguredTables());
  const made = await app.post("/config/changes", changeSet(1, policy(approvals)));
  expect(made).toMatchObject({ status: 201, body: { version: 2, approvalsNeeded: 0 } });
  return app;
}

it("a change that needs approval is refused directly, with what it would do, and told by a dry run", async () => {
  const { ask, post } = await startWithPolicy({ default: 2 });
  const refused = await post("/config/changes", changeSet(2, tenant));
  expect(refused).toMatchObject({
    status: 403,
    body: { approvalsNeeded: 2, diff: { summary: { tenant: { added: 1 } } } },
  });
  expect(await post("/config/changes?dryRun=true", changeSet(2, tenant))).toMatchObject({
    status: 200,
    body: { approvalsNeeded: 2 },
  });
  const tenants = { tenants: [{ name: "contoso" }] };
  expect(await post("/config/imports?format=json", tenants)).toMatchObject({ status: 403 });
  expect(await ask("/config")).toMatchObject({ body: { version: 2 } });
});

it("a change without a danger goes live where only dangers need approval", async () => {
  const { post } = await startWithPolicy({ anyDanger: 1 });
  expect(await post("/config/changes", changeSet(2, tenant))).toMatchObject({ status: 201 });
  const confirm = ["changes-default-conversion", "rewrites-emergency-numbers"];
  const dangerous = patchItem("defaults", {}, { unprovisioned: "ordinary" });
  expect(
    await post("/config/changes", { ...changeSet(3, dangerous), confirm: [...confirm, "drops-catalogue-net"] }),
  ).toMatchObject({ status: 403, body: { approvalsNeeded: 1 } });
});

it("a change for an incident goes live loudly, and its version names the incident", async () => {
  const { ask, post } = await startWithPolicy({ default: 1 });
  const made = await post("/config/changes", { ...changeSet(2, tenant), breakGlass: "INC7" });
  expect(made).toMatchObject({ status: 201, body: { version: 3, approvalsNeeded: 1 } });
  expect(await ask("/config/versions/3")).toMatchObject({ body: { breakGlass: "INC7" } });
  const imported = await post("/config/imports?format=json&breakGlass=INC8", { tenants: [{ name: "fabrikam" }] });
  expect(imported.status).toBe(428);
  const confirmed = "/config/imports?format=json&breakGlass=INC8&confirm=removes-tenant";
  expect(await post(confirmed, { tenants: [{ name: "fabrikam" }] })).toMatchObject({ status: 201 });
});

it("a change for an incident is refused where the policy says so", async () => {
  const { post } = await startAppWithHub(await startConfiguredTables());
  const strict = putItem("change-policy", {
    approvals: { default: 1 },
    direct: "refused-when-approval-needed",
    breakGlass: "refused",
  });
  await post("/config/changes", changeSet(1, strict));
  expect(await post("/config/changes", { ...changeSet(2, tenant), breakGlass: "INC7" })).toMatchObject({ status: 403 });
});

it("a restore needs nobody and leaves the policy as it is; weakening it needs what it asks for at the most", async () => {
  const { ask, post } = await startWithPolicy({ default: 0, anyDanger: 1, "removes-mask": 3 });
  await post("/config/changes", changeSet(2, number("998", { routeSet: "emergency" })));
  const weaker = { ...changeSet(3, policy({ anyDanger: 1 })), confirm: ["weakens-change-policy"] };
  expect(await post("/config/changes", weaker)).toMatchObject({ status: 403, body: { approvalsNeeded: 3 } });
  const restored = await post("/config/versions/1/restore", { reason: "back" });
  expect(restored).toMatchObject({
    status: 201,
    body: {
      version: 4,
      approvalsNeeded: 0,
      warnings: expect.arrayContaining([expect.objectContaining({ path: "change-policy" })]),
    },
  });
  expect(await ask("/config/items?kind=change-policy")).toMatchObject({
    body: { items: [{ approvals: { "removes-mask": 3 } }] },
  });
});

import { HttpRequest, HttpResponse, InvocationContext } from "@azure/functions";
import { expect, it } from "vitest";
import { makeRestoreConfig } from "../../functions/restore-config.ts";
import {
  by,
  customer,
  type Instance,
  noRemark,
  person,
  proposalOf,
  propose,
  startProposals,
} from "../support/config/proposal-world.ts";
import { useTables } from "../support/stores/use-tables.ts";

const tables = useTables();
const setUp = async (): Promise<Instance> => (await startProposals(tables)).instance;

async function restore({ config, change }: Instance, version: string) {
  const url = `http://127.0.0.1/api/v1/config/versions/${version}/restore`;
  const body = { string: JSON.stringify({ reason: "back" }) };
  const request = new HttpRequest({ method: "POST", url, params: { version }, body });
  const handler = makeRestoreConfig({ table: config, change });
  const answer = new HttpResponse(await handler(request, person("cid"), new InvocationContext()));
  return { status: answer.status, body: JSON.parse(await answer.text()) };
}

it("a provisional version is not restored but confirmed; the one before is restored", async () => {
  const instance = await setUp();
  const proposal = await propose(instance, proposalOf({ revertAfterS: 60 }));
  await instance.proposals.approve(by("bob", proposal), noRemark);
  expect(await restore(instance, "2")).toMatchObject({
    status: 409,
    body: { detail: "it is provisional: confirm version 2 instead", activeVersion: 2 },
  });
  expect((await instance.config.readPointer())?.trial).toMatchObject({ revertTo: 1 });
  expect(await restore(instance, "1")).toMatchObject({ status: 201, body: { version: 3 } });
});

it("an active version that is confirmed is restored as any other", async () => {
  expect(await restore(await setUp(), "1")).toMatchObject({ status: 201, body: { version: 2 } });
});

it("a version is not restored which another provisional one has replaced: both go back together", async () => {
  const instance = await setUp();
  for (const [baseVersion, name] of [
    [1, "fabrikam"],
    [2, "northwind"],
  ] as const) {
    const proposal = await propose(
      instance,
      proposalOf({ revertAfterS: 60, operations: [customer(name)] }, baseVersion),
    );
    await instance.proposals.approve(by("bob", proposal), noRemark);
  }
  expect(await restore(instance, "2")).toMatchObject({ status: 409, body: { activeVersion: 3 } });
  expect(await restore(instance, "1")).toMatchObject({ status: 201, body: { version: 4 } });
});

it("the policy of a provisional version does not stay: it would have gone back as well", async () => {
  const instance = await setUp();
  const policy = { op: "put", kind: "change-policy", item: { approvals: { default: 0 } } };
  const weaker = proposalOf({ revertAfterS: 60, operations: [policy], confirm: ["weakens-change-policy"] });
  const proposal = await propose(instance, weaker);
  await instance.proposals.approve(by("bob", proposal), noRemark);
  const outcome = await restore(instance, "1");
  expect(outcome).toMatchObject({ status: 201, body: { version: 3, warnings: [{ path: "" }] } });
  const pointer = await instance.config.readPointer();
  const { changePolicies } = await instance.config.readVersion(3, pointer?.hash ?? "");
  expect(changePolicies).toMatchObject([{ approvals: { default: 1 } }]);
});

import { HttpRequest, HttpResponse, InvocationContext } from "@azure/functions";
import { expect, it } from "vitest";
import { makeRestoreConfig } from "../../functions/restore-config.ts";
import {
  activateFirst,
  by,
  type Instance,
  noRemark,
  person,
  proposalOf,
  propose,
  startInstance,
} from "../support/config/proposal-world.ts";
import { useTables } from "../support/stores/use-tables.ts";

const tables = useTables();

async function setUp(): Promise<Instance> {
  const time = { nowMs: Date.parse("2026-11-28T12:00:00.000Z") };
  const [config, proposals, lookups] = await Promise.all([tables.fresh(), tables.fresh(), tables.fresh()]);
  const instance = startInstance({ config, proposals, lookups }, time);
  await activateFirst(instance, { default: 1 }, time);
  return instance;
}

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
    body: { detail: "it is provisional: confirm it instead", activeVersion: 2 },
  });
  expect((await instance.config.readPointer())?.trial).toMatchObject({ revertTo: 1 });
  expect(await restore(instance, "1")).toMatchObject({ status: 201, body: { version: 3 } });
});

it("an active version that is confirmed is restored as any other", async () => {
  expect(await restore(await setUp(), "1")).toMatchObject({ status: 201, body: { version: 2 } });
});

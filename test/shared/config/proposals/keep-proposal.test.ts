import { expect, it } from "vitest";
import { by, noRemark, propose, startInstance, startProposals } from "../../../support/config/proposal-world.ts";
import { useTables } from "../../../support/stores/use-tables.ts";

const tables = useTables();

it("a step that one instance is recording is not recorded by another one too", async () => {
  const { instance, proposals, clients, time, trail, pass, settle, table } = await startProposals(tables, {
    default: 3,
  });
  const proposal = await propose(instance);
  const other = startInstance(clients, time);
  const slow = startInstance(clients, time, {
    record: async (event) => {
      await other.proposals.approve(by("cid", proposal), noRemark);
      trail.push(event);
      return "published";
    },
  });
  await slow.proposals.approve(by("bob", proposal), noRemark);
  const ids = [1, 2, 3].map((place) => `proposal-${proposal.id}-${place}`);
  expect(trail.map(({ id }) => id).sort()).toEqual(ids);
  expect(await table.read(proposal.id)).toMatchObject({ approvals: [{}, {}], unrecorded: [] });
  await proposals.reject(by("dan", proposal), noRemark);
  pass(61);
  await settle();
  expect(trail).toHaveLength(4);
});

it("what no store took is recorded by the timer a minute later", async () => {
  const { instance, clients, time, trail, pass, settle, table } = await startProposals(tables);
  const proposal = await propose(instance);
  const unheard = startInstance(clients, time, { record: async () => "logged" });
  await unheard.proposals.reject(by("bob", proposal), noRemark);
  await settle();
  expect(trail).toHaveLength(1);
  pass(61);
  await settle();
  expect(trail).toHaveLength(2);
  expect(await table.read(proposal.id)).toMatchObject({ unrecorded: [] });
});

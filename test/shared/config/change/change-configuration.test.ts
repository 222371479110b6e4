import { expect, it } from "vitest";
import { applyOperations } from "../../../../shared/config/change/apply-change.ts";
import type { ConfigurationChange } from "../../../../shared/config/change/configuration-change.ts";
import { documentSchema } from "../../../../shared/config/document.ts";
import {
  by,
  customersOf,
  instant,
  noRemark,
  proposalOf,
  propose,
  restore,
  startProposals,
} from "../../../support/config/proposal-world.ts";
import { useTables } from "../../../support/stores/use-tables.ts";

const tables = useTables();

/** Version 2, which is provisional for a minute. */
async function startTrial() {
  const world = await startProposals(tables);
  const proposal = await propose(world.instance, proposalOf({ revertAfterS: 60 }));
  await world.proposals.approve(by("bob", proposal), noRemark);
  return world;
}

const [northwind] = documentSchema.parse({ tenants: [{ name: "northwind" }] }).tenants;

/** A change that adds a customer. */
const adding = (more: Partial<ConfigurationChange>): ConfigurationChange => ({
  ...{ baseVersion: 2, reason: "CHG2", author: "ann", confirm: [], dryRun: false, restoredFrom: null, calls: [] },
  consent: { kind: "break-glass", incident: "INC1" },
  edit: (active) => applyOperations(active, [{ op: "put", kind: "tenant", item: northwind ?? {} }]),
  ...more,
});

const goesBack = { outcome: "conflict", activeVersion: 2, goesBack: { revertAt: instant(60), revertTo: 1 } };

it.each<[string, Partial<ConfigurationChange>]>([
  ["for an incident", {}],
  ["of whatever is active", { baseVersion: null }],
  ["that is tried", { dryRun: true }],
])("a change %s keeps nothing of a version that is about to go back, and says why", async (_, more) => {
  const { change, pass, config } = await startTrial();
  pass(60);
  expect(await change(adding(more))).toEqual(goesBack);
  expect(await config.readPointer()).toMatchObject({ version: 2, trial: { revertTo: 1 } });
});

it("a change that was begun in time and is stored too late keeps nothing of it either", async () => {
  const { change, pass, instance, revert } = await startTrial();
  const slow = adding({});
  const outcome = await change({
    ...slow,
    edit: (active, trial) => {
      pass(60);
      return slow.edit(active, trial);
    },
  });
  expect(outcome).toEqual(goesBack);
  await revert();
  expect(await customersOf(instance)).toEqual(["contoso null"]);
});

it("a restore waits for nothing: it keeps nothing of what is about to go back", async () => {
  const { instance, pass } = await startTrial();
  pass(60);
  expect(await restore(instance, 1)).toMatchObject({ outcome: "changed", version: 3 });
});

import { describe, expect, it } from "vitest";
import {
  by,
  customer,
  customersOf,
  expectation,
  type Instance,
  instant,
  noRemark,
  person,
  proposalOf,
  propose,
  restore,
  startedMs,
  startInstance,
  startProposals,
} from "../../../support/config/proposal-world.ts";
import { useTables } from "../../../support/stores/use-tables.ts";

const tables = useTables();
const setUp = () => startProposals(tables);

const stepsOf = (proposal: { readonly steps: readonly { readonly step: string }[] }) =>
  proposal.steps.map(({ step }) => step);

describe("a provisional version", () => {
  const trial = proposalOf({ revertAfterS: 60 });

  it("goes back by itself, done by an instance that knows nothing of it, and only once by two", async () => {
    const { instance, proposals, clients, time, pass, config, table } = await setUp();
    const proposal = await propose(instance, trial);
    expect(await proposals.approve(by("bob", proposal), noRemark)).toMatchObject({
      proposal: { state: "provisional", version: 2, revertAt: instant(60) },
    });
    expect(await config.readPointer()).toMatchObject({ trial: { revertAt: instant(60), revertTo: 1 } });
    const others = [startInstance(clients, time), startInstance(clients, time)];
    pass(59);
    for (const other of others) await other.settle();
    expect(await customersOf(instance)).toContain("fabrikam GB");
    pass(1);
    await Promise.all(others.map((other) => other.settle()));
    expect(await customersOf(instance)).toEqual(["contoso null"]);
    const pointer = await config.readPointer();
    expect(pointer?.trial).toBeNull();
    expect(await config.readHeader(pointer?.version ?? 0)).toMatchObject({
      parent: 2,
      restoredFrom: 1,
      proposal: proposal.id,
    });
    await others[0]?.settle();
    expect(await table.read(proposal.id)).toMatchObject({ state: "reverted" });
    expect(await proposals.approve(by("bob", proposal), noRemark)).toMatchObject({ outcome: "unfit" });
    const again = proposalOf({ revertAfterS: 60 }, pointer?.version);
    expect(await proposals.edit(by("ann", proposal), again)).toMatchObject({ outcome: "unfit" });
  });

  it("is none where there is nothing to go back to", async () => {
    const [config, proposals, lookups] = await Promise.all([tables.fresh(), tables.fresh(), tables.fresh()]);
    const instance = startInstance({ config, proposals, lookups }, { nowMs: startedMs, trail: [] });
    const first = proposalOf({ revertAfterS: 60, operations: [customer("fabrikam", null)] }, 0);
    expect(await propose(instance, first)).toMatchObject({ state: "confirmed", version: 1, revertAt: null });
  });

  it("stays where it is confirmed", async () => {
    const { instance, proposals, pass, settle } = await setUp();
    const proposal = await propose(instance, trial);
    expect(await proposals.confirm(by("bob", proposal), noRemark)).toMatchObject({ outcome: "unfit" });
    await proposals.approve(by("bob", proposal), noRemark);
    for (let i = 0; i < 2; i++)
      expect(await proposals.confirm(by("bob", proposal), { comment: "calls get through" })).toMatchObject({
        outcome: "done",
        proposal: { state: "confirmed", confirmation: { comment: "calls get through" } },
      });
    pass(61);
    await settle();
    expect(await customersOf(instance)).toContain("fabrikam GB");
  });

  it("stays where it is confirmed late, as long as it has not gone back", async () => {
    const { instance, proposals, pass, settle, config } = await setUp();
    const proposal = await propose(instance, trial);
    await proposals.approve(by("bob", proposal), noRemark);
    pass(61);
    expect(await proposals.confirm(by("bob", proposal), noRemark)).toMatchObject({ outcome: "done" });
    await settle();
    expect(await config.readPointer()).toMatchObject({ version: 2, trial: null });
  });

  it("stays where every expectation was probed, and that confirms it", async () => {
    const { clients, time, instance, proposals, table } = await setUp();
    const byProbes = { revertAfterS: 60, confirmBy: "expectations" };
    const proposal = await propose(instance, proposalOf({ ...byProbes, operations: [expectation(null)] }));
    await proposals.approve(by("bob", proposal), noRemark);
    await startInstance(clients, time, { isVerified: async (version) => version === 1 }).settle();
    expect(await table.read(proposal.id)).toMatchObject({ state: "provisional" });
    await startInstance(clients, time, { isVerified: async (version) => version === 2 }).settle();
    const confirmed = await table.read(proposal.id);
    expect(confirmed).toMatchObject({ state: "confirmed" });
    expect(confirmed?.steps.at(-1)).toMatchObject({ step: "confirmed", by: "probes" });
  });

  it("is ended by a newer change, which says so, and is not taken back", async () => {
    const { instance, proposals, pass, settle, table } = await setUp();
    const first = await propose(instance, trial);
    await proposals.approve(by("bob", first), noRemark);
    const newer = {
      body: proposalOf({ operations: [customer("northwind")] }, 2),
      caller: person("cid"),
      dryRun: false,
    };
    const made = await proposals.propose(newer);
    if (made.outcome !== "proposed") throw new Error(made.outcome);
    expect(made.effect.warnings.map(({ message }) => message)).toContain(
      `version 2 would go back by itself at ${instant(60)}: this change ends that; if it is provisional too, both go back to version 1`,
    );
    await proposals.approve(by("ann", made.proposal), noRemark);
    pass(61);
    await settle();
    expect(await customersOf(instance)).toEqual(["contoso null", "fabrikam GB", "northwind GB"]);
    const ended = await table.read(first.id);
    expect([ended?.state, stepsOf(ended ?? first).at(-1)]).toEqual(["confirmed", "superseded"]);
  });

  it.each([
    { restored: 1, ends: ["reverted", "reverted"] },
    { restored: 2, ends: ["confirmed", "superseded"] },
  ])("went back where what was live before is restored, by nobody's clock: $restored", async ({ restored, ends }) => {
    const { instance, proposals, settle, table } = await setUp();
    const proposal = await propose(instance, trial);
    await proposals.approve(by("bob", proposal), noRemark);
    expect(await restore(instance, restored)).toMatchObject({ outcome: "changed", version: 3 });
    await settle();
    const ended = await table.read(proposal.id);
    expect([ended?.state, ended?.steps.at(-1)?.step]).toEqual(ends);
  });
});

describe("a provisional version that another one replaces", () => {
  /** Version 2, and version 3 on top of it half a minute later; both are provisional for a minute. */
  async function startTwo() {
    const world = await setUp();
    const { instance, proposals, pass } = world;
    const first = await propose(instance, proposalOf({ revertAfterS: 60 }));
    await proposals.approve(by("bob", first), noRemark);
    pass(30);
    const second = await propose(instance, proposalOf({ revertAfterS: 60, operations: [customer("northwind")] }, 2));
    await proposals.approve(by("bob", second), noRemark);
    return { ...world, first, second };
  }

  const statesOf = async ({ table }: Instance, ...proposals: readonly { readonly id: string }[]) => {
    const found = await Promise.all(proposals.map(({ id }) => table.read(id)));
    return found.map((one) => [one?.state, one?.revertAt, one?.steps.at(-1)?.step]);
  };

  it("goes back with that to what was confirmed last", async () => {
    const { instance, config, first, second, pass, settle } = await startTwo();
    expect(await config.readPointer()).toMatchObject({ version: 3, trial: { revertAt: instant(90), revertTo: 1 } });
    pass(59);
    await settle();
    expect(await customersOf(instance)).toEqual(["contoso null", "fabrikam GB", "northwind GB"]);
    const both = ["provisional", instant(90), "activated"];
    expect(await statesOf(instance, first, second)).toEqual([both, both]);
    pass(1);
    await settle();
    expect(await customersOf(instance)).toEqual(["contoso null"]);
    const back = ["reverted", null, "reverted"];
    expect(await statesOf(instance, first, second)).toEqual([back, back]);
  });

  it("stays with that where that is confirmed; it can not be confirmed by itself", async () => {
    const { instance, proposals, first, second, pass, settle, table } = await startTwo();
    expect(await proposals.confirm(by("bob", first), noRemark)).toMatchObject({
      outcome: "unfit",
      why: "version 3 has replaced it, and is what can be confirmed if it is provisional",
    });
    expect(await table.read(first.id)).toMatchObject({ state: "provisional", confirmation: null });
    expect(await proposals.confirm(by("bob", second), noRemark)).toMatchObject({ outcome: "done" });
    pass(60);
    await settle();
    expect(await customersOf(instance)).toEqual(["contoso null", "fabrikam GB", "northwind GB"]);
    expect(await statesOf(instance, first, second)).toEqual([
      ["confirmed", null, "superseded"],
      ["confirmed", null, "confirmed"],
    ]);
  });

  it("goes back where somebody restores what was live before both", async () => {
    const { instance, first, second, settle } = await startTwo();
    await restore(instance, 1);
    await settle();
    const back = ["reverted", null, "reverted"];
    expect(await statesOf(instance, first, second)).toEqual([back, back]);
  });
});

it("a proposal that is due when a version goes back is made live on what that went back to", async () => {
  const { instance, proposals, clients, time, pass, table } = await setUp();
  const trial = await propose(instance, proposalOf({ revertAfterS: 60 }));
  const next = await propose(instance, proposalOf({ operations: [customer("northwind")] }));
  await proposals.approve(by("bob", trial), noRemark);
  pass(60);
  expect(await proposals.approve(by("bob", next), noRemark)).toMatchObject({ proposal: { state: "approved" } });
  expect(await customersOf(instance)).toEqual(["contoso null", "fabrikam GB"]);
  await startInstance(clients, time).settle();
  expect(await customersOf(instance)).toEqual(["contoso null", "northwind GB"]);
  expect(await table.read(next.id)).toMatchObject({ state: "confirmed", version: 4 });
});

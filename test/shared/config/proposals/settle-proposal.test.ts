import { expect, it } from "vitest";
import type { Proposal } from "../../../../shared/config/proposals/proposal.ts";
import {
  by,
  customersOf,
  type Instance,
  noRemark,
  type ProposalClients,
  proposalOf,
  propose,
  type SetTime,
  startInstance,
  startProposals,
} from "../../../support/config/proposal-world.ts";
import { dyingTogether } from "../../../support/stores/dying-client.ts";
import { useTables } from "../../../support/stores/use-tables.ts";

// An instance is killed between each pair of writes, and another one goes on.
const tables = useTables();
const mostWrites = 60;

type Stage = {
  readonly clients: ProposalClients;
  readonly time: SetTime;
  /** An instance that lives. */
  readonly other: Instance;
  readonly proposal: Proposal;
};

async function setUp(more: object = {}): Promise<Stage> {
  const { instance: other, clients, time } = await startProposals(tables);
  return { clients, time, other, proposal: await propose(other, proposalOf(more)) };
}

/** Does something with an instance that dies after so many writes; false where it was done before that. */
async function isKilled(
  { clients, time }: Stage,
  carriedOut: number,
  doIt: (dying: Instance) => Promise<unknown>,
): Promise<boolean> {
  const dying = dyingTogether(clients, carriedOut);
  await doIt(startInstance(dying.clients, time)).catch(() => "killed");
  return dying.requests() > carriedOut;
}

/** Goes on until nothing is left to do. */
async function goOn({ other, time }: Stage, seconds: number): Promise<void> {
  time.nowMs += seconds * 1_000;
  await other.settle();
  await other.settle();
}

/** The versions that were live, newest first. */
async function lived({ other: { config } }: Stage) {
  const headers = await config.listHeaders({ atMost: 100 });
  let wanted = (await config.readPointer())?.version ?? 0;
  return headers.filter(({ version, parent }) => {
    if (version !== wanted) return false;
    wanted = parent;
    return true;
  });
}

/** Every step is in the trail, none twice. */
async function expectRecorded({ other: { table }, proposal, time: { trail } }: Stage): Promise<void> {
  const kept = await table.read(proposal.id);
  expect(kept?.unrecorded).toEqual([]);
  const ids = kept?.steps.map((_, i) => `proposal-${proposal.id}-${i + 1}`);
  expect(trail.map(({ id }) => id).sort()).toEqual(ids?.sort());
}

it("an approval that is killed anywhere is there or not, and its proposal then goes live once", async () => {
  const seen = new Set<string>();
  for (let carriedOut = 0; carriedOut < mostWrites; carriedOut++) {
    const stage = await setUp();
    const { other, proposal } = stage;
    const wasKilled = await isKilled(stage, carriedOut, ({ proposals }) =>
      proposals.approve(by("bob", proposal), noRemark),
    );
    await goOn(stage, 61);
    const left = await other.table.read(proposal.id);
    seen.add(left?.state ?? "");
    if (left?.state === "open") await other.proposals.approve(by("bob", proposal), noRemark);
    expect(await other.table.read(proposal.id)).toMatchObject({ state: "confirmed" });
    expect(await customersOf(other)).toContain("fabrikam GB");
    expect((await lived(stage)).filter(({ proposal: id }) => id === proposal.id)).toHaveLength(1);
    await goOn(stage, 61);
    await expectRecorded(stage);
    if (!wasKilled) break;
  }
  expect(seen).toEqual(new Set(["open", "confirmed"]));
});

it("a return that is killed anywhere is done by another instance, once", async () => {
  for (let carriedOut = 0; carriedOut < mostWrites; carriedOut++) {
    const stage = await setUp({ revertAfterS: 60 });
    const { other, proposal } = stage;
    await other.proposals.approve(by("bob", proposal), noRemark);
    stage.time.nowMs += 60_000;
    const wasKilled = await isKilled(stage, carriedOut, (dying) => dying.settle());
    await goOn(stage, 1);
    expect(await customersOf(other)).toEqual(["contoso null"]);
    expect(await other.table.read(proposal.id)).toMatchObject({ state: "reverted" });
    expect((await lived(stage)).map(({ restoredFrom }) => restoredFrom)).toEqual([1, null, null]);
    if (!wasKilled) break;
  }
});

it("a confirmation that is killed anywhere is one or none, and then the version goes back", async () => {
  const seen = new Set<string>();
  for (let carriedOut = 0; carriedOut < mostWrites; carriedOut++) {
    const stage = await setUp({ revertAfterS: 60 });
    const { other, proposal } = stage;
    await other.proposals.approve(by("bob", proposal), noRemark);
    const wasKilled = await isKilled(stage, carriedOut, ({ proposals }) =>
      proposals.confirm(by("cid", proposal), noRemark),
    );
    await goOn(stage, 61);
    const kept = await other.table.read(proposal.id);
    seen.add(kept?.state ?? "");
    const isKept = (await customersOf(other)).includes("fabrikam GB");
    expect(kept?.state).toBe(isKept ? "confirmed" : "reverted");
    if (!wasKilled) break;
  }
  expect(seen).toEqual(new Set(["confirmed", "reverted"]));
});

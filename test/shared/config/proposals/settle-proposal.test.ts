import { describe, expect, it } from "vitest";
import { noteBypasses } from "../../../../shared/config/proposals/note-bypasses.ts";
import type { Proposal } from "../../../../shared/config/proposals/proposal.ts";
import {
  by,
  changeForIncident,
  customer,
  customersOf,
  type Instance,
  instant,
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

async function setUp(more: object = {}, approvals?: object): Promise<Stage> {
  const { instance: other, clients, time } = await startProposals(tables, approvals);
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
async function expectRecorded({ other: { table }, time: { trail } }: Stage, ...proposals: readonly Proposal[]) {
  const ids: string[] = [];
  for (const { id } of proposals) {
    const kept = await table.read(id);
    expect(kept?.unrecorded).toEqual([]);
    ids.push(...(kept?.steps ?? []).map((_, i) => `proposal-${id}-${i + 1}`));
  }
  expect(trail.map(({ id }) => id).sort()).toEqual(ids.sort());
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
    await expectRecorded(stage, proposal);
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

it("an edit that is killed anywhere is there with no approval of what was before, or not at all", async () => {
  const seen = new Set<string>();
  for (let carriedOut = 0; carriedOut < mostWrites; carriedOut++) {
    const stage = await setUp({}, { default: 2 });
    const { other, proposal } = stage;
    await other.proposals.approve(by("bob", proposal), noRemark);
    const edited = proposalOf({ operations: [customer("fabrikam", "IE")] });
    const wasKilled = await isKilled(stage, carriedOut, ({ proposals }) => proposals.edit(by("ann", proposal), edited));
    await goOn(stage, 61);
    const left = await other.table.read(proposal.id);
    seen.add(`${left?.revision} with ${left?.approvals.length}`);
    for (const name of ["bob", "cid"])
      await other.proposals.approve({ ...by(name, proposal), ifMatch: left?.hash ?? "" }, noRemark);
    expect(await other.table.read(proposal.id)).toMatchObject({ state: "confirmed" });
    expect(await customersOf(other)).toContain(left?.revision === 1 ? "fabrikam GB" : "fabrikam IE");
    await goOn(stage, 61);
    await expectRecorded(stage, proposal);
    if (!wasKilled) break;
  }
  expect(seen).toEqual(new Set(["1 with 1", "2 with 0"]));
});

it("a change for an incident that is killed anywhere is shown for approval if it is live, and only then", async () => {
  const note = ({ dependencies, config }: Instance) => noteBypasses({ ...dependencies, config });
  const seen = new Set<number>();
  for (let carriedOut = 0; carriedOut < mostWrites; carriedOut++) {
    const stage = await setUp();
    const { other } = stage;
    const wasKilled = await isKilled(stage, carriedOut, async (dying) => {
      await changeForIncident(dying, customer("northwind"));
      await note(dying);
    });
    await note(other);
    await goOn(stage, 61);
    const isLive = (await customersOf(other)).includes("northwind GB");
    const shown = (await other.table.unfinished()).filter(({ breakGlass }) => breakGlass === "INC1");
    seen.add(shown.length);
    expect(shown).toHaveLength(isLive ? 1 : 0);
    await expectRecorded(stage, stage.proposal, ...shown);
    if (!wasKilled) break;
  }
  expect(seen).toEqual(new Set([0, 1]));
});

describe("a provisional version on a provisional one", () => {
  const onTop = proposalOf({ revertAfterS: 60, operations: [customer("northwind")] }, 2);
  const all = ["contoso null", "fabrikam GB", "northwind GB"];

  /** Version 2 goes back after a minute; half a minute later another one waits for its approval. */
  async function startTwo() {
    const stage = await setUp({ revertAfterS: 60 });
    const { other, proposal: first } = stage;
    await other.proposals.approve(by("bob", first), noRemark);
    stage.time.nowMs += 30_000;
    return { ...stage, first, second: await propose(other, onTop) };
  }

  /** Version 3 is live too: both go back 90 s after the beginning. */
  async function startBoth() {
    const stage = await startTwo();
    await stage.other.proposals.approve(by("bob", stage.second), noRemark);
    return stage;
  }

  const statesOf = async ({ other, first, second }: Awaited<ReturnType<typeof startTwo>>) =>
    Promise.all([first, second].map(async ({ id }) => (await other.table.read(id))?.state));

  it("that is killed anywhere while it goes live takes the first one along, or leaves that its time", async () => {
    const seen = new Set<string>();
    for (let carriedOut = 0; carriedOut < mostWrites; carriedOut++) {
      const stage = await startTwo();
      const { other, first, second } = stage;
      const wasKilled = await isKilled(stage, carriedOut, ({ proposals }) =>
        proposals.approve(by("bob", second), noRemark),
      );
      await goOn(stage, 31);
      const pointer = await other.config.readPointer();
      const isOnTop = pointer?.trial?.revertAt === instant(90);
      seen.add(isOnTop ? "taken along" : "back in time");
      const customers = await customersOf(other);
      if (isOnTop) expect(customers).toEqual(all);
      else expect(customers).not.toContain("fabrikam GB");
      await goOn(stage, 61);
      await goOn(stage, 61);
      expect(await customersOf(other)).toEqual(["contoso null"]);
      const [ended, endedToo] = await statesOf(stage);
      expect(ended).toBe("reverted");
      expect(["open", "reverted"]).toContain(endedToo);
      await expectRecorded(stage, first, second);
      if (!wasKilled) break;
    }
    expect(seen).toEqual(new Set(["taken along", "back in time"]));
  });

  it("goes back with it once where the return is killed anywhere", async () => {
    for (let carriedOut = 0; carriedOut < mostWrites; carriedOut++) {
      const stage = await startBoth();
      stage.time.nowMs += 60_000;
      const wasKilled = await isKilled(stage, carriedOut, (dying) => dying.settle());
      await goOn(stage, 1);
      expect(await customersOf(stage.other)).toEqual(["contoso null"]);
      expect(await statesOf(stage)).toEqual(["reverted", "reverted"]);
      expect((await lived(stage)).map(({ restoredFrom }) => restoredFrom)).toEqual([1, null, null, null]);
      if (!wasKilled) break;
    }
  });

  it("stays with it, or goes back with it, where the confirmation is killed anywhere", async () => {
    const seen = new Set<string>();
    for (let carriedOut = 0; carriedOut < mostWrites; carriedOut++) {
      const stage = await startBoth();
      const wasKilled = await isKilled(stage, carriedOut, ({ proposals }) =>
        proposals.confirm(by("cid", stage.second), noRemark),
      );
      await goOn(stage, 61);
      const states = (await statesOf(stage)).join();
      seen.add(states);
      expect(await customersOf(stage.other)).toEqual(states.includes("reverted") ? ["contoso null"] : all);
      if (!wasKilled) break;
    }
    expect(seen).toEqual(new Set(["confirmed,confirmed", "reverted,reverted"]));
  });
});

import { describe, expect, it } from "vitest";
import { noteBypasses } from "../../../../shared/config/proposals/note-bypasses.ts";
import type { ProposeOutcome } from "../../../../shared/config/proposals/proposal-acts.ts";
import { DamagedVersionError } from "../../../../shared/config/store/damaged-version-error.ts";
import { RefusedRowsError } from "../../../../shared/tables/write-rows.ts";
import {
  by,
  changeForIncident,
  customer,
  customersOf,
  expectation,
  type Instance,
  instant,
  noRemark,
  person,
  proposalOf,
  propose,
  startInstance,
  startProposals,
} from "../../../support/config/proposal-world.ts";
import { useTables } from "../../../support/stores/use-tables.ts";

const tables = useTables();
const setUp = (approvals?: object) => startProposals(tables, approvals);

describe("a proposal", () => {
  it("goes live with its last approval, and every step is an event", async () => {
    const { instance, proposals, trail, config } = await setUp({ default: 2 });
    const proposal = await propose(instance);
    expect(proposal).toMatchObject({ state: "open", approvalsNeeded: 2, version: null });
    expect(await proposals.approve(by("bob", proposal), { comment: "good" })).toMatchObject({
      outcome: "done",
      proposal: { state: "open" },
    });
    const approved = await proposals.approve(by("cid", proposal), noRemark);
    expect(approved).toMatchObject({ outcome: "done", proposal: { state: "confirmed", version: 2 } });
    expect(await customersOf(instance)).toContain("fabrikam GB");
    expect(await config.readHeader(2)).toMatchObject({ proposal: proposal.id, author: person("ann").name });
    const told = trail.filter(({ type }) => type === "emergency-proposal.advanced.v1").map(({ data }) => data);
    expect(told).toMatchObject(
      ["proposed", "approved", "approved", "activated"].map((step) => ({ proposal: { id: proposal.id, step } })),
    );
    expect(new Set(trail.map(({ id }) => id)).size).toBe(trail.length);
  });

  it("goes live at once where the policy asks for nobody", async () => {
    const { instance } = await setUp({ default: 0, anyDanger: 2 });
    expect(await propose(instance)).toMatchObject({ state: "confirmed", version: 2, approvalsNeeded: 0 });
  });

  it.each<[string, object, Partial<ProposeOutcome>]>([
    [
      "that is not valid",
      { operations: [{ op: "delete", kind: "tenant", key: { name: "nobody" } }] },
      { outcome: "invalid" },
    ],
    [
      "that is dangerous and does not say so",
      { operations: [{ op: "delete", kind: "tenant", key: { name: "contoso" } }] },
      { outcome: "unconfirmed" },
    ],
    ["for another version", { baseVersion: 7 }, { outcome: "conflict" }],
    ["that breaks glass", { breakGlass: "INC1" }, { outcome: "invalid" }],
    ["that would have gone live yesterday", { activateAt: instant(-86_400) }, { outcome: "invalid" }],
    [
      "that must be live before it goes live",
      { activateAt: instant(60), activateBefore: instant(30) },
      { outcome: "invalid" },
    ],
    ["that goes back sooner than it can be tried", { revertAfterS: 59 }, { outcome: "invalid" }],
    [
      "that probes are to confirm, which have nothing to probe",
      { revertAfterS: 60, confirmBy: "expectations", operations: [expectation("2026-11-28T12:00:00.000Z")] },
      { outcome: "invalid", faults: [expect.objectContaining({ path: "confirmBy" })] },
    ],
    ["that is to be confirmed and never goes back", { confirmBy: "person" }, { outcome: "invalid" }],
  ])("%s is refused, and nothing is stored", async (_, more, outcome) => {
    const { proposals, table } = await setUp();
    const body = proposalOf(more);
    expect(await proposals.propose({ body, caller: person("ann"), dryRun: false })).toMatchObject(outcome);
    expect(await table.unfinished()).toEqual([]);
  });

  it("is the same one where its author sends it again, and nothing where it is tried", async () => {
    const { instance, proposals, table } = await setUp();
    const first = await propose(instance);
    const again = { body: proposalOf(), caller: person("ann"), dryRun: false };
    expect(await proposals.propose(again)).toMatchObject({ outcome: "known", proposal: { id: first.id } });
    expect(await proposals.propose({ ...again, caller: person("bob"), dryRun: true })).toMatchObject({
      outcome: "tried",
    });
    expect(await table.unfinished()).toHaveLength(1);
  });

  it("is approved by nobody twice, and not by its author", async () => {
    const { instance, proposals } = await setUp({ default: 2 });
    const proposal = await propose(instance);
    expect(await proposals.approve(by("ann", proposal), noRemark)).toMatchObject({ outcome: "forbidden" });
    for (let i = 0; i < 2; i++)
      expect(await proposals.approve(by("bob", proposal), noRemark)).toMatchObject({
        outcome: "done",
        proposal: { state: "open", approvals: [{ by: { id: "id-of-bob" } }] },
      });
  });

  it.each([
    ["withdrawn", "withdraw", "ann"],
    ["rejected", "reject", "cid"],
  ] as const)(
    "is not approved where it is %s, also by somebody who had approved it before",
    async (state, end, name) => {
      const { instance, proposals } = await setUp({ default: 2 });
      const proposal = await propose(instance);
      await proposals.approve(by("bob", proposal), noRemark);
      await proposals[end](by(name, proposal), noRemark);
      for (const approver of ["bob", "dan"])
        expect(await proposals.approve(by(approver, proposal), noRemark)).toMatchObject({
          outcome: "unfit",
          proposal: { state },
        });
    },
  );

  it("loses its approvals where it is edited, and an approval of what it was is refused", async () => {
    const { instance, proposals } = await setUp({ default: 2 });
    const proposal = await propose(instance);
    await proposals.approve(by("bob", proposal), noRemark);
    const edited = proposalOf({ operations: [customer("fabrikam", "IE")] });
    expect(await proposals.edit(by("bob", proposal), edited)).toMatchObject({ outcome: "forbidden" });
    expect(await proposals.edit(by("ann", proposal), edited)).toMatchObject({
      outcome: "done",
      proposal: { state: "open", approvals: [], revision: 2 },
    });
    const looked = { ...by("bob", proposal), ifMatch: proposal.hash };
    expect(await proposals.approve(looked, noRemark)).toMatchObject({ outcome: "edited" });
    await proposals.approve(by("bob", proposal), noRemark);
    await proposals.approve(by("cid", proposal), noRemark);
    expect(await customersOf(instance)).toContain("fabrikam IE");
  });

  it("keeps an approval that came between an edit and its repetition", async () => {
    const { instance, proposals } = await setUp({ default: 2 });
    const proposal = await propose(instance);
    const edited = proposalOf({ operations: [customer("fabrikam", "IE")] });
    const looked = { ...by("ann", proposal), ifMatch: proposal.hash };
    expect(await proposals.edit(looked, edited)).toMatchObject({ outcome: "done", proposal: { revision: 2 } });
    await proposals.approve(by("bob", proposal), noRemark);
    expect(await proposals.edit(looked, edited)).toMatchObject({
      outcome: "done",
      proposal: { state: "open", revision: 2, approvals: [{}] },
    });
  });

  it("is not approved where it is edited between being read and being stored", async () => {
    const { instance, proposals, clients, time, table } = await setUp();
    const proposal = await propose(instance);
    const edited = proposalOf({ operations: [customer("fabrikam", "IE")] });
    const late = startInstance(clients, time, {
      table: {
        ...table,
        replace: async (next) => {
          if ((await table.read(proposal.id))?.revision === 1) await proposals.edit(by("ann", proposal), edited);
          return table.replace(next);
        },
      },
    });
    expect(await late.proposals.approve(by("bob", proposal), noRemark)).toMatchObject({ outcome: "edited" });
    expect(await table.read(proposal.id)).toMatchObject({ state: "open", revision: 2, approvals: [] });
  });

  it("says of an edit that it is live already, whatever the edit holds", async () => {
    const { instance, proposals } = await setUp({ default: 0 });
    const proposal = await propose(instance);
    const dangerous = proposalOf({ operations: [{ op: "delete", kind: "tenant", key: { name: "contoso" } }] });
    expect(await proposals.edit(by("ann", proposal), dangerous)).toMatchObject({
      outcome: "unfit",
      proposal: { state: "confirmed" },
    });
  });

  it("stores nothing of an edit by somebody else", async () => {
    const { instance, clients, time, table } = await setUp();
    const proposal = await propose(instance);
    const writeContent = () => Promise.reject(new Error("stored"));
    const other = startInstance(clients, time, { table: { ...table, writeContent } });
    const edited = proposalOf({ operations: [customer("fabrikam", "IE")] });
    expect(await other.proposals.edit(by("bob", proposal), edited)).toMatchObject({ outcome: "forbidden" });
  });

  it("that is over is proposed anew, even before its end is in the trail", async () => {
    const { instance, clients, time } = await setUp();
    const first = await propose(instance);
    const unheard = startInstance(clients, time, { record: async () => "logged" });
    await unheard.proposals.reject(by("bob", first), noRemark);
    const again = await propose(instance);
    expect(again).toMatchObject({ state: "open" });
    expect(again.id).not.toBe(first.id);
  });

  it("is over where it is rejected or withdrawn, for its author alone", async () => {
    const { instance, proposals } = await setUp();
    const rejected = await propose(instance);
    await proposals.reject(by("bob", rejected), { comment: "no" });
    expect(await proposals.approve(by("cid", rejected), noRemark)).toMatchObject({
      outcome: "unfit",
      proposal: { state: "rejected" },
    });
    const withdrawn = await propose(instance);
    expect(withdrawn.id).not.toBe(rejected.id);
    expect(await proposals.withdraw(by("bob", withdrawn), noRemark)).toMatchObject({ outcome: "forbidden" });
    expect(await proposals.withdraw(by("ann", withdrawn), noRemark)).toMatchObject({
      proposal: { state: "withdrawn" },
    });
    expect(await customersOf(instance)).toEqual(["contoso null"]);
  });

  it("goes live once where eight people approve it at once, in two instances", async () => {
    const { instance, proposals, clients, time, trail, pass, config, table } = await setUp({ default: 3 });
    const proposal = await propose(instance);
    const other = startInstance(clients, time);
    const names = ["b", "c", "d", "e", "f", "g", "h", "i"];
    await Promise.all(
      names.map((name, i) => (i % 2 === 0 ? proposals : other.proposals).approve(by(name, proposal), noRemark)),
    );
    expect(await table.read(proposal.id)).toMatchObject({ state: "confirmed", version: expect.any(Number) });
    const live = (await config.listHeaders({ atMost: 50 })).filter(
      ({ live: isLive, version }) => isLive || version > 1,
    );
    const pointer = await config.readPointer();
    expect(live.filter(({ version }) => version === pointer?.version)).toHaveLength(1);
    expect(await config.readHeader(pointer?.version ?? 0)).toMatchObject({ parent: 1, proposal: proposal.id });
    pass(61);
    await other.settle();
    const kept = await table.read(proposal.id);
    const ids = kept?.steps.map((_, i) => `proposal-${proposal.id}-${i + 1}`);
    expect(trail.map(({ id }) => id).sort()).toEqual(ids?.sort());
    expect(kept?.unrecorded).toEqual([]);
  });
});

describe("a change for an incident", () => {
  it("is judged by others: its author ends its alarm in no way", async () => {
    const { instance, proposals, table, config, dependencies } = await setUp();
    await changeForIncident(instance, customer("fabrikam"));
    await noteBypasses({ ...dependencies, config });
    const [noted] = await table.unfinished();
    if (noted === undefined) throw new Error("it is not shown");
    for (const act of [proposals.approve, proposals.reject, proposals.withdraw])
      expect(await act(by("ann", noted), noRemark)).toMatchObject({ outcome: "forbidden" });
    expect(await proposals.reject(by("bob", noted), noRemark)).toMatchObject({ proposal: { state: "rejected" } });
  });

  it("does not go live without approvals where it weakens the policy", async () => {
    const { instance, config } = await setUp({ default: 1, anyDanger: 2 });
    const abolish = { op: "delete", kind: "change-policy", key: {} };
    expect(await changeForIncident(instance, abolish, { confirm: ["weakens-change-policy"] })).toMatchObject({
      outcome: "unapproved",
      effect: { approvalsNeeded: 2 },
    });
    expect(await config.readPointer()).toMatchObject({ version: 1 });
  });
});

describe("a proposal whose base moved on", () => {
  async function moveOn(instance: Instance, name: string, territory: string | null) {
    expect(await changeForIncident(instance, customer(name, territory))).toMatchObject({ outcome: "changed" });
  }

  it("goes live on the new one where nothing that it touches was changed", async () => {
    const { instance, proposals } = await setUp();
    const proposal = await propose(instance);
    await moveOn(instance, "northwind", "GB");
    expect(await proposals.approve(by("bob", proposal), noRemark)).toMatchObject({
      proposal: { state: "confirmed", version: 3 },
    });
    expect(await customersOf(instance)).toEqual(["contoso null", "fabrikam GB", "northwind GB"]);
  });

  it("is in conflict where something was, and can be edited", async () => {
    const { instance, proposals } = await setUp();
    const proposal = await propose(instance);
    await moveOn(instance, "fabrikam", "IE");
    expect(await proposals.approve(by("bob", proposal), noRemark)).toMatchObject({
      proposal: {
        state: "conflict",
        errors: [{ path: "operations[0]", message: "tenant fabrikam was changed since version 1" }],
      },
    });
    expect(await customersOf(instance)).toContain("fabrikam IE");
    for (const approver of ["bob", "cid"])
      expect(await proposals.approve(by(approver, proposal), noRemark)).toMatchObject({ outcome: "unfit" });
    await proposals.edit(by("ann", proposal), proposalOf({ confirm: ["moves-callers"] }, 2));
    expect(await proposals.approve(by("bob", proposal), noRemark)).toMatchObject({ proposal: { state: "confirmed" } });
  });
});

describe("a proposal that is judged again on what is active when it goes live", () => {
  const number = (shortCode: string, more: object = {}) => ({
    op: "put",
    kind: "number",
    item: { territory: "GB", shortCode, class: "emergency", ...more },
  });
  const removed = (kind: string, key: object) => ({ op: "delete", kind, key });
  const removedNumber = (shortCode: string) => removed("number", { tenant: "*", territory: "GB", shortCode });

  type Case = {
    readonly meanwhile: object;
    readonly confirm: readonly string[];
    readonly operations: readonly object[];
    readonly accepts?: readonly string[];
    readonly fault: object;
  };
  it.each<[string, Case]>([
    [
      "it names what is gone",
      {
        operations: [number("112", { tenant: "contoso" })],
        meanwhile: removed("tenant", { name: "contoso" }),
        confirm: ["removes-tenant"],
        fault: { message: expect.stringContaining("contoso") },
      },
    ],
    [
      "it breaks an expectation that is new",
      {
        operations: [number("999", { class: "special" })],
        accepts: ["reclassifies-emergency-number", "empties-territory"],
        meanwhile: expectation(null),
        confirm: [],
        fault: { path: "expectations[0].expect.class", message: expect.stringContaining("gb-999") },
      },
    ],
    [
      "it has another danger there",
      {
        operations: [removedNumber("112")],
        accepts: ["removes-emergency-number"],
        meanwhile: removedNumber("999"),
        confirm: ["removes-emergency-number"],
        fault: { path: "confirm", message: "on what is active now it has the danger empties-territory too" },
      },
    ],
  ])("is in conflict where %s", async (_, { operations, accepts = [], meanwhile, confirm, fault }) => {
    const { instance, proposals, config } = await setUp();
    await changeForIncident(instance, number("112"));
    const proposal = await propose(instance, proposalOf({ operations, confirm: accepts }, 2));
    const changed = await changeForIncident(instance, meanwhile, { baseVersion: 2, confirm });
    expect(changed).toMatchObject({ outcome: "changed" });
    expect(await proposals.approve(by("bob", proposal), noRemark)).toMatchObject({
      proposal: { state: "conflict", version: null, errors: expect.arrayContaining([expect.objectContaining(fault)]) },
    });
    expect(await config.readPointer()).toMatchObject({ version: 3 });
  });

  it("is open again where the policy asks for more by then, and keeps its approvals", async () => {
    const { instance, proposals } = await setUp();
    const proposal = await propose(instance);
    const stricter = { op: "patch", kind: "change-policy", key: {}, item: { approvals: { default: 2 } } };
    expect(await changeForIncident(instance, stricter)).toMatchObject({ outcome: "changed" });
    expect(await proposals.approve(by("bob", proposal), noRemark)).toMatchObject({
      proposal: { state: "open", approvalsNeeded: 2, approvals: [{}], steps: [{}, {}, { step: "reopened" }] },
    });
    expect(await customersOf(instance)).toEqual(["contoso null"]);
    expect(await proposals.approve(by("cid", proposal), noRemark)).toMatchObject({ proposal: { state: "confirmed" } });
  });
});

describe("a proposal that cannot be stored", () => {
  it.each([
    [new DamagedVersionError(1, "has lost rows"), { path: "", message: "Configuration version 1 has lost rows" }],
    [
      new RefusedRowsError("write", [{ rowKey: "tenant fabrikam", why: "too large" }]),
      { path: "tenant fabrikam", message: "Table Storage does not take it: too large" },
    ],
  ])("is in conflict and says why: %s", async (error, fault) => {
    const { instance, clients, time, table } = await setUp();
    const proposal = await propose(instance);
    const failing = startInstance(clients, time, { change: () => Promise.reject(error) });
    expect(await failing.proposals.approve(by("bob", proposal), noRemark)).toMatchObject({
      proposal: { state: "conflict", errors: expect.arrayContaining([fault]) },
    });
    expect(await table.read(proposal.id)).toMatchObject({ state: "conflict" });
  });
});

describe("time", () => {
  it("makes an approved proposal live when it has come, not before, and in one of two instances", async () => {
    const { instance, proposals, clients, time, pass, settle, table } = await setUp();
    const proposal = await propose(instance, proposalOf({ activateAt: instant(3_600) }));
    expect(await proposals.approve(by("bob", proposal), noRemark)).toMatchObject({ proposal: { state: "scheduled" } });
    pass(3_599);
    await settle();
    expect(await customersOf(instance)).not.toContain("fabrikam GB");
    pass(1);
    await Promise.all([settle(), startInstance(clients, time).settle()]);
    expect(await table.read(proposal.id)).toMatchObject({ state: "confirmed", version: expect.any(Number) });
    expect(await customersOf(instance)).toContain("fabrikam GB");
  });

  it("ends a proposal that was not approved before it had to be live: it never is", async () => {
    const { instance, proposals, pass, settle, table } = await setUp();
    const proposal = await propose(instance, proposalOf({ activateBefore: instant(60) }));
    const scheduled = await propose(instance, proposalOf({ activateAt: instant(30), activateBefore: instant(60) }));
    await proposals.approve(by("bob", scheduled), noRemark);
    pass(60);
    expect(await proposals.approve(by("bob", proposal), noRemark)).toMatchObject({
      outcome: "unfit",
      proposal: { state: "expired" },
    });
    await settle();
    expect(await table.read(scheduled.id)).toMatchObject({ state: "expired" });
    expect(await customersOf(instance)).not.toContain("fabrikam GB");
  });
});

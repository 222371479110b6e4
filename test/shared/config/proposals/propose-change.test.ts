import { describe, expect, it } from "vitest";
import {
  by,
  changeForIncident,
  customer,
  type Instance,
  instant,
  noRemark,
  person,
  proposalOf,
  propose,
  startInstance,
  startProposals,
} from "../../../support/config/proposal-world.ts";
import { dyingTogether } from "../../../support/stores/dying-client.ts";
import { useTables } from "../../../support/stores/use-tables.ts";

const tables = useTables();

const send = ({ proposals }: Pick<Instance, "proposals">, body: object, name = "ann") =>
  proposals.propose({ body, caller: person(name), dryRun: false });

describe("a proposal whose first answer was lost", () => {
  it("is the same one after it went live, and after the base moved on", async () => {
    const { instance, config } = await startProposals(tables, { default: 0 });
    const first = await propose(instance);
    expect(first).toMatchObject({ state: "confirmed", version: 2 });
    const again = await send(instance, proposalOf());
    expect(again).toMatchObject({ outcome: "known", proposal: { id: first.id, state: "confirmed", version: 2 } });
    expect(await config.readPointer()).toMatchObject({ version: 2 });
    expect(await send(instance, proposalOf({ reason: "CHG2" }))).toMatchObject({ outcome: "conflict" });
    expect(await send(instance, proposalOf(), "bob")).toMatchObject({ outcome: "conflict" });
  });

  it("is the same one when it is too late to propose it, and when it waits while others change the base", async () => {
    const { instance, pass } = await startProposals(tables);
    const early = proposalOf({ activateAt: instant(60), activateBefore: instant(600) });
    const first = await propose(instance, early);
    await changeForIncident(instance, customer("northwind"));
    pass(180);
    expect(await send(instance, early)).toMatchObject({ outcome: "known", proposal: { id: first.id, state: "open" } });
    expect(await send(instance, proposalOf({ activateAt: instant(61) }))).toMatchObject({ outcome: "invalid" });
  });

  it("is one where it is sent eight times at once, to two instances", async () => {
    const { instance, clients, time, table } = await startProposals(tables);
    const other = startInstance(clients, time);
    const sent = await Promise.all(
      Array.from({ length: 8 }, (_, i) => send(i % 2 === 0 ? instance : other, proposalOf())),
    );
    expect(sent.map(({ outcome }) => outcome).filter((outcome) => outcome === "proposed")).toHaveLength(1);
    const [only, ...others] = await table.unfinished();
    expect(others).toEqual([]);
    expect(await table.readContent(only?.id ?? "", only?.hash ?? "")).not.toBeNull();
  });

  it("is one where the instance dies anywhere, and goes live when it is approved", async () => {
    const seen = new Set<string>();
    for (let carriedOut = 0, isKilled = true; isKilled; carriedOut++) {
      const { instance, clients, time, table, proposals } = await startProposals(tables);
      const dying = dyingTogether(clients, carriedOut);
      await send(startInstance(dying.clients, time), proposalOf()).catch(() => "killed");
      isKilled = dying.requests() > carriedOut;
      const sent = await send(instance, proposalOf());
      if (!("proposal" in sent)) throw new Error(JSON.stringify(sent));
      seen.add(sent.outcome);
      expect(await table.unfinished()).toHaveLength(1);
      await proposals.approve(by("bob", sent.proposal), noRemark);
      expect(await table.read(sent.proposal.id)).toMatchObject({ state: "confirmed", version: 2 });
    }
    expect(seen).toEqual(new Set(["proposed", "known"]));
  });
});

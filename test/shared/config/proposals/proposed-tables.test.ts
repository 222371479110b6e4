import { expect, it } from "vitest";
import { blankProposal, type StoredProposal } from "../../../../shared/config/proposals/proposal.ts";
import { proposedTables } from "../../../../shared/config/proposals/proposed-tables.ts";

const author = { id: "ann", name: "ann@example.net" };
const proposalOf = (id: string, more: Partial<StoredProposal> = {}): StoredProposal => ({
  ...{ ...blankProposal, id, author, hash: `sha256:${id}`, reason: "CHG1", createdAt: "2026-11-28T12:00:00.000Z" },
  ...{ baseVersion: 1, approvalsNeeded: 1, etag: "1", ...more },
});

const table = (name: string, version: number) => ({ op: "put", kind: "lookup-table", item: { name, version } });
const patch = (kind: string, name: string, version: number) => ({
  op: "patch",
  kind,
  key: { name },
  item: { version },
});

it("names the proposals that may go live yet by the tables that they would use", async () => {
  const contents: Readonly<Record<string, readonly unknown[]>> = {
    newest: [patch("location-table", "sites", 3), patch("lookup-table", "communes", 2)],
    oldest: [table("communes", 2), table("communes", 2), "odd", { op: "put", kind: "tenant", item: { name: "a" } }],
    deletes: [{ op: "delete", kind: "lookup-table", key: { name: "communes" } }],
    live: [table("communes", 8)],
    rejected: [table("communes", 9)],
  };
  const proposals = [
    ...[proposalOf("newest"), proposalOf("oldest", { state: "scheduled" }), proposalOf("deletes"), proposalOf("lost")],
    ...[proposalOf("live", { state: "provisional", version: 2 }), proposalOf("rejected", { state: "rejected" })],
  ];
  const named = await proposedTables({
    unfinished: async () => proposals,
    readContent: async (id) => {
      const operations = contents[id];
      return operations === undefined ? null : { change: { operations: [...operations] }, effect: {} };
    },
  });
  expect([...named]).toEqual([
    ["sites@3", ["newest"]],
    ["communes@2", ["newest", "oldest"]],
  ]);
});

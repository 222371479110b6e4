import * as z from "zod";
import { forEachAtOnce } from "../../for-each-at-once.ts";
import { pace } from "../../pace.ts";
import { type StoredProposal, unfinishedStates } from "./proposal.ts";
import type { ProposalTable } from "./proposal-table.ts";

const contentsAtOnce = 4;

/** An operation that names a version of a table: a whole item, or a patch of the one with that key. */
const namingSchema = z.object({
  op: z.enum(["put", "patch"]),
  kind: z.enum(["lookup-table", "location-table"]),
  key: z.object({ name: z.string() }).optional(),
  item: z.object({ name: z.string().optional(), version: z.int() }),
});

/**
 * Which proposals, newest first, would use which version of a lookup or location table: by `<name>@<version>`, of those that are not
 * live and may be yet. Throws a DependencyError when the store fails.
 */
export async function proposedTables(
  table: Pick<ProposalTable, "unfinished" | "readContent">,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const waiting = (await table.unfinished()).filter(mayGoLive);
  const named = await forEachAtOnce(contentsAtOnce, waiting, (proposal) => tablesIn(proposal, table));
  const proposals = new Map<string, string[]>();
  for (const [i, { id }] of waiting.entries())
    for (const used of named[i] ?? []) proposals.set(used, [...(proposals.get(used) ?? []), id]);
  return proposals;
}

const mayGoLive = ({ state, version }: StoredProposal): boolean => unfinishedStates.has(state) && version === null;

async function tablesIn(
  { id, hash }: StoredProposal,
  { readContent }: Pick<ProposalTable, "readContent">,
): Promise<ReadonlySet<string>> {
  const used = new Set<string>();
  for (const operation of (await readContent(id, hash))?.change.operations ?? []) {
    const { data } = namingSchema.safeParse(operation);
    const name = data?.item.name ?? data?.key?.name;
    if (name !== undefined) used.add(`${name}@${data?.item.version}`);
    if (pace.isDue()) await pace.rest();
  }
  return used;
}

import { randomUUID } from "node:crypto";
import { promisify } from "node:util";
import { gunzip, gzip } from "node:zlib";
import { odata, type TableClient } from "@azure/data-tables";
import * as z from "zod";
import { jsonPieces } from "../../json/json-pieces.ts";
import { pace } from "../../pace.ts";
import type { Entity } from "../../tables/entity.ts";
import { readFirstPage, readPages } from "../../tables/read-pages.ts";
import { readRow } from "../../tables/read-row.ts";
import { joinBytes, splitBytes } from "../../tables/split-bytes.ts";
import { joinText, splitText } from "../../tables/split-text.ts";
import { meaningOf, tableCall } from "../../tables/table-call.ts";
import { rowsPerPage } from "../../tables/table-limits.ts";
import { writeRows } from "../../tables/write-rows.ts";
import {
  type Proposal,
  type ProposalState,
  proposalSchema,
  type StoredProposal,
  unfinishedStates,
} from "./proposal.ts";
import { contentSchema, type ProposalContent } from "./proposal-content.ts";

/** Proposals in table `Proposals`. Methods throw a DependencyError when the store fails. */
export type ProposalTable = {
  /** Null when one of that id is there. */
  readonly insert: (proposal: Proposal) => Promise<StoredProposal | null>;
  /** Null when its row was changed meanwhile. */
  readonly replace: (proposal: StoredProposal) => Promise<StoredProposal | null>;
  /** Null where there is none, and for an id that is none. */
  readonly read: (id: string) => Promise<StoredProposal | null>;
  /** Newest first, from an id on; `next` is the id to go on from. */
  readonly list: (options: {
    readonly state: ProposalState | null;
    readonly from: string | null;
    readonly atMost: number;
  }) => Promise<ProposalPage>;
  /** Those with which something is still to happen, or of which a step may not be in the trail. */
  readonly unfinished: () => Promise<readonly StoredProposal[]>;
  /** To be written before the proposal that has its hash. */
  readonly writeContent: (id: string, hash: string, content: ProposalContent) => Promise<void>;
  /** Null where it is not there whole. */
  readonly readContent: (id: string, hash: string) => Promise<ProposalContent | null>;
};

export type ProposalPage = { readonly proposals: readonly StoredProposal[]; readonly next: string | null };

const partitionKey = "proposals";
const deadlineMs = 5_000;
const zipped = promisify(gzip);
const unzipped = promisify(gunzip);
/** Less than a row holds, with its keys. */
const bytesARow = 512 * 1024;
/** More than any content has. A foreign row must not fill an instance's memory. */
const longestContent = 64 * 1024 * 1024;
/** Members of the content, operations of the change set, and what lies around them. */
const jsonDepth = 4;

export function proposalTable(client: TableClient): ProposalTable {
  const read = async (id: string): Promise<StoredProposal | null> => {
    if (!isProposalId(id)) return null;
    const row = await readRow(client, { call: "read a proposal", deadlineMs }, partitionKey, rowKeyOf(id));
    return row === null ? null : fromRow(row);
  };

  /** The answer to this or an earlier try may have been lost: what counts is whose claim the row has. */
  const unlessTaken = async (proposal: Proposal, write: (claim: string) => Promise<string>) => {
    const claim = randomUUID();
    try {
      return { ...proposal, etag: await write(claim) };
    } catch (error) {
      if (!["exists", "changed", "absent"].includes(meaningOf(error) ?? "")) throw error;
      const row = await readRow(client, { call: "read a proposal", deadlineMs }, partitionKey, rowKeyOf(proposal.id));
      return row?.claim === claim ? fromRow(row) : null;
    }
  };

  return {
    read,

    insert: (proposal) =>
      unlessTaken(proposal, async (claim) => {
        const { etag = "" } = await tableCall("store a proposal", deadlineMs, (abortSignal) =>
          client.createEntity(toRow(proposal, claim), { abortSignal }),
        );
        return etag;
      }),

    replace: ({ etag: from, ...proposal }) =>
      unlessTaken(proposal, async (claim) => {
        const { etag = "" } = await tableCall("change a proposal", deadlineMs, (abortSignal) =>
          client.updateEntity(toRow(proposal, claim), "Replace", { etag: from, abortSignal }),
        );
        return etag;
      }),

    list: async ({ state, from, atMost }) => {
      const first = from === null ? "" : rowKeyOf(from);
      const ofState = state === null ? "" : odata` and state eq ${state}`;
      const rows = await readFirstPage(client, {
        call: "list the proposals",
        filter: `${odata`PartitionKey eq ${partitionKey} and RowKey ge ${first}`}${ofState}`,
        pageSize: Math.min(atMost + 1, rowsPerPage),
        deadlineMs,
      });
      const proposals = rows.flatMap((row) => fromRow(row) ?? []);
      return { proposals: proposals.slice(0, atMost), next: proposals[atMost]?.id ?? null };
    },

    unfinished: async () => {
      const filter = odata`PartitionKey eq ${partitionKey} and isUnfinished eq true`;
      const found: StoredProposal[] = [];
      const query = { call: "read the unfinished proposals", filter, pageSize: rowsPerPage, deadlineMs };
      for await (const page of readPages(client, query)) found.push(...page.flatMap((row) => fromRow(row) ?? []));
      return found;
    },

    writeContent: async (id, hash, content) => {
      const bytes = await zipped(Buffer.concat(await jsonPieces(content, jsonDepth)));
      for (let part = 0; part * bytesARow < bytes.length; part++) {
        const keys = { partitionKey: contentPartition(id, hash), rowKey: String(part).padStart(4, "0") };
        const piece = bytes.subarray(part * bytesARow, (part + 1) * bytesARow);
        const rows = [{ ...keys, ...splitBytes("content", piece) }];
        await writeRows(client, { call: "store what a proposal holds", deadlineMs, rows });
      }
    },

    readContent: async (id, hash) => {
      const filter = odata`PartitionKey eq ${contentPartition(id, hash)}`;
      const parts: Uint8Array[] = [];
      const query = { call: "read what a proposal holds", filter, pageSize: 8, deadlineMs, ahead: true };
      for await (const page of readPages(client, query)) parts.push(...page.map((row) => joinBytes("content", row)));
      return readContentBytes(Buffer.concat(parts));
    },
  };
}

const contentPartition = (id: string, hash: string): string => `content-${id}-${hash.slice(-32)}`;

async function readContentBytes(bytes: Uint8Array): Promise<ProposalContent | null> {
  const text = await unzipped(bytes, { maxOutputLength: longestContent }).catch(() => null);
  if (text === null) return null;
  await pace.rest();
  try {
    return contentSchema.parse(JSON.parse(text.toString()));
  } catch {
    return null;
  } finally {
    await pace.rest();
  }
}

/** A UUID, as the service makes them. */
export const isProposalId = (text: string): boolean => /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text);

/** Every digit turned round, so that the newest comes first. */
const rowKeyOf = (id: string): string =>
  id.replace(/[0-9a-f]/g, (digit) => (15 - Number.parseInt(digit, 16)).toString(16));

/** A row that a person can read, and the whole as JSON. */
const toRow = (proposal: Proposal, claim: string) => ({
  partitionKey,
  rowKey: rowKeyOf(proposal.id),
  id: proposal.id,
  state: proposal.state,
  author: proposal.author.name,
  reason: proposal.reason,
  createdAt: proposal.createdAt,
  isUnfinished: unfinishedStates.has(proposal.state) || proposal.unrecorded.length > 0,
  claim,
  ...splitText("proposal", JSON.stringify(proposal)),
});

const rowSchema = z.object({ etag: z.string() });

/** Null for a row that no release has written. */
function fromRow(row: Entity): StoredProposal | null {
  const read = rowSchema.safeParse(row);
  const text = joinText("proposal", row);
  if (!read.success || text === null) return null;
  try {
    return { ...proposalSchema.parse(JSON.parse(text)), etag: read.data.etag };
  } catch {
    return null;
  }
}

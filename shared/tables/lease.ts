import type { TableClient } from "@azure/data-tables";
import * as z from "zod";
import { readRowAt } from "./read-row.ts";
import { meaningOf, tableCall } from "./table-call.ts";

/** The right to do something that one instance does at a time. It ends by itself when its holder dies. */
export type Lease = {
  /** Takes or prolongs it; false when another holds it. Throws a DependencyError when the store fails. */
  readonly hold: (name: string) => Promise<boolean>;
  /** Gives it back early. */
  readonly release: (name: string) => Promise<void>;
};

export type LeaseOptions = {
  readonly client: TableClient;
  readonly owner: string;
  /** Only for instances of an earlier release, which use their own clocks. */
  readonly now: () => number;
  readonly leaseMs: number;
};

/** Where the leases of a table are, beside what else it holds. */
export const leasePartition = "leases";

const deadlineMs = 2_000;
const leaseSchema = z.object({ owner: z.string(), leasedUntilMs: z.number(), timestamp: z.string(), etag: z.string() });
type StoredLease = z.infer<typeof leaseSchema> & { readonly storeMs: number };

/**
 * Leases are rows, claimed by ETag: of two instances that ask at once, one gets it. Its age is by the clock of the store alone,
 * which stands on rows and on answers: an instance with a wrong clock neither blocks others nor lets them in.
 */
export function tableLease({ client, owner, now, leaseMs }: LeaseOptions): Lease {
  return {
    hold: async (name) => {
      const lease = await read(name);
      if (lease !== null && lease.owner !== owner && isHeld(lease, leaseMs)) return false;
      return write(name, now() + leaseMs, lease?.etag ?? null);
    },
    release: async (name) => {
      const lease = await read(name);
      if (lease?.owner === owner) await write(name, released, lease.etag);
    },
  };

  async function read(name: string): Promise<StoredLease | null> {
    const found = await readRowAt(client, { call: "read a lease", deadlineMs }, leasePartition, name);
    return found === null ? null : { ...leaseSchema.parse(found.row), storeMs: found.storeMs };
  }

  async function write(name: string, leasedUntilMs: number, etag: string | null): Promise<boolean> {
    const row = { partitionKey: leasePartition, rowKey: name, owner, leasedUntilMs };
    try {
      await tableCall("claim a lease", deadlineMs, (abortSignal) =>
        etag === null
          ? client.createEntity(row, { abortSignal })
          : client.updateEntity(row, "Replace", { etag, abortSignal }),
      );
      return true;
    } catch (error) {
      if (!["exists", "changed", "absent"].includes(meaningOf(error) ?? "")) throw error;
      // The client may have repeated a claim whose answer was lost: what counts is the owner in the row.
      const lease = await read(name);
      return lease?.owner === owner && lease.leasedUntilMs === leasedUntilMs;
    }
  }
}

const released = 0;
/** A row cannot have been written much later than it is now: then one of the two times is wrong, and the lease is free. */
const aheadAtMostMs = 10_000;

function isHeld({ leasedUntilMs, timestamp, storeMs }: StoredLease, leaseMs: number): boolean {
  const heldForMs = storeMs - Date.parse(timestamp);
  return leasedUntilMs !== released && heldForMs < leaseMs && heldForMs >= -aheadAtMostMs;
}

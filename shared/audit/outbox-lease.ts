import type { TableClient } from "@azure/data-tables";
import { z } from "zod";
import { statusOf, tableCall } from "../tables/table-call.ts";

/** The right to drain one shard of the outbox, for a time. It ends by itself when its holder dies. */
export type OutboxLease = {
  /** Takes or prolongs the lease; false when another holds it. */
  readonly hold: (shard: string) => Promise<boolean>;
  /** Gives it back early. */
  readonly release: (shard: string) => Promise<void>;
};

export type OutboxLeaseOptions = {
  readonly client: TableClient;
  readonly owner: string;
  readonly now: () => number;
  readonly leaseMs: number;
};

export const leasePartition = "leases";

const deadlineMs = 2_000;
const leaseSchema = z.object({ owner: z.string(), leasedUntilMs: z.number(), etag: z.string() });

/** Leases are rows of the outbox table, claimed by ETag: of two drains at once, one gets the shard. */
export function outboxLease({ client, owner, now, leaseMs }: OutboxLeaseOptions): OutboxLease {
  return {
    hold: async (shard) => {
      const lease = await read(shard);
      if (lease !== null && lease.owner !== owner && lease.leasedUntilMs > now()) return false;
      return write(shard, now() + leaseMs, lease?.etag ?? null);
    },
    release: async (shard) => {
      const lease = await read(shard);
      if (lease?.owner === owner) await write(shard, 0, lease.etag);
    },
  };

  async function read(shard: string): Promise<z.infer<typeof leaseSchema> | null> {
    try {
      const row = await tableCall("read an outbox lease", deadlineMs, (abortSignal) =>
        client.getEntity(leasePartition, shard, { abortSignal }),
      );
      return leaseSchema.parse(row);
    } catch (error) {
      if (statusOf(error) === 404) return null;
      throw error;
    }
  }

  async function write(shard: string, leasedUntilMs: number, etag: string | null): Promise<boolean> {
    const row = { partitionKey: leasePartition, rowKey: shard, owner, leasedUntilMs };
    try {
      await tableCall("claim an outbox lease", deadlineMs, (abortSignal) =>
        etag === null
          ? client.createEntity(row, { abortSignal })
          : client.updateEntity(row, "Replace", { etag, abortSignal }),
      );
      return true;
    } catch (error) {
      if (statusOf(error) !== 409 && statusOf(error) !== 412) throw error;
      // The client may have repeated a claim whose answer was lost: what counts is whose name stands there.
      const lease = await read(shard);
      return lease?.owner === owner && lease.leasedUntilMs === leasedUntilMs;
    }
  }
}

import { randomFillSync } from "node:crypto";
import { v7 as uuidv7 } from "uuid";

const bytesAnId = 16;
const idsAtOnce = 256;

/**
 * Makes UUIDs of version 7 (RFC 9562, 5.7), each greater than the one before. Random bytes are drawn for many ids at once:
 * to ask the system for each would take longer than a call's decision.
 */
export function makeIds(now: () => number): () => string {
  const pool = Buffer.alloc(bytesAnId * idsAtOnce);
  let drawn = pool.length;
  let msecs = Number.NEGATIVE_INFINITY;
  let seq = 0;
  return () => {
    if (drawn === pool.length) {
      randomFillSync(pool);
      drawn = 0;
    }
    const random = pool.subarray(drawn, drawn + bytesAnId);
    drawn += bytesAnId;
    const nowMs = now();
    // Within a millisecond a count goes up from a random place, its highest bit left to count with (RFC 9562, 6.2).
    if (nowMs > msecs) {
      msecs = nowMs;
      seq = random.readUInt32BE() >>> 1;
    } else seq++;
    return uuidv7({ random, msecs, seq });
  };
}

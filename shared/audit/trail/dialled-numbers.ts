import * as z from "zod";
import { pace } from "../../pace.ts";
import type { ReadCall } from "../../recognition/call-setup.ts";
import { readCallSetup } from "../../recognition/read-call-setup.ts";
import { parsedOrNull, recordedEvent } from "../recorded-event.ts";
import { type ReadableTrail, readStretch } from "./read-trail.ts";

export type DialledWindow = {
  readonly fromMs: number;
  readonly beforeMs: number;
  /** Reading stops when there are more. */
  readonly rowsAtMost: number;
  readonly signal: AbortSignal;
};

/** The different numbers, by what tells them apart, those dialled last at the end; and how many rows were read. */
export type DialledNumbers = { readonly numbers: ReadonlyMap<string, ReadCall>; readonly rows: number };

/** Few enough that parsing a page does not hold up calls in the same process. */
const rowsAtOnce = 400;

/** Which numbers were dialled in a window. Paced. */
export async function readDialledNumbers(
  tables: ReadableTrail,
  { fromMs, beforeMs, rowsAtMost, signal }: DialledWindow,
): Promise<DialledNumbers> {
  const stretch = {
    after: new Date(fromMs).toISOString(),
    before: new Date(beforeMs).toISOString(),
    filters: { type: "emergency-call.decided.v1" },
  } as const;
  const options = { pageSize: rowsAtOnce, ahead: false, isLate: () => signal.aborted };
  const numbers = new Map<string, ReadCall>();
  let rows = 0;
  for await (const { text } of readStretch(tables, stretch, options)) {
    rows += 1;
    if (rows > rowsAtMost) break;
    if (pace.isDue()) await pace.rest();
    const read = text === null ? null : callOf(text);
    if (read === null) continue;
    const key = numberKey(read);
    // A map keeps the place of a key that is set again.
    numbers.delete(key);
    numbers.set(key, read);
  }
  return { numbers, rows };
}

const numberKey = ({ call: { calledParty, ingress, tenant, territory } }: ReadCall): string =>
  JSON.stringify([calledParty, ingress, tenant, territory]);

const recordedSchema = z.object({ data: z.looseObject({ request: z.unknown() }) });
/** Far longer than anything that is dialled. */
const longestCalledParty = 1_000;

/** The call of a recorded decision, without what no decision depends on; null when it cannot be read. */
function callOf(text: string): ReadCall | null {
  const recorded = recordedSchema.safeParse(parsedOrNull(text));
  if (!recorded.success) return null;
  const read = readCallSetup(recordedEvent(recorded.data.data), () => "recent");
  if (read === null || read.call.calledParty.length > longestCalledParty) return null;
  return { ...read, call: { ...read.call, callId: "recent", receivedAt: null, attributes: null } };
}

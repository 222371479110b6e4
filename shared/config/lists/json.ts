import * as z from "zod";
import { type Checked, faulty } from "../../checked.ts";
import { parseLongJson } from "../../json/parse-long-json.ts";
import type { EmergencyList } from "./emergency-list.ts";
import { type GivenList, type GivenPart, gatherParts, malformedAt, readString } from "./given-list.ts";
import { type ListFormat, sbc } from "./list-format.ts";
import { writeTargets } from "./targets.ts";

/** The list for programs: an entry a line, with headers and time limits of its two best routes. */
export const json: ListFormat = {
  contentType: "application/json",
  extension: "json",
  withUrns: true,
  holder: sbc,
  write: textsOf,
  read: readList,
};

function* textsOf({ version, hash, createdAt, entries }: EmergencyList): Generator<string> {
  const origin = JSON.stringify({ version, hash, createdAt, count: entries.length });
  yield `${origin.slice(0, -1)},"entries":[`;
  for (const [i, entry] of entries.entries()) yield `${i === 0 ? "" : ","}\n${JSON.stringify(entry)}`;
  yield "\n]}\n";
}

const listSchema = z.object({ version: z.int().min(1).optional(), entries: z.array(z.unknown()) });

/** How deep the entries lie. */
const aroundItems = 2;

async function readList(bytes: Uint8Array): Promise<Checked<GivenList>> {
  const parsed = await parseLongJson(bytes, aroundItems);
  if (parsed.outcome === "faulty") return faulty(parsed.faults.map((message) => ({ path: "", message })));
  const list = listSchema.safeParse(parsed.value.value);
  if (!list.success) return faulty([{ path: "entries", message: "must be a list of entries, as this app writes it" }]);
  return gatherParts(partsOf(list.data));
}

function* partsOf({ version, entries }: z.infer<typeof listSchema>): Generator<GivenPart> {
  if (version !== undefined) yield { version };
  for (const [i, entry] of entries.entries()) yield readEntry(`entries[${i}]`, entry);
}

const entrySchema = z.object({
  dialString: z.string(),
  routes: z.array(z.object({ requestUri: z.string(), headers: z.record(z.string(), z.string()).default({}) })),
});

function readEntry(at: string, given: unknown): GivenPart {
  const entry = entrySchema.safeParse(given);
  if (!entry.success)
    return malformedAt(at, JSON.stringify(given) ?? "", "must have a dialString, and routes with a requestUri each");
  return readString(at, entry.data.dialString, writeTargets(entry.data));
}

import { createHash } from "node:crypto";
import { canonicalJson } from "./canonical-json.ts";
import { explainGaps, type Place, type RemovedRange, type Stretch } from "./explain-gaps.ts";

export type ExportedChain = {
  readonly chainId: string;
  readonly events: number;
  readonly firstSequence: number;
  readonly lastSequence: number;
  readonly lastHash: string;
  /** Sequences that are not there and that no known purge explains. */
  readonly gaps: readonly Stretch[];
  /** Sequences that a purge took out, by its own event. */
  readonly purged: readonly Stretch[];
  /** The event does not have the hash of the one before it. */
  readonly brokenLinks: readonly number[];
  /** The event is not what its hash was taken over. */
  readonly edited: readonly number[];
  /** Two different events have the place. */
  readonly duplicates: readonly number[];
};

export type ExportReport = {
  /**
   * `incomplete`: nothing is altered, but events are missing, and an export cannot tell whether a purge took them out: the event
   * of a purge stands in the trail at the time of the purge.
   */
  readonly result: "intact" | "incomplete" | "not-intact";
  readonly events: number;
  readonly chains: readonly ExportedChain[];
  /** Numbers of lines that hold no event. */
  readonly unreadable: readonly number[];
  /** Whether callers are masked: then the hashes cannot fit. */
  readonly masked: boolean;
};

type ChainState = {
  readonly places: Map<number, Place>;
  readonly edited: number[];
  readonly duplicates: number[];
  readonly removed: RemovedRange[];
};

type Lines = Iterable<string> | AsyncIterable<string>;

/**
 * Verifies an export (NDJSON) from its text alone: each event against its hash, each chain from its first event to its last.
 * `purges`: another export, with the events of all purges since; what these do not explain is missing for good.
 */
export async function verifyExport(lines: Lines, purges: Lines | null = null): Promise<ExportReport> {
  const chains = new Map<string, ChainState>();
  const unreadable: number[] = [];
  let number = 0;
  let events = 0;
  let masked = false;
  for await (const line of lines) {
    number += 1;
    if (line.trim() === "") continue;
    const event = readChained(line);
    if (event === null) {
      unreadable.push(number);
      continue;
    }
    events += 1;
    const isEdited = event.place.hash !== event.computed;
    masked ||= isEdited && /"\+?\*{3,}/.test(line);
    addPlace(stateOf(chains, event.chainId), event.place, isEdited);
    for (const { chainId, ranges } of event.removed) stateOf(chains, chainId).removed.push(...ranges);
  }
  for await (const line of purges ?? [])
    for (const { chainId, ranges } of readChained(line)?.removed ?? [])
      stateOf(chains, chainId).removed.push(...ranges);
  const reports = [...chains].filter(([, { places }]) => places.size > 0).map(([id, state]) => reportChain(id, state));
  const isAltered = unreadable.length > 0 || events === 0 || reports.some(hasFaults);
  const isWhole = reports.every(({ gaps }) => gaps.length === 0);
  const otherwise = purges === null && !isAltered ? "incomplete" : "not-intact";
  return { result: isWhole && !isAltered ? "intact" : otherwise, events, chains: reports, unreadable, masked };
}

const hasFaults = ({ brokenLinks, edited, duplicates }: ExportedChain): boolean =>
  [brokenLinks, edited, duplicates].some(({ length }) => length > 0);

function stateOf(chains: Map<string, ChainState>, id: string): ChainState {
  const known = chains.get(id) ?? { places: new Map(), edited: [], duplicates: [], removed: [] };
  chains.set(id, known);
  return known;
}

function addPlace({ places, edited, duplicates }: ChainState, place: Place, isEdited: boolean): void {
  const other = places.get(place.sequence);
  if (isEdited) edited.push(place.sequence);
  if (other === undefined) places.set(place.sequence, place);
  else if (other.hash !== place.hash) duplicates.push(place.sequence);
}

/** The hash is over the canonical JSON of the event without `hash` and `mac` of its chain. */
function readChained(line: string) {
  const event = asObject(parse(line));
  const data = asObject(event?.data);
  const chain = asObject(data?.chain);
  if (event === null || data === null || chain === null) return null;
  const { hash, mac: _, ...place } = chain;
  const { id, sequence, previousHash } = place;
  if (typeof hash !== "string" || typeof id !== "string" || typeof sequence !== "number") return null;
  const text = canonicalJson({ ...event, data: { ...data, chain: place } });
  const computed = `sha256:${createHash("sha256").update(text).digest("hex")}`;
  const previous = typeof previousHash === "string" ? previousHash : null;
  const removed = event.type === "emergency-audit.purged.v1" && computed === hash ? readRemoved(data.removed) : [];
  return { chainId: id, place: { sequence, previousHash: previous, hash }, computed, removed };
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}

const asObject = (value: unknown): Readonly<Record<string, unknown>> | null =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : null;

function readRemoved(
  value: unknown,
): readonly { readonly chainId: string; readonly ranges: readonly RemovedRange[] }[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((entry) => {
    const removed = asObject(entry);
    if (typeof removed?.chainId !== "string" || !Array.isArray(removed.ranges)) return [];
    return [{ chainId: removed.chainId, ranges: removed.ranges.flatMap(readRange) }];
  });
}

function readRange(value: unknown): readonly RemovedRange[] {
  const range = asObject(value);
  if (range === null) return [];
  const { from, to, previousHash, lastHash } = range;
  if (typeof from !== "number" || typeof to !== "number" || typeof lastHash !== "string" || to < from) return [];
  return [{ from, to, lastHash, previousHash: typeof previousHash === "string" ? previousHash : null }];
}

function reportChain(chainId: string, { places, edited, duplicates, removed }: ChainState): ExportedChain {
  const inOrder = [...places.values()].sort((a, b) => a.sequence - b.sequence);
  const brokenLinks: number[] = [];
  const [first] = inOrder;
  const last = inOrder.at(-1);
  if (first === undefined || last === undefined) throw new Error("a chain has no event");
  if (first.sequence === 1 && first.previousHash !== null) brokenLinks.push(1);
  for (const [i, { sequence, previousHash }] of inOrder.slice(1).entries()) {
    const before = inOrder[i];
    if (before?.sequence === sequence - 1 && previousHash !== before.hash) brokenLinks.push(sequence);
  }
  const { missing: gaps, purged } = explainGaps(inOrder, removed);
  const ends = { firstSequence: first.sequence, lastSequence: last.sequence, lastHash: last.hash };
  return { chainId, events: places.size, ...ends, gaps, purged, brokenLinks, edited, duplicates };
}

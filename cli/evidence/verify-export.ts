import { createHash } from "node:crypto";
import { canonicalJson } from "./canonical-json.ts";

/** A place in a chain, and the line that has it. */
type Place = { readonly sequence: number; readonly previousHash: string | null; readonly hash: string };

/** Events that a purge took out on purpose. */
type Removed = {
  readonly from: number;
  readonly to: number;
  readonly previousHash: string | null;
  readonly lastHash: string;
};

export type ExportedChain = {
  readonly chainId: string;
  readonly events: number;
  readonly firstSequence: number;
  readonly lastSequence: number;
  readonly lastHash: string;
  /** Sequences that are not there and that no purge explains. */
  readonly gaps: readonly { readonly from: number; readonly to: number }[];
  /** The event does not have the hash of the one before it. */
  readonly brokenLinks: readonly number[];
  /** The event is not what its hash was taken over. */
  readonly edited: readonly number[];
  /** Two different events have the place. */
  readonly duplicates: readonly number[];
};

export type ExportReport = {
  readonly intact: boolean;
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
  readonly removed: Removed[];
};

/** Verifies an export (NDJSON) from its text alone: each event against its hash, each chain from its first event to its last. */
export async function verifyExport(lines: Iterable<string> | AsyncIterable<string>): Promise<ExportReport> {
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
  const reports = [...chains].filter(([, { places }]) => places.size > 0).map(([id, state]) => reportChain(id, state));
  const isWhole = reports.every(({ gaps, brokenLinks, edited, duplicates }) =>
    [gaps, brokenLinks, edited, duplicates].every(({ length }) => length === 0),
  );
  return { intact: isWhole && unreadable.length === 0 && events > 0, events, chains: reports, unreadable, masked };
}

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

function readRemoved(value: unknown): readonly { readonly chainId: string; readonly ranges: readonly Removed[] }[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((entry) => {
    const removed = asObject(entry);
    if (typeof removed?.chainId !== "string" || !Array.isArray(removed.ranges)) return [];
    return [{ chainId: removed.chainId, ranges: removed.ranges.flatMap(readRange) }];
  });
}

function readRange(value: unknown): readonly Removed[] {
  const range = asObject(value);
  if (range === null) return [];
  const { from, to, previousHash, lastHash } = range;
  if (typeof from !== "number" || typeof to !== "number" || typeof lastHash !== "string") return [];
  return [{ from, to, lastHash, previousHash: typeof previousHash === "string" ? previousHash : null }];
}

function reportChain(chainId: string, { places, edited, duplicates, removed }: ChainState): ExportedChain {
  const inOrder = [...places.values()].sort((a, b) => a.sequence - b.sequence);
  const gaps: { readonly from: number; readonly to: number }[] = [];
  const brokenLinks: number[] = [];
  const [first] = inOrder;
  const last = inOrder.at(-1);
  if (first === undefined || last === undefined) throw new Error("a chain has no event");
  if (first.sequence === 1 && first.previousHash !== null) brokenLinks.push(1);
  for (const [i, place] of inOrder.slice(1).entries()) {
    const before = inOrder[i];
    if (before === undefined) continue;
    const isNext = before.sequence === place.sequence - 1;
    if (isNext && place.previousHash !== before.hash) brokenLinks.push(place.sequence);
    if (!isNext && !isExplained(before, place, removed))
      gaps.push({ from: before.sequence + 1, to: place.sequence - 1 });
  }
  const ends = { firstSequence: first.sequence, lastSequence: last.sequence, lastHash: last.hash };
  return { chainId, events: places.size, ...ends, gaps, brokenLinks, edited, duplicates };
}

/** Whether purges lead from one event to the next, hash by hash. */
function isExplained(before: Place, after: Place, removed: readonly Removed[]): boolean {
  let reached = before.sequence;
  let hash: string | null = before.hash;
  while (reached < after.sequence - 1) {
    const next = removed.find(({ from, previousHash }) => from === reached + 1 && previousHash === hash);
    if (next === undefined || next.to < next.from) return false;
    reached = next.to;
    hash = next.lastHash;
  }
  return reached === after.sequence - 1 && hash === after.previousHash;
}

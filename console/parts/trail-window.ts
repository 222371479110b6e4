import type { Schema } from "../api/client.ts";

export type Report = Schema<"VerificationReport">;
export type Chain = Report["chains"][number];
type Window = Pick<Report, "from" | "to">;

const dayMs = 86_400_000;

/** So many UTC days, the last of them this one (`2026-11-28`), the oldest first. The day that is not over ends now. */
export function daysUpTo(lastDay: string, count: number, nowMs: number): readonly Window[] {
  const lastMs = Date.parse(`${lastDay}T00:00:00Z`);
  return Array.from({ length: count }, (_, index) => {
    const fromMs = lastMs - (count - 1 - index) * dayMs;
    const toMs = Math.min(fromMs + dayMs, Math.max(nowMs, fromMs + 1));
    return { from: new Date(fromMs).toISOString(), to: new Date(toMs).toISOString() };
  });
}

const quarterMs = 900_000;

/** A report begins and ends with a full quarter of an hour: that of today ends with the last one. */
export function fullQuarters({ from, to }: Window): Window {
  const endMs = Math.max(Math.floor(Date.parse(to) / quarterMs) * quarterMs, Date.parse(from) + quarterMs);
  return { from, to: new Date(endMs).toISOString() };
}

const span = ({ from, to }: { readonly from: number; readonly to: number }): string =>
  from === to ? String(from) : `${from} to ${to}`;

const faults = {
  brokenLinks: "broken links at",
  edited: "edited",
  misplaced: "misplaced",
  duplicates: "twice",
  afterClose: "after the end",
  unknownKey: "by an unknown key",
  forged: "forged",
} as const;

/** What is wrong with a chain, each with the sequences; nothing for one that is whole. */
export function wrongsOf(chain: Chain): readonly string[] {
  const missing = chain.gaps.length === 0 ? [] : [`missing ${chain.gaps.map(span).join(", ")}`];
  const others = (Object.keys(faults) as (keyof typeof faults)[]).flatMap((fault) =>
    chain[fault].length === 0 ? [] : [`${faults[fault]} ${chain[fault].join(", ")}`],
  );
  return [...missing, ...others, ...(chain.more ? ["and more"] : [])];
}

/**
 * What is wrong where one window ends and a later one goes on, by chain: links that do not fit, and sequences that neither of them
 * saw. The windows follow each other, the oldest first.
 */
export function wrongJoints(reports: readonly Pick<Report, "chains">[]): readonly string[] {
  const last = new Map<string, Chain>();
  const wrong: string[] = [];
  for (const { chains } of reports)
    for (const chain of chains) {
      const before = last.get(chain.chainId);
      if (before !== undefined) wrong.push(...jointOf(before, chain));
      last.set(chain.chainId, chain);
    }
  return wrong;
}

function jointOf(before: Chain, after: Chain): readonly string[] {
  const [from, to] = [before.lastSequence + 1, after.firstSequence - 1];
  const told = [...before.purged, ...before.elsewhere, ...after.purged, ...after.elsewhere];
  const isTold = (sequence: number) => told.some((one) => one.from <= sequence && sequence <= one.to);
  if (from <= to) return isTold(from) && isTold(to) ? [] : [`${after.chainId}: missing ${span({ from, to })}`];
  if (after.firstSequence < from || before.lastHash === null || after.previousHash === null) return [];
  return before.lastHash === after.previousHash
    ? []
    : [`${after.chainId}: ${after.firstSequence} does not follow ${before.lastSequence}`];
}

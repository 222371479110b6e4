import type { Schema } from "../api/api-client.ts";
import type { AnchoredChain, AnchoredWindow } from "./anchor-file.ts";

type Report = Schema<"VerificationReport">;
type Chain = Report["chains"][number];

/** What does not fit what was kept. */
export type Finding = {
  readonly finding: "lost" | "cut" | "rewritten" | "not-joined";
  readonly chainId: string;
  readonly message: string;
};

/** The ends of the chains of a report, to be kept. */
export const chainsOf = ({ chains }: Report): readonly AnchoredChain[] =>
  chains.flatMap(({ chainId, firstSequence, previousHash, lastSequence, lastHash }) =>
    lastHash === null ? [] : [{ chainId, firstSequence, previousHash, lastSequence, lastHash }],
  );

/** The chains of a window that have later events than when they were anchored: events that were under way. */
export function grownChains({ chains }: AnchoredWindow, report: Report): readonly AnchoredChain[] {
  const now = new Map(report.chains.map((chain) => [chain.chainId, chain.lastSequence]));
  return chains.filter(({ chainId, lastSequence }) => (now.get(chainId) ?? 0) > lastSequence);
}

/** The hashes that events at the anchored ends of grown chains have now, by chain. */
export type HashesNow = ReadonlyMap<string, string>;

/**
 * Compares a window with what it was when it was anchored. Later events may have come: then the event that was the last is
 * looked up in `hashesNow`. What is not there is lost only where the report is complete.
 */
export function compareWindow(
  { from, to, chains }: AnchoredWindow,
  report: Report,
  hashesNow: HashesNow,
): readonly Finding[] {
  const now = new Map(report.chains.map((chain) => [chain.chainId, chain]));
  return chains.flatMap((anchored) => {
    const found = findingOf(anchored, now.get(anchored.chainId), hashesNow.get(anchored.chainId) ?? null);
    if (found === null) return [];
    const [finding, what] = found;
    if (!report.complete && finding !== "rewritten") return [];
    return [{ finding, chainId: anchored.chainId, message: `${anchored.chainId} from ${from} to ${to}: ${what}` }];
  });
}

function findingOf(
  anchored: AnchoredChain,
  now: Chain | undefined,
  hashNow: string | null,
): readonly [Finding["finding"], string] | null {
  const { lastSequence, lastHash, firstSequence, previousHash } = anchored;
  if (now === undefined) return ["lost", `it ended at event ${lastSequence}, and nothing of it is there`];
  if (now.lastSequence < lastSequence)
    return ["cut", `it ended at event ${lastSequence}, and ends at ${now.lastSequence} now`];
  const hash = now.lastSequence === lastSequence ? now.lastHash : hashNow;
  if (hash !== lastHash)
    return ["rewritten", `the hash of event ${lastSequence} was ${lastHash}, and is ${hash ?? "not there"} now`];
  if (now.firstSequence === firstSequence && now.previousHash !== previousHash)
    return [
      "rewritten",
      `event ${firstSequence} follows on ${now.previousHash ?? "nothing"} now, not on ${previousHash ?? "nothing"}`,
    ];
  return null;
}

/** Whether the chains of a window go on where those of the window before it ended. */
export function compareJoins(before: readonly AnchoredChain[], report: Report): readonly Finding[] {
  const ends = new Map(before.map((chain) => [chain.chainId, chain]));
  return report.chains.flatMap(({ chainId, firstSequence, previousHash }) => {
    const end = ends.get(chainId);
    if (end === undefined || firstSequence <= end.lastSequence) return [];
    const finding = "not-joined" as const;
    if (firstSequence > end.lastSequence + 1) {
      const message = `${chainId}: events ${end.lastSequence + 1} to ${firstSequence - 1} are missing between two windows`;
      return [{ finding, chainId, message }];
    }
    if (previousHash === end.lastHash) return [];
    const message = `${chainId}: event ${firstSequence} does not follow on event ${end.lastSequence} as it was anchored`;
    return [{ finding, chainId, message }];
  });
}

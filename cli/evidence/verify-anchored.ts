import { type Api, answerOf, type Schema } from "../api/api-client.ts";
import { progressBar, type Terminal } from "../terminal/terminal.ts";
import type { Anchor, AnchoredWindow } from "./anchor-file.ts";
import { chainsOf, compareJoins, compareWindow, type Finding, grownChains, type HashesNow } from "./compare-anchor.ts";

type Report = Schema<"VerificationReport">;

const dayMs = 24 * 60 * 60_000;
/** Events from the outbox come late: what is younger is not looked at. */
const settledMs = 15 * 60_000;

export type VerifyWanted = {
  /** Null on the first run. */
  readonly anchor: Anchor | null;
  /** Where the first run begins, and where each run ends; else a day ago, and a quarter of an hour ago. */
  readonly from: string | null;
  readonly to: string | null;
  /** How old an anchored window may be to be verified again. */
  readonly recheckDays: number;
  readonly nowMs: number;
  readonly terminal: Terminal;
};

export type Verified = {
  /** Whether all windows are intact, and as they were anchored. */
  readonly intact: boolean;
  /** False if a window could not be verified to its end. */
  readonly complete: boolean;
  readonly events: number;
  readonly windows: number;
  readonly findings: readonly Finding[];
  /** Chains in which the router itself finds something wrong. */
  readonly faulty: Report["chains"];
  /** What is to be kept from now on. */
  readonly anchor: Anchor;
};

/** Verifies the anchored windows again and those since then, and compares both with what was kept. */
export async function verifyAnchored(api: Api, wanted: VerifyWanted): Promise<Verified> {
  const { anchor, nowMs } = wanted;
  const kept = anchor?.windows ?? [];
  const since = new Date(nowMs - wanted.recheckDays * dayMs).toISOString();
  const [old, again] = [kept.filter(({ to }) => to <= since), kept.filter(({ to }) => to > since)];
  const next = nextWindows(wanted);
  const ends = new Map(old.flatMap(({ chains }) => chains).map((chain) => [chain.chainId, chain]));
  const run = { reports: [] as Report[], findings: [] as Finding[], windows: [...old] };
  for (const [i, window] of [...again, ...next].entries()) {
    wanted.terminal.progress(progressBar(i, again.length + next.length, `${window.from} to ${window.to}`));
    const anchored = again[i] ?? null;
    const report = await readReport(api, window);
    run.reports.push(report);
    if (anchored !== null)
      run.findings.push(...compareWindow(anchored, report, await readHashes(api, anchored, report)));
    run.findings.push(...compareJoins([...ends.values()], report));
    const fresh = { ...windowOf(report), anchoredAt: new Date(nowMs).toISOString() };
    // What was kept of a window is kept on where the router did not come to the window's end this time.
    const result = anchored === null || report.complete ? fresh : anchored;
    for (const chain of result.chains) ends.set(chain.chainId, chain);
    run.windows.push(result);
    if (anchored === null && !report.complete) break;
  }
  wanted.terminal.progress("");
  return summarise(run, api);
}

type Run = {
  readonly reports: readonly Report[];
  readonly findings: readonly Finding[];
  readonly windows: readonly AnchoredWindow[];
};

const summarise = ({ reports, findings, windows }: Run, { server }: Api): Verified => ({
  intact: findings.length === 0 && reports.every((report) => report.intact),
  // Of nothing it is not said that it is intact.
  complete: reports.length > 0 && reports.every((report) => report.complete),
  events: reports.reduce((sum, report) => sum + report.events, 0),
  windows: reports.length,
  findings,
  faulty: reports.flatMap((report) => report.chains.filter((chain) => !chain.intact)),
  anchor: { format: "ecr-anchor-1", server, windows: windows.filter(({ from, to }) => from < to) },
});

async function readReport(api: Api, { from, to }: Window): Promise<Report> {
  const asked = api.GET("/v1/audit/verification", { params: { query: { from, to } } });
  return (await answerOf(api, asked, "chains", "intact", "complete", "events", "verifiedTo")).data;
}

/**
 * The hashes of the events that were the last ones of chains which have grown since. Throws a RequestFailed: without them
 * nothing is known of these chains.
 */
async function readHashes(api: Api, anchored: AnchoredWindow, report: Report): Promise<HashesNow> {
  const wanted = new Map(grownChains(anchored, report).map(({ chainId, lastSequence }) => [chainId, lastSequence]));
  const found = new Map<string, string>();
  let token: string | null = null;
  while (found.size < wanted.size) {
    const { events, continuationToken } = await readEvents(api, anchored, token);
    for (const { data } of events) {
      const { id, sequence, hash } = data.chain;
      if (wanted.get(id) === sequence) found.set(id, hash);
    }
    if (continuationToken === null) break;
    token = continuationToken;
  }
  return found;
}

async function readEvents(api: Api, { from, to }: Window, token: string | null): Promise<Schema<"AuditEventPage">> {
  const query = { from, to, limit: 1_000, ...(token === null ? {} : { continuationToken: token }) };
  return (await answerOf(api, api.GET("/v1/audit/events", { params: { query } }), "events", "continuationToken")).data;
}

const windowOf = (report: Report) => ({ from: report.from, to: report.verifiedTo, chains: chainsOf(report) });

type Window = Pick<AnchoredWindow, "from" | "to">;

/** Where a run ends, in milliseconds since 1970. */
export const endOf = (to: string | null, nowMs: number): number => (to === null ? nowMs - settledMs : Date.parse(to));

/** From the end of what was anchored to now, a day at most each. */
function nextWindows({ anchor, from, to, nowMs }: VerifyWanted): readonly Window[] {
  const begin = Date.parse(anchor?.windows.at(-1)?.to ?? from ?? new Date(nowMs - dayMs).toISOString());
  const end = endOf(to, nowMs);
  const windows: Window[] = [];
  for (let at = begin; at < end; at += dayMs)
    windows.push({ from: new Date(at).toISOString(), to: new Date(Math.min(at + dayMs, end)).toISOString() });
  return windows;
}

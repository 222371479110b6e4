import { type Anchor, readAnchor, writeAnchor } from "../evidence/anchor-file.ts";
import { readLines } from "../evidence/read-lines.ts";
import { endOf, type Verified, verifyAnchored } from "../evidence/verify-anchored.ts";
import { type ExportReport, verifyExport } from "../evidence/verify-export.ts";
import { exitCodes } from "../terminal/exit-codes.ts";
import { ArgumentError, InputError } from "../terminal/input-error.ts";
import { plain } from "../terminal/terminal.ts";
import type { Command, CommandInput, CommandResult } from "./command.ts";

export const verify: Command = {
  summary: "verify the audit trail of a server, or an export of it without any server",
  operands: ["export file?"],
  options: {
    anchor: { value: "file", text: "keep the ends of all chains in this file, and compare with those kept before" },
    from: { value: "instant", text: "where the first run begins; a day ago if left out" },
    to: { value: "instant", text: "where this run ends; a quarter of an hour ago if left out" },
    purges: { value: "file", text: "with an export: another one that has the events of all purges since" },
    "recheck-days": { value: "days", text: "verify anchored windows of so many days again; 7 if left out" },
  },
  notes: [
    "exit 0: intact, and as it was anchored; 3: altered, or something is missing; 2: not all could be verified.",
    "An export with events missing: 2, unless the purges in it or in --purges explain them; 3 where --purges does not.",
    "Keep the anchor where nobody who can write to the router's tables can write. It is left as it was with exit 3.",
    "An export is a file of `GET /api/v1/audit/events/export`, in NDJSON, unfiltered and unmasked.",
  ],
  run: async (input) => {
    const [file = ""] = input.operands;
    const anchor = input.values.get("anchor");
    const purges = input.values.get("purges");
    if (file !== "" && anchor !== undefined) throw new ArgumentError("give either an export or an anchor");
    if (file === "" && purges !== undefined) throw new ArgumentError("--purges is for an export");
    if (file !== "") {
      const report = await verifyExport(readLines(file), purges === undefined ? null : readLines(purges));
      return describeExport(file, report);
    }
    if (anchor === undefined) throw new ArgumentError("give an export, or --anchor <file>");
    return verifyServer(input, anchor);
  },
};

const exportExits = { intact: exitCodes.done, incomplete: exitCodes.differs, "not-intact": exitCodes.danger } as const;

function describeExport(file: string, report: ExportReport): CommandResult {
  const { events, chains, unreadable, result, masked } = report;
  return {
    exit: exportExits[result],
    json: { file, ...report },
    text: [
      `${events} events in ${chains.length} chains`,
      ...chains.map((chain) => `  ${chain.chainId} ${chain.firstSequence} to ${chain.lastSequence}, ${chain.lastHash}`),
      ...firstOf(chains.flatMap(describeFindings).map(plain)),
      ...firstOf(unreadable.map((line) => `line ${line} holds no event`)),
      ...(masked
        ? ["Callers seem to be masked: export with the role Audit.Read.Personal, else hashes cannot fit."]
        : []),
      ...(events === 0 ? ["there is no event in it"] : []),
      ...(result === "incomplete"
        ? [
            "What is there is not altered. Whether a purge took out what is missing, this file does not tell: export the",
            "events callId=audit-retention:<day> of its days, such as audit-retention:2026-11-28, and give them by --purges.",
          ]
        : []),
      result === "not-intact" ? "NOT INTACT" : result,
    ],
  };
}

const listedAtMost = 100;

/** Another file by mistake has a finding in each line. */
const firstOf = (lines: readonly string[]): readonly string[] =>
  lines.length <= listedAtMost
    ? lines
    : [...lines.slice(0, listedAtMost), `… ${lines.length - listedAtMost} more: --json lists all`];

const describeFindings = (chain: ExportReport["chains"][number]): readonly string[] => [
  ...chain.purged.map(({ from, to }) => `${chain.chainId}: events ${from} to ${to} were taken out by a purge`),
  ...chain.gaps.map(({ from, to }) => `${chain.chainId}: events ${from} to ${to} are missing`),
  ...chain.brokenLinks.map((sequence) => `${chain.chainId}: event ${sequence} does not follow on the one before it`),
  ...chain.edited.map((sequence) => `${chain.chainId}: event ${sequence} is not what its hash was taken over`),
  ...chain.duplicates.map((sequence) => `${chain.chainId}: two events have the place ${sequence}`),
];

async function verifyServer(input: CommandInput, path: string): Promise<CommandResult> {
  const { connect, terminal, now } = input;
  const api = connect();
  const anchor = await readAnchor(path);
  if (anchor !== null && anchor.server !== api.server)
    throw new InputError(`${path} was kept of ${anchor.server}, not of ${api.server}`);
  const [from, to] = [readInstant(input, "from"), readInstant(input, "to")];
  refuseNoWindow({ anchor, from, to, nowMs: now() });
  const recheckDays = readDays(input);
  const verified = await verifyAnchored(api, { anchor, from, to, recheckDays, nowMs: now(), terminal });
  if (verified.intact) await writeAnchor(path, verified.anchor);
  return describeVerified(verified, path);
}

type Wanted = {
  readonly anchor: Anchor | null;
  readonly from: string | null;
  readonly to: string | null;
  readonly nowMs: number;
};

/** Of no time at all it would be said that it is intact, and of a time to come that it was verified. */
function refuseNoWindow({ anchor, from, to, nowMs }: Wanted): void {
  const nowText = new Date(nowMs).toISOString();
  if (to !== null && Date.parse(to) > nowMs) throw new ArgumentError(`--to is later than now, ${nowText}`);
  if (anchor !== null && from !== null)
    throw new ArgumentError("--from is for the first run: this one goes on where the anchor ends. Leave it out");
  const end = endOf(to, nowMs);
  if (anchor === null && from !== null && Date.parse(from) >= end)
    throw new ArgumentError(`--from is not before the end of the run, ${new Date(end).toISOString()}`);
}

function readInstant({ values }: CommandInput, option: string): string | null {
  const text = values.get(option);
  if (text === undefined) return null;
  if (/^\d{4}-\d\d-\d\dT.*(?:Z|[+-]\d\d:\d\d)$/.test(text) && !Number.isNaN(Date.parse(text)))
    return new Date(text).toISOString();
  throw new ArgumentError(`--${option} is an instant with a zone, such as 2026-11-28T00:00:00Z`);
}

function readDays({ values }: CommandInput): number {
  const days = Number(values.get("recheck-days") ?? 7);
  if (Number.isInteger(days) && days >= 0 && days <= 3_650) return days;
  throw new ArgumentError("--recheck-days is a number of days");
}

function describeVerified(verified: Verified, path: string): CommandResult {
  const { intact, complete, events, windows, findings, faulty, anchor } = verified;
  const result = !intact ? "not-intact" : complete ? "intact" : "incomplete";
  const last = anchor.windows.at(-1);
  return {
    exit: !intact ? exitCodes.danger : complete ? exitCodes.done : exitCodes.differs,
    json: { result, events, windows, findings, faulty, anchor: path, verifiedTo: last?.to ?? null },
    text: [
      `${events} events in ${windows} windows, verified to ${last?.to ?? "nothing"}`,
      ...findings.map(({ finding, message }) => plain(`${finding}: ${message}`)),
      ...faulty.map(
        ({ chainId }) => `the router itself finds faults in ${chainId}: GET /api/v1/audit/verification tells them`,
      ),
      intact ? `${result}; kept in ${path}` : `NOT INTACT; ${path} is as it was`,
    ],
  };
}

import { readAnchor, writeAnchor } from "../evidence/anchor-file.ts";
import { readLines } from "../evidence/read-lines.ts";
import { type Verified, verifyAnchored } from "../evidence/verify-anchored.ts";
import { type ExportReport, verifyExport } from "../evidence/verify-export.ts";
import { exitCodes } from "../terminal/exit-codes.ts";
import { InputError } from "../terminal/input-error.ts";
import { plain } from "../terminal/terminal.ts";
import type { Command, CommandInput, CommandResult } from "./command.ts";

export const verify: Command = {
  summary: "verify the audit trail of a server, or an export of it without any server",
  operands: ["export file?"],
  options: {
    anchor: { value: "file", text: "keep the ends of all chains in this file, and compare with those kept before" },
    from: { value: "instant", text: "where the first run begins; a day ago if left out" },
    to: { value: "instant", text: "where this run ends; a quarter of an hour ago if left out" },
    "recheck-days": { value: "days", text: "verify anchored windows of so many days again; 7 if left out" },
  },
  notes: [
    "exit 0: intact, and as it was anchored; 3: altered, or something is missing; 2: not all could be verified.",
    "Keep the anchor where nobody who can write to the router's tables can write. It is left as it was with exit 3.",
    "An export is a file of `GET /api/v1/audit/events/export`, in NDJSON, unfiltered and unmasked.",
  ],
  run: async (input) => {
    const [file = ""] = input.operands;
    const anchor = input.values.get("anchor");
    if (file !== "" && anchor !== undefined) throw new InputError("give either an export or an anchor");
    if (file !== "") return describeExport(file, await verifyExport(readLines(file)));
    if (anchor === undefined) throw new InputError("give an export, or --anchor <file>");
    return verifyServer(input, anchor);
  },
};

function describeExport(file: string, report: ExportReport): CommandResult {
  const { events, chains, unreadable, intact, masked } = report;
  const findings = chains.flatMap(({ chainId, gaps, brokenLinks, edited, duplicates }) => [
    ...gaps.map(({ from, to }) => `${chainId}: events ${from} to ${to} are missing`),
    ...brokenLinks.map((sequence) => `${chainId}: event ${sequence} does not follow on the one before it`),
    ...edited.map((sequence) => `${chainId}: event ${sequence} is not what its hash was taken over`),
    ...duplicates.map((sequence) => `${chainId}: two events have the place ${sequence}`),
  ]);
  return {
    exit: intact ? exitCodes.done : exitCodes.danger,
    json: { result: intact ? "intact" : "not-intact", file, ...report },
    text: [
      `${events} events in ${chains.length} chains`,
      ...chains.map((chain) => `  ${chain.chainId} ${chain.firstSequence} to ${chain.lastSequence}, ${chain.lastHash}`),
      ...findings.map(plain),
      ...unreadable.map((line) => `line ${line} holds no event`),
      ...(masked
        ? ["Callers seem to be masked: export with the role Audit.Read.Personal, else hashes cannot fit."]
        : []),
      ...(events === 0 ? ["there is no event in it"] : []),
      intact ? "intact" : "NOT INTACT",
    ],
  };
}

async function verifyServer(input: CommandInput, path: string): Promise<CommandResult> {
  const { connect, terminal, now } = input;
  const api = connect();
  const anchor = await readAnchor(path);
  if (anchor !== null && anchor.server !== api.server)
    throw new InputError(`${path} was kept of ${anchor.server}, not of ${api.server}`);
  const [from, to] = [readInstant(input, "from"), readInstant(input, "to")];
  const recheckDays = readDays(input);
  const verified = await verifyAnchored(api, { anchor, from, to, recheckDays, nowMs: now(), terminal });
  if (verified.intact) await writeAnchor(path, verified.anchor);
  return describeVerified(verified, path);
}

function readInstant({ values }: CommandInput, option: string): string | null {
  const text = values.get(option);
  if (text === undefined) return null;
  if (/^\d{4}-\d\d-\d\dT.*(?:Z|[+-]\d\d:\d\d)$/.test(text) && !Number.isNaN(Date.parse(text)))
    return new Date(text).toISOString();
  throw new InputError(`--${option} is an instant with a zone, such as 2026-11-28T00:00:00Z`);
}

function readDays({ values }: CommandInput): number {
  const days = Number(values.get("recheck-days") ?? 7);
  if (Number.isInteger(days) && days >= 0 && days <= 3_650) return days;
  throw new InputError("--recheck-days is a number of days");
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

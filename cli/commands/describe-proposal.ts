import type { Schema } from "../api/api-client.ts";
import { type ExitCode, exitCodes } from "../terminal/exit-codes.ts";
import { plain } from "../terminal/terminal.ts";

type Proposal = Schema<"Proposal">;

/** Whether it went the way that was asked for: one in conflict, or too late, did not go live. */
export const exitOf = ({ state }: Pick<Proposal, "state">): ExitCode =>
  state === "conflict" || state === "expired" ? exitCodes.invalid : exitCodes.done;

/** A proposal for a reader: its state, whose it is, and what it still needs. */
export function describeProposal(proposal: Proposal): readonly string[] {
  const { id, state, hash, author, reason, approvals, approvalsNeeded, version, revertAt, errors } = proposal;
  const { activateAt, activateBefore, breakGlass } = proposal;
  const lines = [
    ["proposal", id],
    ["state", `${state}, ${approvals.length} of ${approvalsNeeded} approvals`],
    ["author", author],
    ["reason", reason],
    ["hash", hash],
    ...(activateAt === null ? [] : [["goes live", activateAt]]),
    ...(activateBefore === null ? [] : [["live by", `${activateBefore}, or never`]]),
    ...(breakGlass === null ? [] : [["incident", `${breakGlass}: it went live without approval`]]),
    ...(version === null ? [] : [["version", String(version)]]),
    ...(state === "provisional" && revertAt !== null ? [["goes back", `${revertAt}, unless it is confirmed`]] : []),
    ...approvals.map(({ by, at, comment }) => [
      "approved",
      `by ${by} at ${at}${comment === null ? "" : `: ${comment}`}`,
    ]),
    ...errors.map(({ path, message }) => ["conflict", `${path}: ${message}`]),
  ];
  return lines.map(([name = "", value = ""]) => `${name.padEnd(10)} ${plain(value)}`);
}

import type { Schema } from "../api/api-client.ts";
import { plain } from "../terminal/terminal.ts";

type Proposal = Schema<"Proposal">;

/** A proposal for a reader: its state, whose it is, and what it still needs. */
export function describeProposal(proposal: Proposal): readonly string[] {
  const { id, state, hash, author, reason, approvals, approvalsNeeded, version, revertAt, activateAt, errors } =
    proposal;
  const lines = [
    ["proposal", id],
    ["state", `${state}, ${approvals.length} of ${approvalsNeeded} approvals`],
    ["author", author],
    ["reason", reason],
    ["hash", hash],
    ...(activateAt === null ? [] : [["goes live", activateAt]]),
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

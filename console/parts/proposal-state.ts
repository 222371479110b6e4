import { momentOf } from "./moment.ts";
import type { Proposal } from "./propose-change.ts";

/** Nothing more happens to a proposal in one of these. */
const over: readonly Proposal["state"][] = ["confirmed", "rejected", "withdrawn", "expired", "conflict", "reverted"];

export const isOver = ({ state }: Proposal): boolean => over.includes(state);

/** What a proposal waits for, or what became of it, in words. */
export function stateOf({ state, approvals, approvalsNeeded, activateAt, version, revertAt }: Proposal): string {
  switch (state) {
    case "open":
      return `waits for approval, ${approvals.length} of ${approvalsNeeded}`;
    case "approved":
      return "approved, and going live";
    case "scheduled":
      return `approved, goes live at ${momentOf(activateAt ?? "its time")}`;
    case "provisional":
      return `live as version ${version} until ${momentOf(revertAt ?? "its time is up")}, unless it is kept`;
    case "confirmed":
      return `live as version ${version}`;
    case "rejected":
      return "rejected";
    case "withdrawn":
      return "withdrawn";
    case "expired":
      return "was not approved in time";
    case "conflict":
      return "does not fit what is active any more";
    case "reverted":
      return `was live as version ${version}, and went back`;
  }
}

/** What was chosen about its time, in words; empty where nothing was. */
export function timingOf({ activateAt, activateBefore, revertAfterS, confirmBy }: Proposal): string {
  const keeper = confirmBy === "expectations" ? "probes of all expectations" : "a person";
  const parts = [
    ...(activateAt === null ? [] : [`goes live at ${momentOf(activateAt)}`]),
    ...(activateBefore === null ? [] : [`not after ${momentOf(activateBefore)}`]),
    ...(revertAfterS === null ? [] : [`goes back after ${wholeSpanOf(revertAfterS)} unless kept by ${keeper}`]),
  ];
  return parts.join(", ");
}

/** The API takes whole minutes and others alike: 600 is "10 min", 90 is "90 s". */
const wholeSpanOf = (seconds: number): string =>
  seconds % 3_600 === 0 ? `${seconds / 3_600} h` : seconds % 60 === 0 ? `${seconds / 60} min` : `${seconds} s`;

/** "Nobody approves their own": the name of an author is that of the person and an object id. */
export const isBy = (name: string, author: string): boolean => author.startsWith(`${name} (`);

import * as z from "zod";
import { type Checked, faultsOf, faulty, valid } from "../../checked.ts";
import type { InputFault } from "../../input-fault.ts";
import { parseInput } from "../../parse-input.ts";
import { type ChangeSet, readChangeSet } from "../change/change-set.ts";
import type { Timing } from "./proposal.ts";
import { type SentChange, sentChangeSchema } from "./proposal-content.ts";

/** A proposal as it is sent. `sent` is the change set as it came, `changeSet` as it was read. */
export type ReadProposal = {
  readonly sent: SentChange;
  readonly changeSet: ChangeSet;
  readonly timing: Timing;
  /** What is too late by now; it may not have been when the same was sent before. */
  readonly late: readonly InputFault[];
};

const anyInstant = z.iso
  .datetime({ offset: true, error: "must be an instant such as 2026-11-30T02:00:00Z" })
  .transform((text) => new Date(text).toISOString());

/** When it goes live, and for how long at first. */
export const proposedTimingSchema = z.object({
  activateAt: anyInstant.nullable().default(null),
  activateBefore: anyInstant.nullable().default(null),
  revertAfterS: z.int().min(60).max(86_400).nullable().default(null),
  confirmBy: z.enum(["person", "expectations"]).nullable().default(null),
});

/** So much a sender's clock may be behind. */
const lateAtMostMs = 60_000;

/** Parses a proposal and finds every fault. `nowMs`: milliseconds since 1970. Paced. */
export async function readProposal(body: unknown, nowMs: number): Promise<Checked<ReadProposal>> {
  if (typeof body !== "object" || body === null || Array.isArray(body))
    return faulty(faultsOf(await readChangeSet(body)));
  const { activateAt, activateBefore, revertAfterS, confirmBy, ...sent } = Object.fromEntries(Object.entries(body));
  const timing = parseInput(proposedTimingSchema, { activateAt, activateBefore, revertAfterS, confirmBy });
  const changeSet = await readChangeSet(sent);
  if (timing.outcome === "faulty" || changeSet.outcome === "faulty")
    return faulty([...faultsOf(timing), ...faultsOf(changeSet)]);
  const late = lateFaults(timing.value, nowMs);
  const faults = [...timingFaults(timing.value), ...breakGlassFaults(changeSet.value)];
  if (faults.length > 0) return faulty([...late, ...faults]);
  const { value } = timing;
  const confirmed = value.revertAfterS === null ? null : (value.confirmBy ?? "person");
  return valid({
    sent: sentChangeSchema.parse(sent),
    changeSet: changeSet.value,
    timing: { ...value, confirmBy: confirmed },
    late,
  });
}

function lateFaults({ activateAt, activateBefore }: Timing, nowMs: number): InputFault[] {
  const faults: InputFault[] = [];
  const isOver = (at: string | null, byMs: number): boolean => at !== null && Date.parse(at) < nowMs - byMs;
  if (isOver(activateAt, lateAtMostMs)) faults.push({ path: "activateAt", message: "is over" });
  if (isOver(activateBefore, 0)) faults.push({ path: "activateBefore", message: "is over" });
  return faults;
}

function timingFaults({ activateAt, activateBefore, revertAfterS, confirmBy }: Timing): InputFault[] {
  const faults: InputFault[] = [];
  if (activateAt !== null && activateBefore !== null && activateBefore <= activateAt)
    faults.push({ path: "activateBefore", message: "must be after activateAt" });
  if (confirmBy !== null && revertAfterS === null)
    faults.push({ path: "confirmBy", message: "needs revertAfterS: otherwise there is nothing to confirm" });
  return faults;
}

const breakGlassFaults = ({ breakGlass }: ChangeSet): InputFault[] =>
  breakGlass === null
    ? []
    : [{ path: "breakGlass", message: "is for a direct change: a proposal waits for its approvals" }];

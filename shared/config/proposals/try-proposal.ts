import { faulty } from "../../checked.ts";
import type { Caller } from "../../identity/caller.ts";
import type { InputFault } from "../../input-fault.ts";
import { applyOperations } from "../change/apply-change.ts";
import type { ChangeEffect, ChangeOutcome } from "../change/configuration-change.ts";
import type { ProposalsDependencies } from "./proposal-dependencies.ts";
import type { ReadProposal } from "./read-proposal.ts";

/** A proposal that was read and tried. */
export type TriedProposal = ReadProposal & { readonly outcome: "proposable"; readonly effect: ChangeEffect };

/** Does everything that a direct change does, but for going live; else what the change would be answered. */
export async function tryProposal(
  read: ReadProposal,
  { name: author }: Caller,
  dependencies: ProposalsDependencies,
): Promise<TriedProposal | Exclude<ChangeOutcome, { outcome: "changed" | "tried" }>> {
  const faults = [...read.late, ...probeFaults(read, dependencies)];
  if (faults.length > 0) return { outcome: "invalid", faults };
  const { operations, breakGlass: _, ...changeSet } = read.changeSet;
  const outcome = await dependencies.change({
    ...changeSet,
    author,
    consent: { kind: "direct" },
    dryRun: true,
    restoredFrom: null,
    edit: async (active) => {
      const edited = await applyOperations(active, operations);
      if (edited.outcome === "faulty" || read.timing.confirmBy !== "expectations") return edited;
      return edited.value.document.expectations.some(({ at }) => at === null) ? edited : faulty([nothingToProbe]);
    },
  });
  if (outcome.outcome === "changed") throw new Error("a dry run went live");
  return outcome.outcome === "tried" ? { ...read, outcome: "proposable", effect: outcome.effect } : outcome;
}

const nothingToProbe = { path: "confirmBy", message: "needs an expectation without an instant of its own to probe" };

const probeFaults = ({ timing }: ReadProposal, { canProbe }: ProposalsDependencies): readonly InputFault[] =>
  timing.confirmBy !== "expectations" || canProbe
    ? []
    : [{ path: "confirmBy", message: "needs probes, and this app has no PROBE_TARGETS" }];

import { type Checked, faulty } from "../../checked.ts";
import type { Caller } from "../../identity/caller.ts";
import { applyOperations } from "../change/apply-change.ts";
import type { ChangeEffect, ChangeOutcome } from "../change/configuration-change.ts";
import type { ProposalsDependencies } from "./proposal-dependencies.ts";
import { type ReadProposal, readProposal } from "./read-proposal.ts";

/** A proposal that was read and tried. */
export type TriedProposal = ReadProposal & { readonly outcome: "proposable"; readonly effect: ChangeEffect };

/** Does everything that a direct change does, but for going live; else what the change would be answered. */
export async function tryProposal(
  body: unknown,
  { name: author }: Caller,
  dependencies: ProposalsDependencies,
): Promise<TriedProposal | Exclude<ChangeOutcome, { outcome: "changed" | "tried" }>> {
  const read = await readChecked(body, dependencies);
  if (read.outcome === "faulty") return { outcome: "invalid", faults: read.faults };
  const { operations, breakGlass: _, ...changeSet } = read.value.changeSet;
  const outcome = await dependencies.change({
    ...changeSet,
    author,
    consent: { kind: "direct" },
    dryRun: true,
    restoredFrom: null,
    edit: async (active) => {
      const edited = await applyOperations(active, operations);
      if (edited.outcome === "faulty" || read.value.timing.confirmBy !== "expectations") return edited;
      return edited.value.document.expectations.some(({ at }) => at === null) ? edited : faulty([nothingToProbe]);
    },
  });
  if (outcome.outcome === "changed") throw new Error("a dry run went live");
  return outcome.outcome === "tried" ? { ...read.value, outcome: "proposable", effect: outcome.effect } : outcome;
}

const nothingToProbe = { path: "confirmBy", message: "needs an expectation without an instant of its own to probe" };

async function readChecked(body: unknown, { now, canProbe }: ProposalsDependencies): Promise<Checked<ReadProposal>> {
  const read = await readProposal(body, now());
  if (read.outcome === "faulty" || read.value.timing.confirmBy !== "expectations" || canProbe) return read;
  return faulty([{ path: "confirmBy", message: "needs probes, and this app has no PROBE_TARGETS" }]);
}

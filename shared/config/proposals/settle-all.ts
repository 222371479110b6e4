import { describeError } from "../../log.ts";
import type { StoredProposal } from "./proposal.ts";
import type { SettleDependencies } from "./proposal-dependencies.ts";
import { settleProposal } from "./settle-proposal.ts";

export type SettleAllDependencies = SettleDependencies & {
  /** Takes a provisional version back whose time is up. */
  readonly revert: () => Promise<unknown>;
};

/**
 * Does what is due: confirms or takes back what is provisional, then makes live what is scheduled. A version goes back even if no
 * proposal can be read. One that fails costs the others nothing. Returns the proposals with which something is still to happen.
 */
export async function settleAll(dependencies: SettleAllDependencies): Promise<readonly StoredProposal[]> {
  const { table, log, revert } = dependencies;
  const settle = async (proposal: StoredProposal): Promise<StoredProposal> => {
    try {
      return await settleProposal(proposal, dependencies);
    } catch (error) {
      log.warn("a proposal could not be taken on", { id: proposal.id, error: describeError(error) });
      return proposal;
    }
  };
  const [unfinished] = await Promise.allSettled([table.unfinished()]);
  const proposals = unfinished.status === "fulfilled" ? unfinished.value : [];
  const settled: StoredProposal[] = [];
  for (const proposal of proposals.filter(isProvisional)) settled.push(await settle(proposal));
  await revert();
  for (const proposal of settled.filter(isProvisional)) await settle(proposal);
  for (const proposal of proposals.filter((one) => !isProvisional(one))) settled.push(await settle(proposal));
  if (unfinished.status === "rejected") throw unfinished.reason;
  return settled;
}

const isProvisional = ({ state }: StoredProposal): boolean => state === "provisional";

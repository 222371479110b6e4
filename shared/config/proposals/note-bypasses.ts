import { idIn } from "../../identity/caller.ts";
import type { ConfigTable } from "../store/config-table.ts";
import type { StoredHeader } from "../store/version-header.ts";
import { readHistory } from "../store/version-history.ts";
import { type KeepDependencies, recordSteps } from "./keep-proposal.ts";
import { blankProposal, type Proposal, withStep } from "./proposal.ts";

export type BypassDependencies = KeepDependencies & {
  readonly config: Pick<ConfigTable, "readPointer" | "listHeaders">;
};

const versionsAtMost = 50;

/**
 * Makes a proposal of each change that went live for an incident, so that it is shown until somebody else has approved it. To be
 * called after such a change, and by a timer when another version is active, for those whose instance died.
 */
export async function noteBypasses(dependencies: BypassDependencies): Promise<void> {
  const { table, config } = dependencies;
  const { versions } = await readHistory(config, null, versionsAtMost);
  for (const header of versions) {
    const noted = bypassOf(header);
    if (noted === null || (await table.read(noted.id)) !== null) continue;
    const inserted = await table.insert(noted);
    if (inserted !== null) await recordSteps(inserted, [0], dependencies);
  }
}

/** Null for a version that went live in another way. */
function bypassOf({ breakGlass, proposal: id, ...header }: StoredHeader): Proposal | null {
  if (breakGlass === null || id === null) return null;
  const { version, hash, author: name, reason, parent: baseVersion } = header;
  const at = header.activatedAt ?? header.createdAt;
  const author = { id: idIn(name), name };
  const blank: Proposal = {
    ...{ ...blankProposal, id, hash, revision: 0, author, reason, createdAt: at, baseVersion, breakGlass, version },
    approvalsNeeded: 1,
  };
  return withStep(blank, {}, { step: "activated", by: name, at, comment: breakGlass });
}

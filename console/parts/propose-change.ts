import { type Answered, answerOf, api, type Schema } from "../api/client.ts";
import { operationsOf } from "../api/operations-of.ts";
import { importFile, type ListsFile } from "./import-file.ts";

export type Proposal = Schema<"Proposal">;

/** When a proposal goes live, and whether it goes back by itself. */
export type Timing = Pick<Schema<"ProposalBody">, "activateAt" | "activateBefore" | "revertAfterS" | "confirmBy">;

type Options = {
  readonly reason: string;
  readonly confirm: readonly string[];
  readonly baseVersion: number;
  readonly timing: Timing;
};

/** How a change is proposed to others, on this version. */
export type Propose = (options: Options) => Promise<Answered<Proposal>>;

type Operations = Schema<"ChangeSet">["operations"];

export const proposeChangeSet =
  ({ operations }: Schema<"ChangeSet">): Propose =>
  (options) =>
    proposeOperations(operations, options);

/** Only a change set can be proposed: what the file changes on this version is made into one. */
export const proposeFile =
  (file: ListsFile): Propose =>
  async (options) => {
    const { reason, confirm, baseVersion } = options;
    const [tried, fingerprint] = await Promise.all([
      importFile(file, { dryRun: true, reason, confirm, baseVersion, isFull: true }),
      answerOf(api.GET("/v1/config/fingerprint")),
    ]);
    if (tried.outcome === "failed") return tried;
    if (fingerprint.outcome === "failed") return fingerprint;
    const operations = operationsOf(tried.data.diff, fingerprint.data.lists);
    // The app made the items, and judges them again.
    return proposeOperations(operations as Operations, options);
  };

async function proposeOperations(
  operations: Operations,
  { reason, confirm, baseVersion, timing }: Options,
): Promise<Answered<Proposal>> {
  const body = { operations, baseVersion, reason, confirm: [...confirm], ...timing };
  const answered = await answerOf(api.POST("/v1/config/proposals", { body }));
  if (answered.outcome === "failed") return answered;
  // Without `dryRun` the answer is never that of a dry run.
  return { ...answered, data: answered.data as Schema<"WholeProposal"> };
}

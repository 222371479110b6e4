import { type Answered, answerOf, api, type Schema } from "../api/client.ts";

/** What both a dry run and an activation answer. */
export type ChangeEffect = Schema<"DryRunAnswer"> | Schema<"ChangeAnswer">;

/** How a change is sent. `baseVersion` is the version that the dry run was made on; null in the dry run itself. */
export type SendChange = (options: {
  readonly dryRun: boolean;
  readonly reason: string;
  readonly confirm: readonly string[];
  readonly baseVersion: number | null;
}) => Promise<Answered<ChangeEffect>>;

export type Proposal = Schema<"Proposal">;

/** When a proposal goes live, and whether it goes back by itself. */
export type Timing = Pick<Schema<"ProposalBody">, "activateAt" | "activateBefore" | "revertAfterS" | "confirmBy">;

/** How a change is proposed to others, on this version. */
export type Propose = (options: {
  readonly reason: string;
  readonly confirm: readonly string[];
  readonly baseVersion: number;
  readonly timing: Timing;
}) => Promise<Answered<Proposal>>;

/** What can be done with a change. Only a change set can be proposed: `propose` is null for files and restores. */
export type Sending = { readonly send: SendChange; readonly propose: Propose | null };

/** What one request for a change gives. */
type Given<Data> = { readonly data?: Data; readonly error?: unknown; readonly response: Response };

/**
 * Waits for the answer to a change. What wants its dangers confirmed (428) or other people's approval (403) tells all the same
 * what the change does: that is an answer, and no failure. Never rejects.
 */
export const effectOf = (asking: Promise<Given<ChangeEffect>>): Promise<Answered<ChangeEffect>> =>
  answerOf(
    asking.then(({ data, error, response }) =>
      isEffect(error)
        ? { data: error, response: new Response() }
        : { ...(data === undefined ? { error } : { data }), response },
    ),
  );

const isEffect = (error: unknown): error is ChangeEffect =>
  typeof error === "object" && error !== null && "diff" in error && "dangers" in error;

/** How this text is sent; or, as text, why it cannot be. What does not begin as JSON does is CSV. */
export function sendText(text: string): Sending | string {
  if (!/^\s*[{[]/.test(text)) return { send: sendFile("csv", text), propose: null };
  try {
    const value: unknown = JSON.parse(text);
    if (!isChangeSet(value)) return { send: sendFile("json", text), propose: null };
    return { send: sendChangeSet(value), propose: proposeChangeSet(value) };
  } catch (error) {
    return `This is not JSON: ${error instanceof Error ? error.message : String(error)}`;
  }
}

/** Only what tells it from a whole document. The app checks the rest, and tells every fault. */
const isChangeSet = (value: unknown): value is Schema<"ChangeSet"> =>
  typeof value === "object" && value !== null && "operations" in value;

const flag = (dryRun: boolean) => (dryRun ? "true" : "false");

/** A change set has its version from the beginning, unless it is tried again on a newer one. */
export const sendChangeSet =
  (change: Schema<"ChangeSet">): SendChange =>
  ({ dryRun, reason, confirm, baseVersion }) =>
    effectOf(
      api.POST("/v1/config/changes", {
        params: { query: { dryRun: flag(dryRun) } },
        body: { ...change, baseVersion: baseVersion ?? change.baseVersion, reason, confirm: [...confirm] },
      }),
    );

export const proposeChangeSet =
  (change: Schema<"ChangeSet">): Propose =>
  async ({ reason, confirm, baseVersion, timing }) => {
    const { operations } = change;
    const body = { operations, baseVersion, reason, confirm: [...confirm], ...timing };
    const answered = await answerOf(api.POST("/v1/config/proposals", { body }));
    if (answered.outcome === "failed") return answered;
    // Without `dryRun` the answer is never that of a dry run.
    return { ...answered, data: answered.data as Schema<"WholeProposal"> };
  };

/** The version of the dry run goes with the activation, so that a change made meanwhile is not overwritten. */
const sendFile =
  (format: "json" | "csv", text: string): SendChange =>
  async ({ dryRun, reason, confirm, baseVersion }) => {
    const query = {
      format,
      dryRun: flag(dryRun),
      reason,
      ...(confirm.length === 0 ? {} : { confirm: confirm.join(",") }),
      ...(baseVersion === null ? {} : { baseVersion: String(baseVersion) }),
    } as const;
    const headers = { "content-type": format === "csv" ? "text/csv" : "application/json" };
    const asking = api.POST("/v1/config/imports", {
      params: { query },
      headers,
      body: text,
      bodySerializer: () => text,
    });
    // Without `name` the answer is never that of a lookup table.
    return effectOf(asking as Promise<Given<ChangeEffect>>);
  };

export const sendRestore =
  (version: number): SendChange =>
  ({ dryRun, reason, confirm }) =>
    effectOf(
      api.POST("/v1/config/versions/{version}/restore", {
        params: { path: { version }, query: { dryRun: flag(dryRun) } },
        body: { reason, confirm: [...confirm] },
      }),
    );

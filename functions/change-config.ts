import * as z from "zod";
import { applyOperations } from "../shared/config/change/apply-change.ts";
import type { ChangeOutcome } from "../shared/config/change/change-configuration.ts";
import { confirmSchema, readChangeSet, reasonSchema } from "../shared/config/change/change-set.ts";
import type { ConfigurationChange } from "../shared/config/change/configuration-change.ts";
import { dangerCodes } from "../shared/config/dangers/danger-codes.ts";
import type { ConfigTable } from "../shared/config/store/config-table.ts";
import { parseInput } from "../shared/parse-input.ts";
import { detailParameter } from "./edge/answer-detail.ts";
import { answering, type QueriedHandler } from "./edge/answering.ts";
import { answerChange } from "./edge/config-answers.ts";
import { problem } from "./edge/problem.ts";
import { readLongJson } from "./edge/read-long-json.ts";
import { versionAsked } from "./read-config.ts";

export type ChangeConfigDependencies = {
  readonly table: ConfigTable;
  readonly change: (change: ConfigurationChange) => Promise<ChangeOutcome>;
};

/** Some ten thousand operations. */
const bodyLimitBytes = 4 * 1024 * 1024;

export const changeQuery = z.strictObject({
  dryRun: z.enum(["true", "false"]).default("false"),
  detail: detailParameter,
});

/** POST /api/v1/config/changes?dryRun=&detail=: takes a change set (contract section 3), all of it or nothing. */
export const makeChangeConfigHandler = ({ change }: ChangeConfigDependencies): QueriedHandler =>
  answering(changeQuery, async (request, { name: author }, { dryRun, detail }) => {
    const body = await readLongJson(request, bodyLimitBytes);
    if (body.outcome === "too-large") return problem(413, `a change set has at most ${bodyLimitBytes} bytes`);
    if (body.outcome === "unreadable") return problem(400, body.reason);
    const read = await readChangeSet(body.value);
    if (read.outcome === "faulty") return problem(422, "nothing was stored", read.faults);
    const { baseVersion, reason, confirm, operations, calls } = read.value;
    const edit: ConfigurationChange["edit"] = (active) => applyOperations(active, operations);
    const asked = { baseVersion, reason, author, confirm, dryRun: dryRun === "true", restoredFrom: null, calls, edit };
    return answerChange(await change(asked), detail);
  });

export const restoreSchema = z.strictObject({ reason: reasonSchema, confirm: confirmSchema });

/**
 * What was live before can be live again at once: who undoes a mistake is in a hurry. Only evidence that is held must not be
 * let go unseen, by bringing back a configuration from before it was held.
 */
const needsNoConfirmation: readonly string[] = dangerCodes.filter((danger) => danger !== "releases-legal-hold");

/** POST /api/v1/config/versions/{version}/restore?dryRun=&detail=: brings a version's content back as a new version, in one call. */
export const makeRestoreConfigHandler = ({ table, change }: ChangeConfigDependencies): QueriedHandler =>
  answering(changeQuery, async (request, { name: author }, { dryRun, detail }) => {
    const body = await readLongJson(request, bodyLimitBytes);
    if (body.outcome === "too-large") return problem(413, `a request has at most ${bodyLimitBytes} bytes`);
    if (body.outcome === "unreadable") return problem(400, body.reason);
    const read = parseInput(restoreSchema, body.value);
    if (read.outcome === "faulty") return problem(422, "nothing was stored", read.faults);
    const header = await versionAsked(table, request.params.version);
    if (header === null) return problem(404, "there is no such version");
    const { version, hash } = header;
    const outcome = await change({
      baseVersion: null,
      reason: read.value.reason,
      author,
      confirm: [...needsNoConfirmation, ...read.value.confirm],
      dryRun: dryRun === "true",
      restoredFrom: version,
      calls: [],
      edit: async () => ({ document: await table.readVersion(version, hash), origins: new Map() }),
    });
    return answerChange(outcome, detail);
  });

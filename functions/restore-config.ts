import { isDeepStrictEqual } from "node:util";
import * as z from "zod";
import { valid } from "../shared/checked.ts";
import { confirmSchema, reasonSchema } from "../shared/config/change/change-set.ts";
import type { ChangeOutcome, ConfigurationChange, Edited } from "../shared/config/change/configuration-change.ts";
import { dangerCodes } from "../shared/config/danger-codes.ts";
import { type ConfigDocument, emptyDocument } from "../shared/config/document.ts";
import type { ConfigTable } from "../shared/config/store/config-table.ts";
import { DamagedVersionError } from "../shared/config/store/damaged-version-error.ts";
import type { Trial } from "../shared/config/store/pointer.ts";
import { parseInput } from "../shared/parse-input.ts";
import { changeQuery } from "./edge/change-query.ts";
import { answerChange } from "./edge/config-answers.ts";
import { problem } from "./edge/problem.ts";
import { readLongJson } from "./edge/read-json.ts";
import { findRequestedVersion } from "./edge/version-header.ts";
import { type QueryHandler, withQuery } from "./edge/with-query.ts";

export type RestoreConfigDependencies = {
  readonly table: ConfigTable;
  readonly change: (change: ConfigurationChange) => Promise<ChangeOutcome>;
};

const bodyLimitBytes = 4 * 1024 * 1024;

export const restoreSchema = z.strictObject({ reason: reasonSchema, confirm: confirmSchema });

/**
 * A restore undoes a mistake in a hurry, so its dangers need no confirmation. The exception is a legal hold: an older
 * configuration does not have it, and the evidence would be deleted unnoticed.
 */
const needsNoConfirmation: readonly string[] = dangerCodes.filter((danger) => danger !== "releases-legal-hold");

/**
 * A restore needs nobody's approval, so it must not be a way around the policy: the one that was confirmed last stays. If the active
 * version cannot be read, the policy is restored too.
 */
function keepPolicy(restored: ConfigDocument, confirmed: ConfigDocument): Edited {
  const { changePolicies } = confirmed === emptyDocument ? restored : confirmed;
  const origins = new Map<object, string>();
  if (isDeepStrictEqual(changePolicies, restored.changePolicies)) return { document: restored, origins };
  const message =
    "stays that of the active version, or of the last before it that is not provisional: a restore does not change it";
  return {
    document: { ...restored, changePolicies },
    origins,
    warnings: [{ path: "change-policy", message }],
  };
}

/** What the policy is taken from: a provisional version would have gone back with its own. */
async function lastConfirmed(
  active: ConfigDocument,
  trial: Trial | null,
  table: Pick<ConfigTable, "readHeader" | "readVersion">,
): Promise<ConfigDocument> {
  if (trial === null) return active;
  const header = await table.readHeader(trial.revertTo);
  if (header === null) return active;
  try {
    return await table.readVersion(header.version, header.hash);
  } catch (error) {
    if (error instanceof DamagedVersionError) return active;
    throw error;
  }
}

/** The active version, if the one to be restored would go back with it: restored, it would stay though nobody has confirmed it. */
async function trialOf(version: number, table: Pick<ConfigTable, "readPointer">): Promise<number | null> {
  const pointer = await table.readPointer();
  return pointer?.trial != null && version > pointer.trial.revertTo ? pointer.version : null;
}

/** POST /api/v1/config/versions/{version}/restore?dryRun=&detail=: stores the content of an old version as a new version. */
export const makeRestoreConfig = ({ table, change }: RestoreConfigDependencies): QueryHandler =>
  withQuery(changeQuery, async (request, { name: author }, { dryRun, detail }) => {
    const body = await readLongJson(request, bodyLimitBytes);
    if (body.outcome === "too-large") return problem(413, `a request has at most ${bodyLimitBytes} bytes`);
    if (body.outcome === "unreadable") return problem(400, body.reason);
    const read = parseInput(restoreSchema, body.value);
    if (read.outcome === "faulty") return problem(422, "nothing was stored", { errors: read.faults });
    const header = await findRequestedVersion(table, request);
    if (header === null) return problem(404, "there is no such version");
    const { version, hash } = header;
    const activeVersion = await trialOf(version, table);
    if (activeVersion !== null)
      return problem(409, `it is provisional: confirm version ${activeVersion} instead`, {
        members: { activeVersion },
      });
    const outcome = await change({
      baseVersion: null,
      reason: read.value.reason,
      author,
      consent: { kind: "restore" },
      confirm: [...needsNoConfirmation, ...read.value.confirm],
      dryRun: dryRun === "true",
      restoredFrom: version,
      calls: [],
      edit: async (active, trial) =>
        valid(keepPolicy(await table.readVersion(version, hash), await lastConfirmed(active, trial, table))),
    });
    return answerChange(outcome, detail);
  });

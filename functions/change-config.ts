import { applyOperations } from "../shared/config/change/apply-change.ts";
import { readChangeSet } from "../shared/config/change/change-set.ts";
import type { ChangeOutcome, ConfigurationChange } from "../shared/config/change/configuration-change.ts";
import { changeQuery, consentOf } from "./edge/change-query.ts";
import { answerChange } from "./edge/config-answers.ts";
import { problem } from "./edge/problem.ts";
import { readLongJson } from "./edge/read-json.ts";
import { type QueryHandler, withQuery } from "./edge/with-query.ts";

export type ChangeConfigDependencies = {
  readonly change: (change: ConfigurationChange) => Promise<ChangeOutcome>;
};

/** About ten thousand operations. */
const bodyLimitBytes = 4 * 1024 * 1024;

/** POST /api/v1/config/changes?dryRun=&detail=: applies a change set, all of it or nothing. */
export const makeChangeConfig = ({ change }: ChangeConfigDependencies): QueryHandler =>
  withQuery(changeQuery, async (request, { name: author }, { dryRun, detail }) => {
    const body = await readLongJson(request, bodyLimitBytes);
    if (body.outcome === "too-large") return problem(413, `a change set has at most ${bodyLimitBytes} bytes`);
    if (body.outcome === "unreadable") return problem(400, body.reason);
    const read = await readChangeSet(body.value);
    if (read.outcome === "faulty") return problem(422, "nothing was stored", { errors: read.faults });
    const { operations, breakGlass, ...changeSet } = read.value;
    const outcome = await change({
      ...changeSet,
      author,
      consent: consentOf(breakGlass),
      dryRun: dryRun === "true",
      restoredFrom: null,
      edit: (active) => applyOperations(active, operations),
    });
    return answerChange(outcome, detail);
  });

import type { HttpResponseInit } from "@azure/functions";
import * as z from "zod";
import { DependencyError } from "../shared/dependency-error.ts";
import { describeError, type Log } from "../shared/log.ts";
import { answerWatch, longestWindowS } from "../shared/watch/figures/watch-answer.ts";
import type { WatchStateTable } from "../shared/watch/figures/watch-state.ts";
import { wholeNumber } from "../shared/whole-number.ts";
import { tryLater } from "./edge/problem.ts";
import { type QueryHandler, withQuery } from "./edge/with-query.ts";

export const watchQuery = z.strictObject({ windowS: wholeNumber(1, longestWindowS).default(3_600) });

export type ReadWatchDependencies = {
  readonly state: Pick<WatchStateTable, "readRecent" | "readDay">;
  readonly log: Log;
  readonly now: () => number;
};

const runEveryS = 15;

/** GET /api/v1/watch: what became of emergency calls lately, and the open alarms. */
export const makeReadWatch = ({ state, log, now }: ReadWatchDependencies): QueryHandler =>
  withQuery(watchQuery, async (_, __, { windowS }): Promise<HttpResponseInit> => {
    try {
      const answer = await answerWatch(state, windowS, now());
      return answer === null
        ? tryLater("calls have not been watched yet: the timer watch-calls has not run", runEveryS)
        : { jsonBody: answer };
    } catch (error) {
      if (!(error instanceof DependencyError)) throw error;
      log.warn("the figures of calls cannot be read", { error: describeError(error) });
      return tryLater("the figures of calls cannot be read at present", runEveryS);
    }
  });

import type { HttpResponseInit } from "@azure/functions";
import { DamagedPointerError, DamagedVersionError } from "../../shared/config/store/damaged-version-error.ts";
import { DependencyError } from "../../shared/dependency-error.ts";
import { describeError, type Log } from "../../shared/log.ts";
import { RefusedRowsError } from "../../shared/tables/write-rows.ts";
import type { IdentifiedHandler } from "./guard.ts";
import { problem, tryLater } from "./problem.ts";

/** Wraps a handler of the configuration: 503 if a store fails, 500 for damaged content, 422 for rows that the store refuses. */
export const withStoreErrors =
  (log: Log, handler: IdentifiedHandler): IdentifiedHandler =>
  async (request, caller, context): Promise<HttpResponseInit> => {
    try {
      return await handler(request, caller, context);
    } catch (error) {
      if (error instanceof DamagedVersionError) {
        log.error("a version of the configuration is damaged", { error: describeError(error) });
        return problem(500, `${error.message}; restoring another version replaces it`);
      }
      if (error instanceof DamagedPointerError) {
        log.error("a version of the configuration is damaged", { error: describeError(error) });
        return problem(
          500,
          `${error.message}; write version, hash and activatedAt there again, as the row of that version under versions has them`,
        );
      }
      if (error instanceof RefusedRowsError) return refusedRows(error, log);
      if (!(error instanceof DependencyError)) throw error;
      log.warn("the configuration's tables do not answer", { error: describeError(error) });
      const detail = "Table Storage does not answer; look at the active version before you try again";
      return tryLater(detail, 5);
    }
  };

/** Nothing of the change is active. The answer names the rows to leave out. */
function refusedRows({ rows }: RefusedRowsError, log: Log): HttpResponseInit {
  log.error("Table Storage does not take rows of the configuration", { rows: rows.length, first: rows[0]?.why });
  const errors = rows.map(({ rowKey, why }) => ({ path: rowKey, message: `Table Storage does not take it: ${why}` }));
  return problem(422, "nothing was changed", { errors });
}

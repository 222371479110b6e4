import type { HttpRequest } from "@azure/functions";
import { makeFewAtATime } from "./few-at-a-time.ts";
import type { IdentifiedHandler } from "./guard.ts";
import { tryLater } from "./problem.ts";
import type { QueryHandler } from "./with-query.ts";

/** A body up to this size is parsed and checked quickly. */
const smallBytes = 64 * 1024;
/** Each waiting request keeps its body, of up to 8 MiB, in memory. */
const waitingAtMost = 4;
const retryAfterS = 10;

/**
 * Wraps handlers so that one request with a large body to any of them runs at a time: several would take CPU time and memory
 * from the calls. A few more wait in a queue, the rest are answered 503. Small bodies are not limited.
 */
export function makeOneLargeBody(): (handler: QueryHandler) => QueryHandler {
  const inTurn = makeFewAtATime(1);
  let present = 0;
  return (handler) => {
    const run = inTurn(handler);
    const enter: IdentifiedHandler = async (request, caller, context) => {
      if (isSmall(request)) return handler(request, caller, context);
      if (present > waitingAtMost) return tryLater("this instance is busy with other large bodies", retryAfterS);
      present += 1;
      return run(request, caller, context).finally(() => {
        present -= 1;
      });
    };
    return Object.assign(enter, { queries: handler.queries });
  };
}

/** The host passes on no body without a declared length. */
const isSmall = ({ headers }: Pick<HttpRequest, "headers">): boolean =>
  Number(headers.get("content-length") ?? 0) <= smallBytes;

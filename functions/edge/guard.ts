import type {
  HttpFunctionOptions,
  HttpHandler,
  HttpRequest,
  HttpResponseInit,
  InvocationContext,
} from "@azure/functions";
import { DependencyError } from "../../shared/dependency-error.ts";
import type { AppRole, Caller, Identify } from "../../shared/identity/caller.ts";
import { describeError, type Log } from "../../shared/log.ts";
import type { Metrics } from "../../shared/telemetry/metrics.ts";
import { problem, tryLater } from "./problem.ts";
import { withSecurityHeaders } from "./security-headers.ts";

/** A handler that runs only for a caller with the role that it needs. */
export type IdentifiedHandler = (
  request: HttpRequest,
  caller: Caller,
  context: InvocationContext,
) => Promise<HttpResponseInit>;

/** Protects every function but those for calls, health and the description. */
export type Guard = {
  /** What Azure itself checks: nothing with tokens, a function key with AUTHENTICATION=none. */
  readonly authLevel: NonNullable<HttpFunctionOptions["authLevel"]>;
  /** Runs the handler if the caller has the role. 401 without a good token, 403 without the role, 503 if tokens cannot be checked. */
  readonly admit: (role: AppRole, handler: IdentifiedHandler) => HttpHandler;
};

export type GuardDependencies = Pick<Guard, "authLevel"> & {
  readonly identify: Identify;
  readonly log: Log;
  readonly onRefused: Metrics["refused"];
};

export function makeGuard({ authLevel, identify, log, onRefused }: GuardDependencies): Guard {
  const answer = async (
    role: AppRole,
    handler: IdentifiedHandler,
    request: HttpRequest,
    context: InvocationContext,
  ): Promise<HttpResponseInit> => {
    const identified = await identify(request.headers.get("authorization")).catch((error: unknown) => {
      if (!(error instanceof DependencyError)) throw error;
      log.warn("callers cannot be identified", { error: describeError(error) });
      return null;
    });
    if (identified === null) return tryLater("tokens cannot be checked at present; nothing was done", 5);
    if (identified.outcome === "refused") {
      onRefused("token");
      return unauthenticated(identified.reason);
    }
    const { caller } = identified;
    const answered = caller.roles.has(role)
      ? await handler(request, caller, context)
      : problem(403, `the app role ${role} is needed`);
    // A handler may need a further role, depending on the query.
    if (answered.status === 403) onRefused("role");
    return answered;
  };
  return {
    authLevel,
    admit: (role, handler) => async (request, context) =>
      withSecurityHeaders(await answer(role, handler, request, context)),
  };
}

/** RFC 6750, 3. The reason quotes nothing from the token. */
const unauthenticated = (reason: string): HttpResponseInit =>
  problem(401, reason, { headers: { "www-authenticate": 'Bearer error="invalid_token"' } });

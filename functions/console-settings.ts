import type { HttpHandler } from "@azure/functions";
import { noQuery } from "./edge/read-query.ts";
import { withPublicQuery } from "./edge/with-query.ts";
import type { Settings } from "./settings.ts";

/**
 * GET /console/settings.json: how the console signs people in. Nothing of it is secret (RFC 6749, 2.2: a client id is not);
 * all but the first is null where nobody signs in. The client is the application that tokens are for: one registration for both.
 */
export const makeConsoleSettings = ({
  settings: { AUTHENTICATION, ENTRA_TENANT_ID, ENTRA_AUDIENCE, ENTRA_SCOPE, ENTRA_AUTHORITY },
}: {
  readonly settings: Settings;
}): HttpHandler => {
  const entra = AUTHENTICATION === "entra";
  const jsonBody = {
    authentication: AUTHENTICATION,
    authority: entra ? ENTRA_AUTHORITY : null,
    tenantId: entra ? (ENTRA_TENANT_ID ?? null) : null,
    clientId: entra ? (ENTRA_AUDIENCE ?? null) : null,
    scope: entra ? (ENTRA_SCOPE ?? `api://${ENTRA_AUDIENCE}/access`) : null,
  };
  return withPublicQuery(noQuery, async () => ({ jsonBody }));
};

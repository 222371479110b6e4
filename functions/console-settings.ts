import type { HttpHandler } from "@azure/functions";
import { noQuery } from "./edge/read-query.ts";
import { withPublicQuery } from "./edge/with-query.ts";
import type { Settings } from "./settings.ts";

/**
 * GET /console/settings.json: how the console signs people in. Nothing of it is secret (RFC 6749, 2.2: a client id is not);
 * the tenant and the client are null where nobody signs in.
 */
export const makeConsoleSettings = ({
  settings: { AUTHENTICATION, ENTRA_TENANT_ID, ENTRA_AUDIENCE, ENTRA_AUTHORITY },
}: {
  readonly settings: Settings;
}): HttpHandler => {
  const entra = AUTHENTICATION === "entra";
  const jsonBody = {
    authentication: AUTHENTICATION,
    authority: entra ? ENTRA_AUTHORITY : null,
    tenantId: entra ? (ENTRA_TENANT_ID ?? null) : null,
    clientId: entra ? (ENTRA_AUDIENCE ?? null) : null,
  };
  return withPublicQuery(noQuery, async () => ({ jsonBody }));
};

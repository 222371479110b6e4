import type { HttpHandler } from "@azure/functions";
import { noQuery } from "./edge/read-query.ts";
import { withPublicQuery } from "./edge/with-query.ts";

/** GET /api/v1/health/live: the process runs and answers. */
export const healthLive: HttpHandler = withPublicQuery(noQuery, async () => ({ jsonBody: { status: "live" } }));

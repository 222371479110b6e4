import type { HttpHandler } from "@azure/functions";
import { noQuery } from "./edge/read-query.ts";
import { withPublicQuery } from "./edge/with-query.ts";

/** GET /api/v1/openapi.json: the description of this interface, OpenAPI 3.1. `readDescription` resolves to its text. */
export const makeOpenApi = ({ readDescription }: { readonly readDescription: () => Promise<string> }): HttpHandler =>
  withPublicQuery(noQuery, async () => ({
    headers: { "content-type": "application/json" },
    body: await readDescription(),
  }));

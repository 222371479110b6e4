import { setImmediate as otherWork } from "node:timers/promises";
import type { HttpFunctionOptions, HttpHandler } from "@azure/functions";
import { answeringAnybody } from "./edge/answering.ts";
import { noQuery } from "./edge/read-query.ts";

/** Once for all requests: nothing that it describes changes while the process runs. */
let written: Promise<string> | null = null;

async function write(): Promise<string> {
  // Few processes are ever asked, and none should take longer to start for it.
  const [{ describeApi }, { requestSchemas }] = await Promise.all([
    import("../shared/openapi/api-description.ts"),
    import("./wiring/describe-requests.ts"),
  ]);
  await otherWork();
  return JSON.stringify(describeApi(requestSchemas));
}

/** GET /api/v1/openapi.json: the description of this interface, OpenAPI 3.1. */
const openApiHandler: HttpHandler = answeringAnybody(noQuery, async () => {
  written ??= write();
  return { headers: { "content-type": "application/json" }, body: await written };
});

export const openApiFunction: HttpFunctionOptions = {
  methods: ["GET"],
  route: "v1/openapi.json",
  authLevel: "anonymous",
  handler: openApiHandler,
};

import { setImmediate as otherWork } from "node:timers/promises";
import type { HttpFunctionOptions, HttpHandler } from "@azure/functions";
import { securityHeaders } from "../shared/http/security-headers.ts";
import { callQuery, eventsQuery, exportQuery, verificationQuery } from "./audit-queries.ts";
import { restoreSchema } from "./change-config.ts";
import { querySchema as configExportQuery } from "./export-config.ts";
import { querySchema as configImportQuery } from "./import-config.ts";
import { querySchema as tableImportQuery } from "./import-lookup-table.ts";
import { listQuery } from "./read-config.ts";
import { requestSchema } from "./simulate-config.ts";

const requests = {
  versionsQuery: listQuery,
  restoreBody: restoreSchema,
  simulationBody: requestSchema,
  configExportQuery,
  configImportQuery,
  tableImportQuery,
  eventsQuery,
  eventsExportQuery: exportQuery,
  callQuery,
  verificationQuery,
};

/** Once for all requests: nothing that it describes changes while the process runs. */
let written: Promise<string> | null = null;

async function write(): Promise<string> {
  // Few processes are ever asked, and none should take longer to start for it.
  const { describeApi } = await import("../shared/openapi/api-description.ts");
  await otherWork();
  return JSON.stringify(describeApi(requests));
}

/** GET /api/v1/openapi.json: the description of this interface, OpenAPI 3.1. */
const openApiHandler: HttpHandler = async () => {
  written ??= write();
  return { headers: { ...securityHeaders, "content-type": "application/json" }, body: await written };
};

export const openApiFunction: HttpFunctionOptions = {
  methods: ["GET"],
  route: "v1/openapi.json",
  authLevel: "anonymous",
  handler: openApiHandler,
};

import { setImmediate as otherWork } from "node:timers/promises";
import { territoriesWantedSchema } from "../../shared/config/drafts/draft-request.ts";
import { expectationsWantedSchema } from "../../shared/config/drafts/expectations-wanted.ts";
import { describeApi } from "../../shared/openapi/api-description.ts";
import { callQuery, eventsQuery, exportQuery, verificationQuery } from "../edge/audit-queries.ts";
import { changeQuery } from "../edge/change-query.ts";
import { importLocationTableQuery } from "../edge/import-location-table.ts";
import { importLookupTableQuery } from "../edge/import-lookup-table.ts";
import { listQuery } from "../edge/list-request.ts";
import { remarkSchema } from "../edge/proposal-answers.ts";
import { exportConfigQuery } from "../export-config.ts";
import { importConfigQuery } from "../import-config.ts";
import { versionsQuery } from "../list-config-versions.ts";
import { proposalsQuery } from "../list-proposals.ts";
import { catalogueQuery } from "../read-catalogue.ts";
import { itemsQuery } from "../read-config-items.ts";
import { coverageQuery } from "../read-coverage.ts";
import { rowsQuery } from "../read-lookup-table.ts";
import { watchQuery } from "../read-watch.ts";
import { watchReportQuery } from "../read-watch-report.ts";
import { restoreSchema } from "../restore-config.ts";
import { simulationQuery, simulationSchema } from "../simulate-config.ts";

/** The schemas by which the functions themselves read queries and bodies. */
export const requestSchemas = {
  catalogueQuery,
  coverageQuery,
  draftBody: territoriesWantedSchema,
  expectationsDraftBody: expectationsWantedSchema,
  itemsQuery,
  versionsQuery,
  changeQuery,
  restoreBody: restoreSchema,
  proposalsQuery,
  remarkBody: remarkSchema,
  simulationQuery,
  simulationBody: simulationSchema,
  configExportQuery: exportConfigQuery,
  configImportQuery: importConfigQuery,
  tableImportQuery: importLookupTableQuery,
  locationImportQuery: importLocationTableQuery,
  tableRowsQuery: rowsQuery,
  listQuery,
  watchQuery,
  watchReportQuery,
  eventsQuery,
  eventsExportQuery: exportQuery,
  callQuery,
  verificationQuery,
};

/** The OpenAPI document as text. Loading this module and writing the document each hold up calls: they run in between. */
export async function writeApiDescription(): Promise<string> {
  await otherWork();
  return JSON.stringify(describeApi(requestSchemas));
}

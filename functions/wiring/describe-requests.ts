import { changeQuery, restoreSchema } from "../change-config.ts";
import { callQuery, eventsQuery, exportQuery, verificationQuery } from "../edge/audit-queries.ts";
import { querySchema as tableImportQuery } from "../edge/import-lookup-table.ts";
import { querySchema as configExportQuery } from "../export-config.ts";
import { querySchema as configImportQuery } from "../import-config.ts";
import { listQuery } from "../read-config.ts";
import { itemsQuery } from "../read-config-items.ts";
import { rowsQuery as tableRowsQuery } from "../read-lookup-tables.ts";
import { requestSchema, simulationQuery } from "../simulate-config.ts";

/** The schemas by which the functions themselves read queries and bodies. */
export const requestSchemas = {
  itemsQuery,
  versionsQuery: listQuery,
  changeQuery,
  restoreBody: restoreSchema,
  simulationQuery,
  simulationBody: requestSchema,
  configExportQuery,
  configImportQuery,
  tableImportQuery,
  tableRowsQuery,
  eventsQuery,
  eventsExportQuery: exportQuery,
  callQuery,
  verificationQuery,
};

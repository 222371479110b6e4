import { runTablesProcess } from "./tables/run-tables-process.ts";

runTablesProcess();

import { dbText, originColumn } from "./db-text.ts";
import type { EmergencyList, ListEntry } from "./emergency-list.ts";
import { gatherParts } from "./given-list.ts";
import { type ListFormat, sbc } from "./list-format.ts";
import { type Cells, readTable } from "./read-table.ts";
import { writeOrigin, writeTargets } from "./targets.ts";

/**
 * A `dialplan` table of OpenSIPS (version 5 of the table) as a file for its `db_text`: each rule matches one whole string, and
 * its attributes are the Request-URIs.
 */
export const opensips: ListFormat = {
  contentType: "text/plain; charset=utf-8",
  extension: "txt",
  withUrns: true,
  holder: sbc,
  write: textsOf,
  read: (bytes) => gatherParts(readTable(bytes, { key: "match_exp", value: "attrs", fault: faultOf })),
};

const columns =
  "id(int,auto) dpid(int) pr(int) match_op(int) match_exp(string) match_flags(int) subst_exp(string,null) " +
  `repl_exp(string,null) timerec(string,null) disabled(int) attrs(string,null) ${originColumn}(string,null)\n`;

function* textsOf(list: EmergencyList): Generator<string> {
  yield columns;
  for (const [i, entry] of list.entries.entries()) yield lineOf(i + 1, entry, i === 0 ? writeOrigin(list) : "");
}

function faultOf(cells: Cells): string | null {
  if (cells("match_op") !== "0") return "does not compare whole strings: its match_op must be 0";
  return (cells("disabled") ?? "0") === "0" ? null : "is disabled";
}

/** Dialplan 1, priority 1; operator 0 compares whole strings. */
const lineOf = (id: number, entry: ListEntry, origin: string): string =>
  `${id}:1:1:0:${dbText(entry.dialString)}:0::::0:${dbText(writeTargets(entry))}:${dbText(origin)}\n`;

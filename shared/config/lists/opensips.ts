import { dbText, originKey } from "./db-text.ts";
import type { EmergencyList } from "./emergency-list.ts";
import { gatherParts } from "./given-list.ts";
import { type ListFormat, sbc } from "./list-format.ts";
import { type Cells, readTable } from "./read-table.ts";
import { writeOrigin, writeTargets } from "./targets.ts";

/**
 * A `dialplan` table of OpenSIPS (version 5 of the table) as a file for its `db_text`: each rule matches one whole string, and
 * its attributes are the Request-URIs. Such a file has no comments, so the rule `list` says which version it is of.
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
  "repl_exp(string,null) timerec(string,null) disabled(int) attrs(string,null)\n";

function* textsOf(list: EmergencyList): Generator<string> {
  yield columns;
  yield lineOf(1, originKey, writeOrigin(list));
  for (const [i, entry] of list.entries.entries()) yield lineOf(i + 2, entry.dialString, writeTargets(entry));
}

function faultOf(cells: Cells): string | null {
  if (cells("match_op") !== "0") return "does not compare whole strings: its match_op must be 0";
  return (cells("disabled") ?? "0") === "0" ? null : "is disabled";
}

/** Dialplan 1, priority 1; operator 0 compares whole strings. */
const lineOf = (id: number, key: string, attributes: string): string =>
  `${id}:1:1:0:${dbText(key)}:0::::0:${dbText(attributes)}\n`;

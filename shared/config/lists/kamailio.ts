import { dbText, originColumn } from "./db-text.ts";
import type { EmergencyList, ListEntry } from "./emergency-list.ts";
import { gatherParts } from "./given-list.ts";
import { type ListFormat, sbc } from "./list-format.ts";
import { type Cells, readTable } from "./read-table.ts";
import { writeOrigin, writeTargets } from "./targets.ts";

/**
 * A table of Kamailio's `db_text`, which `htable` loads when it starts and at `htable.reload`: one key for each dial string, its
 * value the Request-URIs.
 */
export const kamailio: ListFormat = {
  contentType: "text/plain; charset=utf-8",
  extension: "txt",
  withUrns: true,
  holder: sbc,
  write: textsOf,
  read: (bytes) => gatherParts(readTable(bytes, { key: "key_name", value: "key_value", fault: faultOf })),
};

function* textsOf(list: EmergencyList): Generator<string> {
  yield `key_name(string) key_type(int) value_type(int) key_value(string) ${originColumn}(string,null)\n`;
  for (const [i, entry] of list.entries.entries()) yield lineOf(entry, i === 0 ? writeOrigin(list) : "");
}

/** Type 0: a simple key, and text as its value. */
const lineOf = (entry: ListEntry, origin: string): string =>
  `${dbText(entry.dialString)}:0:0:${dbText(writeTargets(entry))}:${dbText(origin)}\n`;

const faultOf = (cells: Cells): string | null =>
  cells("key_type") === "0" && cells("value_type") === "0"
    ? null
    : "is no plain key with text: its key_type and value_type must be 0";

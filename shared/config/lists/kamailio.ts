import { dbText, originKey } from "./db-text.ts";
import type { EmergencyList, ListEntry } from "./emergency-list.ts";
import { gatherParts } from "./given-list.ts";
import { type ListFormat, sbc } from "./list-format.ts";
import { readTable } from "./read-table.ts";
import { writeOrigin, writeTargets } from "./targets.ts";

/**
 * A table of Kamailio's `db_text`, which `htable` loads when it starts and at `htable.reload`: one key for each dial string, its
 * value the Request-URIs. Such a file has no comments, so the key `list` says which version it is of.
 */
export const kamailio: ListFormat = {
  contentType: "text/plain; charset=utf-8",
  extension: "txt",
  withUrns: true,
  holder: sbc,
  write: textsOf,
  read: (bytes) => gatherParts(readTable(bytes, { key: "key_name", value: "key_value", fault: () => null })),
};

function* textsOf(list: EmergencyList): Generator<string> {
  yield "key_name(string) key_type(int) value_type(int) key_value(string)\n";
  yield lineOf(originKey, writeOrigin(list));
  for (const entry of list.entries) yield lineOf(entry.dialString, writeTargets(entry));
}

/** Type 0: a simple key, and text as its value. */
const lineOf = (key: ListEntry["dialString"], value: string): string => `${dbText(key)}:0:0:${dbText(value)}\n`;

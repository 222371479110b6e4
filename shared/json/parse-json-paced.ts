import { type Checked, faulty, valid } from "../checked.ts";
import { pace } from "../pace.ts";
import { findJsonFault } from "./find-json-fault.ts";
import { notJson } from "./why-unreadable.ts";

/** A list or an object that is not closed yet. `name`: of the member whose value comes next. */
type Open = { readonly list: unknown[] } | { readonly members: [string, unknown][]; name: string | null };

const token = /[[\]{},:]|"(?:[^"\\]|\\.)*"|[^\s[\]{},:"]+/g;
const tokensAtOnce = 2_000;

/**
 * Parses JSON without ever holding the thread, however long it is: several times slower than `JSON.parse`. The fault goes on from the
 * text's name. Paced.
 */
export async function parseJsonPaced(text: string): Promise<Checked<unknown, string>> {
  const fault = await findJsonFault(text);
  if (fault !== null) return faulty([notJson(fault)]);
  const open: Open[] = [{ list: [] }];
  let tokens = 0;
  let result: unknown;
  for (const [found] of text.matchAll(token)) {
    if (found === "[") open.push({ list: [] });
    else if (found === "{") open.push({ members: [], name: null });
    else if (found === "]" || found === "}") result = put(open, closed(open.pop()));
    else if (found !== "," && found !== ":") result = put(open, JSON.parse(found));
    if (++tokens % tokensAtOnce === 0 && pace.isDue()) await pace.rest();
  }
  return valid(result);
}

/** Also a member named `__proto__` is a member. */
const closed = (done: Open | undefined): unknown =>
  done === undefined ? null : "list" in done ? done.list : Object.fromEntries(done.members);

/** Puts a value where it belongs, and returns it. A text may be the name of a member instead. */
function put(open: readonly Open[], value: unknown): unknown {
  const around = open.at(-1);
  if (around === undefined) return value;
  if ("list" in around) around.list.push(value);
  else if (around.name === null) around.name = String(value);
  else {
    around.members.push([around.name, value]);
    around.name = null;
  }
  return value;
}

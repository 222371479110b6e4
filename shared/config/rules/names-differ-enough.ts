import { foldName } from "../../recognition/fold-characters.ts";
import { type Findings, faultAt, type Subject } from "./rule.ts";

/** Worth knowing, not wrong: names that a call is easily given one of for another, which nobody sees. */
export function* namesDifferEnough({ document }: Subject): Findings {
  const tenants = new Map<string, string>();
  for (const [index, { name }] of document.tenants.entries())
    yield told("tenants", index, "name", name, tenants.get(foldName(name)), tenants);
  const ingresses = new Map([["default", "default"]]);
  for (const [index, { name }] of document.ingresses.entries())
    yield told("ingresses", index, "name", name, ingresses.get(foldName(name)), ingresses);
  for (const [index, { tenant }] of document.legalHolds.entries())
    if (tenant !== null) yield told("legalHolds", index, "tenant", tenant, tenants.get(foldName(tenant)), new Map());
}

/** The same of the keys in a lookup table; and territories are in upper case. */
export function* lookupKeysDifferEnough({ document, tables }: Subject): Findings {
  for (const [index, { name, keys }] of document.lookupTables.entries()) {
    const seen = new Map<string, string>();
    for (const key of tables.get(name)?.keys() ?? []) {
      const fault = told("lookupTables", index, "version", key, seen.get(foldName(key)), seen);
      yield fault === undefined ? undefined : { ...fault, message: `in ${name} ${fault.message}` };
      if (keys === "territory" && key !== key.toUpperCase())
        yield faultAt(
          "lookupTables",
          index,
          ["version"],
          `in ${name} ${key} is no territory: did you mean ${key.toUpperCase()}?`,
        );
    }
  }
}

function told(
  list: "tenants" | "ingresses" | "legalHolds" | "lookupTables",
  index: number,
  field: string,
  name: string,
  other: string | undefined,
  seen: Map<string, string>,
) {
  if (other === undefined) seen.set(foldName(name), name);
  if (other === undefined || other === name) return undefined;
  return faultAt(
    list,
    index,
    [field],
    `${name} differs from ${other} in no more than upper and lower case, spaces or Unicode forms`,
  );
}

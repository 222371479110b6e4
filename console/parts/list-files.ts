import type { paths } from "../api/types.ts";

type Query = paths["/v1/config/imports"]["post"]["parameters"]["query"];

/** A kind of item that a file can hold. */
export type FileKind = NonNullable<Query["kind"]>;

/** What the file of each kind is called in a folder, without its ending. */
export const listFiles: Readonly<Record<FileKind, string>> = {
  number: "numbers",
  territory: "territories",
  tenant: "tenants",
  ingress: "ingresses",
  "route-set": "routeSets",
  conversion: "conversions",
  "lookup-table": "lookupTables",
  area: "areas",
  "location-table": "locationTables",
  "location-rule": "locationRules",
  divert: "diverts",
  expectation: "expectations",
  "legal-hold": "legalHolds",
  "change-policy": "changePolicies",
  defaults: "defaults",
};

export const isFileKind = (text: string): text is FileKind => Object.hasOwn(listFiles, text);

/** What a file with this name holds, such as `tenants.csv` or `tenants (2).csv`; null where the name does not say. */
export function kindOfFile(name: string): FileKind | null {
  const stem = name.replace(/\.(?:csv|json)$/i, "").replace(/ ?\(\d+\)$/, "");
  const found = Object.entries(listFiles).find(([, list]) => list.toLowerCase() === stem.toLowerCase())?.[0] ?? "";
  return isFileKind(found) ? found : null;
}

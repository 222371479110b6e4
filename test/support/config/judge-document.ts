import { expect, it } from "vitest";
import { compileSnapshot } from "../../../shared/config/compile/compile-snapshot.ts";
import type { ConfigDocument } from "../../../shared/config/document.ts";
import type { DocumentFault } from "../../../shared/config/document-fault.ts";
import { locateFault } from "../../../shared/config/document-fault.ts";
import { touchedTerritories } from "../../../shared/config/rules/touched-territories.ts";
import { validateDocument } from "../../../shared/config/rules/validate-document.ts";
import type { LookupTable } from "../../../shared/routing/lookup-table.ts";
import { smallDocument, smallTables, smallWith } from "./small-document.ts";

export const nowMs = Date.parse("2026-11-22T12:00:00.000Z");

/** What validation says of a document that the small one becomes, each as `path: message`. */
export async function judge(document: ConfigDocument, tables: ReadonlyMap<string, LookupTable> = smallTables) {
  const touched = await touchedTerritories(smallDocument, document);
  const { faults, warnings } = await validateDocument(
    { document, snapshot: await compileSnapshot(document, tables) },
    nowMs,
    { isKept: () => false, itemBefore: () => null, isTouched: (territory) => touched.has(territory) },
  );
  const write = (list: readonly DocumentFault[]) =>
    list.map((fault) => {
      const { path, message } = locateFault(fault, document, new Map());
      return `${path}: ${message}`;
    });
  return { faults: write(faults), warnings: write(warnings) };
}

export type Lists = Record<string, unknown>;

/** What is tried, the change to the small document, and what is then said of it. */
export type Case = readonly [string, (document: ConfigDocument) => Lists, readonly string[]];

/** Checks what each change to the small document is found at fault for: that and nothing else. */
export const findsFaults = (cases: readonly Case[]) =>
  it.each(cases)("%s", async (_, change, faults) => {
    expect((await judge(smallWith(change))).faults).toEqual(faults);
  });

/** Checks which warnings each change to the small document is given: those, and no fault. */
export const findsWarnings = (cases: readonly Case[]) =>
  it.each(cases)("%s", async (_, change, warnings) => {
    expect(await judge(smallWith(change))).toEqual({ faults: [], warnings });
  });

export const number = (fields: Lists) => ({ territory: "GB", shortCode: "999", class: "emergency", ...fields });

export const plusNumber = (fields: Lists) => (d: ConfigDocument) => ({ numbers: [...d.numbers, number(fields)] });

/** Changes the first item of a list. */
export const first =
  (list: "ingresses" | "tenants" | "territories" | "conversions" | "routeSets", fields: Lists) =>
  (d: ConfigDocument) => ({ [list]: d[list].map((item, i) => (i === 0 ? { ...item, ...fields } : item)) });

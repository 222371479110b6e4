import { expect, it } from "vitest";
import type { CompiledDocument } from "../../../shared/config/compiled-document.ts";
import { findDangers } from "../../../shared/config/dangers/find-dangers.ts";
import { diffDocuments } from "../../../shared/config/diff-documents.ts";
import { type ConfigDocument, documentSchema, type NumberItem } from "../../../shared/config/document.ts";
import { simulateChange } from "../../../shared/config/simulate/simulate-change.ts";
import type { SeenCalls } from "../../../shared/config/simulate/simulation.ts";
import { compiled } from "./compiled-document.ts";
import { smallWith } from "./small-document.ts";

export const nowMs = Date.parse("2026-11-22T12:00:00.000Z");
export const past = "2026-01-01T00:00:00.000Z";
export const soon = "2027-01-01T00:00:00.000Z";
export const later = "2028-01-01T00:00:00.000Z";

/** The small document with a few numbers more, so that a change of one or two is not one of most. */
export const base = smallWith(({ numbers }) => ({
  numbers: [
    ...numbers,
    ...["101", "105", "111", "159", "195"].map((code) => ({ territory: "GB", shortCode: code, class: "special" })),
  ],
}));

export type Change = (document: ConfigDocument) => Record<string, unknown>;

export const changed = (document: ConfigDocument, change: Change): ConfigDocument =>
  documentSchema.parse({ ...document, ...change(document) });

const noRecentCalls = { status: "complete", since: null, calls: [] } as const;

/** The dangers of going from one document to another, by their comparison and by the calls that every change is tried with. */
export const findBetween = async (from: ConfigDocument, to: ConfigDocument, recent?: SeenCalls) =>
  findBetweenCompiled(await compiled(from), await compiled(to), recent);

export async function findBetweenCompiled(
  before: CompiledDocument,
  after: CompiledDocument,
  recent: SeenCalls = noRecentCalls,
) {
  const diff = await diffDocuments(before.document, after.document);
  const { onDiffering, dangers } = await findDangers(before, after, diff, nowMs);
  await simulateChange({ before, after, recent, given: [], nowMs, onDiffering });
  return dangers();
}

/** Every danger of a change with the things it names: `[danger, ...items]`. */
export async function dangersOf(change: Change, before = base): Promise<readonly (readonly string[])[]> {
  const found = await findBetween(before, changed(before, change));
  return found.map(({ danger, items }) => [danger, ...items]);
}

type Fields = Record<string, unknown>;
type Case = readonly [string, Change, readonly (readonly string[])[]];

export const finds = (cases: readonly Case[], before?: ConfigDocument) =>
  it.each(cases)("%s", async (_, change, dangers) => {
    expect(await dangersOf(change, before)).toEqual(dangers);
  });

export const is = (territory: string, shortCode: string) => (number: NumberItem) =>
  number.territory === territory && number.shortCode === shortCode;
export const gb999 = is("GB", "999");
export const without =
  (matches: (number: NumberItem) => boolean): Change =>
  ({ numbers }) => ({ numbers: numbers.filter((number) => !matches(number)) });
export const withFields =
  (matches: (number: NumberItem) => boolean, fields: Fields): Change =>
  ({ numbers }) => ({ numbers: numbers.map((number) => (matches(number) ? { ...number, ...fields } : number)) });
export const plus =
  (...added: readonly Fields[]): Change =>
  ({ numbers }) => ({
    numbers: [
      ...numbers,
      ...added.map((fields) => ({ territory: "GB", shortCode: "999", class: "emergency", ...fields })),
    ],
  });
export const first =
  (list: "ingresses" | "tenants" | "territories", fields: Fields): Change =>
  (d) => ({ [list]: d[list].map((item, i) => (i === 0 ? { ...item, ...fields } : item)) });
export const defaults =
  (fields: Fields): Change =>
  (d) => ({ defaults: { ...d.defaults, ...fields } });
export const conversion =
  (name: string, fields: object): Change =>
  (d) => ({ conversions: d.conversions.map((item) => (item.name === name ? { ...item, ...fields } : item)) });

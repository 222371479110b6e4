import type { HttpRequest, HttpResponseInit } from "@azure/functions";
import * as z from "zod";
import { territoryCodeSchema } from "../../shared/catalogue/territory-name.ts";
import type { CompiledDocument } from "../../shared/config/compiled-document.ts";
import type { ListOrigin } from "../../shared/config/lists/emergency-list.ts";
import { type ListFormatName, listFormatNames, listFormats } from "../../shared/config/lists/list-formats.ts";
import type { ListWanted } from "../../shared/config/lists/make-list.ts";
import { readWanted } from "../../shared/config/lists/read-wanted.ts";
import { type CompileVersionDependencies, compileVersion } from "../../shared/config/snapshot/compile-version.ts";
import { shorten } from "../../shared/shorten.ts";
import { wholeNumber } from "../../shared/whole-number.ts";
import { problem, tryLater } from "./problem.ts";
import { invalidQuery } from "./with-query.ts";

/** Names with commas between them. */
const names = <Name extends z.ZodType<string, string>>(name: Name) =>
  z
    .string()
    .transform((text) => text.split(",").map((part) => part.trim()))
    .pipe(z.array(name))
    .default([]);

export const listQuery = z.strictObject({
  ingress: names(z.string().min(1).max(64)),
  territory: names(territoryCodeSchema),
  version: wholeNumber(1, 999_999_999).optional(),
});

export type ListQuery = z.infer<typeof listQuery>;

/** The format that `{format}` in the path names; null for any other text. */
export const formatIn = ({ params }: Pick<HttpRequest, "params">): ListFormatName | null =>
  listFormatNames.find((name) => name === params.format) ?? null;

export const unknownFormat = ({ params }: Pick<HttpRequest, "params">): HttpResponseInit =>
  problem(
    404,
    `there are no lists of the format ${JSON.stringify(shorten(params.format ?? "", 64))}: there are ${listFormatNames.join(", ")}`,
  );

export const noSuchVersion = (version: number | undefined): HttpResponseInit =>
  version === undefined
    ? problem(404, "no configuration was ever activated, so there is nothing to make a list of")
    : problem(404, "there is no such version");

/** What a list is made of. */
export type ListSource = { readonly configuration: CompiledDocument; readonly wanted: ListWanted };

/** Reads and compiles the version for a list, and finds what the query names in it; else the answer that refuses. */
export async function readListSource(
  origin: ListOrigin,
  format: ListFormatName,
  query: ListQuery,
  dependencies: CompileVersionDependencies,
): Promise<ListSource | { readonly refused: HttpResponseInit }> {
  const configuration = await compileVersion(origin, dependencies);
  const tables = [...configuration.snapshot.damagedTables.values()];
  if (tables.some(({ isPassing }) => isPassing))
    return { refused: tryLater("a lookup table of this version could not be read, so its routes are not known", 5) };
  const { version } = origin;
  const { document } = configuration;
  const wanted = readWanted(query, listFormats[format], { version, document });
  if (wanted.outcome === "faulty") return { refused: invalidQuery(wanted.faults) };
  return { configuration, wanted: wanted.value };
}

import { createHash } from "node:crypto";
import { listFormats } from "../shared/config/lists/list-formats.ts";
import { makeList } from "../shared/config/lists/make-list.ts";
import { type CompileVersionDependencies, findHeader } from "../shared/config/snapshot/compile-version.ts";
import { encodePieces } from "../shared/json/json-pieces.ts";
import { inPieces } from "./edge/in-pieces.ts";
import { formatIn, listQuery, noSuchVersion, readListSource, unknownFormat } from "./edge/list-request.ts";
import type { Limiter } from "./edge/one-at-a-time.ts";
import { namesTag } from "./edge/tagged-json.ts";
import { type QueryHandler, withQuery } from "./edge/with-query.ts";

export type ReadListDependencies = CompileVersionDependencies & { readonly inTurn: Limiter };

/**
 * GET /api/v1/config/lists/{format}?ingress=&territory=&version=: the emergency numbers of a version as another system wants
 * them. The same version gives the same bytes; the ETag is their hash.
 */
export const makeReadList = (dependencies: ReadListDependencies): QueryHandler => {
  const etags = new Map<string, string>();
  return withQuery(
    listQuery,
    dependencies.inTurn(async (request, _caller, query) => {
      const format = formatIn(request);
      if (format === null) return unknownFormat(request);
      const header = await findHeader(query.version ?? null, dependencies);
      if (header === null) return noSuchVersion(query.version);
      const { version, hash, createdAt } = header;
      const sameBytes = JSON.stringify([format, version, hash, query.ingress, query.territory]);
      const asked = request.headers.get("if-none-match");
      const known = etags.get(sameBytes);
      if (known !== undefined && namesTag(asked, known)) return { status: 304, headers: { etag: known } };
      const source = await readListSource({ version, hash, createdAt }, format, query, dependencies);
      if ("refused" in source) return source.refused;
      const list = await makeList(source.configuration, { version, hash, createdAt }, source.wanted);
      const { contentType, extension, write } = listFormats[format];
      const pieces = await encodePieces(write(list));
      const etag = etagOf(version, pieces);
      if (source.configuration.snapshot.damagedTables.size === 0) remember(etags, sameBytes, etag);
      if (namesTag(asked, etag)) return { status: 304, headers: { etag } };
      const fileName = `emergency-numbers-${format}-${version}.${extension}`;
      return {
        headers: { "content-type": contentType, "content-disposition": `attachment; filename="${fileName}"`, etag },
        body: inPieces(pieces),
      };
    }),
  );
};

/** The version and a hash of the bytes: another release may know more numbers of the catalogue. */
function etagOf(version: number, pieces: readonly Uint8Array[]): string {
  const hash = createHash("sha256");
  for (const piece of pieces) hash.update(piece);
  return `"${version}-${hash.digest("hex").slice(0, 32)}"`;
}

/** Systems that ask again and again for a few lists. */
const rememberedAtMost = 50;

function remember(etags: Map<string, string>, key: string, etag: string): void {
  if (etags.size >= rememberedAtMost) etags.clear();
  etags.set(key, etag);
}

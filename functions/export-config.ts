import * as z from "zod";
import type { ConfigDocument } from "../shared/config/document.ts";
import { kinds } from "../shared/config/item-kinds.ts";
import { exportDocument, memberOf } from "../shared/config/transfer/export-document.ts";
import { etagOf } from "./edge/config-answers.ts";
import { inPieces } from "./edge/in-pieces.ts";
import type { Limiter } from "./edge/one-at-a-time.ts";
import { type QueryHandler, withQuery } from "./edge/with-query.ts";

export type ExportConfigDependencies = {
  /** Reads the active version from the store; version 0, which is empty, if none was ever activated. */
  readonly readActive: () => Promise<{ readonly version: number; readonly document: ConfigDocument }>;
  readonly oneAtATime: Limiter;
};

export const exportConfigQuery = z.strictObject({
  format: z.enum(["json", "csv"]).default("json"),
  kind: z.enum(kinds).optional(),
});

const contentTypes = { json: "application/json", csv: "text/csv; charset=utf-8; header=present" };

/**
 * GET /api/v1/config/export?format=json|csv&kind=: the active configuration as a file that an import accepts, with its version
 * as ETag. JSON is the whole document unless a kind is given. CSV is one kind: the numbers unless another is given.
 */
export const makeExportConfig = ({ readActive, oneAtATime }: ExportConfigDependencies): QueryHandler =>
  withQuery(
    exportConfigQuery,
    oneAtATime(async (_request, _caller, query) => {
      const { format } = query;
      const kind = query.kind ?? (format === "csv" ? "number" : undefined);
      const { version, document } = await readActive();
      const options = format === "csv" ? { format, kind: kind ?? "number" } : { format, kind };
      const list = kind === undefined ? "" : `-${memberOf(kind)}`;
      return {
        headers: {
          "content-type": contentTypes[format],
          "content-disposition": `attachment; filename="emergency-configuration-${version}${list}.${format}"`,
          etag: etagOf(version),
        },
        body: inPieces(await exportDocument(document, options)),
      };
    }),
  );

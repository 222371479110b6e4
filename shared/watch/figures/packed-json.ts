import { promisify } from "node:util";
import { brotliCompress, brotliDecompress, constants } from "node:zlib";
import { joinBytes, splitBytes } from "../../tables/split-bytes.ts";

const compress = promisify(brotliCompress);
const decompress = promisify(brotliDecompress);

/** Names come again in every minute. gzip looks back 32 KiB, which is less than the minute of a large operator. */
const params = {
  [constants.BROTLI_PARAM_QUALITY]: 5,
  [constants.BROTLI_PARAM_LGWIN]: 22,
};

/** A value as compressed JSON (RFC 7932), spread over as many properties of a row as it needs. */
export const packJson = async (name: string, value: unknown): Promise<Readonly<Record<string, Buffer>>> =>
  splitBytes(name, await compress(JSON.stringify(value), { params }));

/** What `packJson` spread over the properties of a row; undefined when there is nothing of that name, or it cannot be read. */
export async function unpackJson(name: string, row: Readonly<Record<string, unknown>>): Promise<unknown> {
  try {
    return JSON.parse((await decompress(joinBytes(name, row))).toString("utf8"));
  } catch {
    return undefined;
  }
}

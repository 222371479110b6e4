import { promisify } from "node:util";
import { gunzip, gzip } from "node:zlib";
import { joinBytes, splitBytes } from "../../tables/split-bytes.ts";

const compress = promisify(gzip);
const decompress = promisify(gunzip);

/** A value as compressed JSON, spread over as many properties of a row as it needs. */
export const packJson = async (name: string, value: unknown): Promise<Readonly<Record<string, Buffer>>> =>
  splitBytes(name, await compress(JSON.stringify(value), { level: 4 }));

/** What `packJson` spread over the properties of a row; undefined when there is nothing of that name, or it cannot be read. */
export async function unpackJson(name: string, row: Readonly<Record<string, unknown>>): Promise<unknown> {
  try {
    return JSON.parse((await decompress(joinBytes(name, row))).toString("utf8"));
  } catch {
    return undefined;
  }
}

import { readFile } from "node:fs/promises";
import { InputError } from "../terminal/input-error.ts";

/** A member `location` of a call. */
export type Location = {
  readonly geo?: { readonly lat: number; readonly lon: number };
  readonly pidf?: string;
  readonly [member: string]: unknown;
};

const coordinates = /^\s*([+-]?\d+(?:\.\d+)?)\s*,\s*([+-]?\d+(?:\.\d+)?)\s*$/;

/**
 * Reads where a caller is: `latitude,longitude` in degrees (WGS 84), the member `location` as JSON, or a file with a PIDF-LO. What is in
 * it the server judges. Throws an InputError for none of them.
 */
export async function readLocation(text: string): Promise<Location> {
  const [, lat, lon] = coordinates.exec(text) ?? [];
  if (lat !== undefined && lon !== undefined) return { geo: { lat: Number(lat), lon: Number(lon) } };
  if (text.trimStart().startsWith("{")) return readJson(text);
  const pidf = await readFile(text, "utf8").catch(() => null);
  if (pidf === null)
    throw new InputError(`--location: there is no file ${text}, nor is that latitude,longitude or JSON`);
  return { pidf };
}

function readJson(text: string): Location {
  try {
    const value: object = JSON.parse(text);
    return { ...value };
  } catch {
    throw new InputError('--location is no JSON, such as {"civic":{"country":"FR","A3":"Lyon"}}');
  }
}

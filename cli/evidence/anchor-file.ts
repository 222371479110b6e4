import { readFile } from "node:fs/promises";
import { isObject } from "../api/api-client.ts";
import { cannotRead } from "../terminal/file-failed.ts";
import { InputError } from "../terminal/input-error.ts";
import { replaceFile } from "../terminal/replace-file.ts";

/** The last event of a chain in a window, as it was verified. */
export type AnchoredChain = {
  readonly chainId: string;
  readonly firstSequence: number;
  readonly previousHash: string | null;
  readonly lastSequence: number;
  readonly lastHash: string;
};

export type AnchoredWindow = {
  readonly from: string;
  readonly to: string;
  readonly anchoredAt: string;
  readonly chains: readonly AnchoredChain[];
};

/** What is kept outside of the router: the ends of all chains, window after window. */
export type Anchor = {
  readonly format: "ecr-anchor-1";
  readonly server: string;
  readonly windows: readonly AnchoredWindow[];
};

/** Null where there is no file yet. Throws an InputError for a file that is no anchor, or cannot be read. */
export async function readAnchor(path: string): Promise<Anchor | null> {
  const text = await readFile(path, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return null;
    throw cannotRead(path, error);
  });
  if (text === null) return null;
  const value = parse(text);
  if (isAnchor(value)) return value;
  throw new InputError(
    `${path} is no anchor that ecr wrote; name another file, or bring this one back from its backup`,
  );
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

const has = (value: unknown, name: string, type: string): boolean =>
  isObject(value) && typeof Reflect.get(value, name) === type;

function isAnchor(value: unknown): value is Anchor {
  if (!isObject(value) || Reflect.get(value, "format") !== "ecr-anchor-1" || !has(value, "server", "string"))
    return false;
  const windows: unknown = Reflect.get(value, "windows");
  return Array.isArray(windows) && windows.every(isWindow);
}

function isWindow(value: unknown): boolean {
  if (!isObject(value) || !["from", "to", "anchoredAt"].every((name) => has(value, name, "string"))) return false;
  const chains: unknown = Reflect.get(value, "chains");
  return Array.isArray(chains) && chains.every(isChain);
}

const isChain = (value: unknown): boolean =>
  ["chainId", "lastHash"].every((name) => has(value, name, "string")) &&
  ["firstSequence", "lastSequence"].every((name) => has(value, name, "number"));

export const writeAnchor = (path: string, anchor: Anchor): Promise<void> =>
  replaceFile(path, `${JSON.stringify(anchor, null, 2)}\n`);

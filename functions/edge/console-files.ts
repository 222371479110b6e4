import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";

/** The encodings that the build makes, the smallest first. */
const encodings = [
  { encoding: "br", ending: ".br" },
  { encoding: "gzip", ending: ".gz" },
] as const;

export type ConsoleFile = {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** How the bytes are encoded; null for the file as it is. */
  readonly encoding: "br" | "gzip" | null;
  /** Names these bytes. */
  readonly etag: string;
};

/** The files of the console: `read` resolves to null where there is none of that name. Each is read once. */
export type ConsoleFiles = {
  readonly read: (name: string, acceptEncoding: string) => Promise<ConsoleFile | null>;
};

/** Where the build puts them: beside the folder of this chunk, or for the sources in `dist`. */
const directories = ["../console/", "../../dist/package/console/"].map((path) => new URL(path, import.meta.url));

/** Lists the files once. Only a name of this list is ever opened, so no path leads elsewhere. */
export async function openConsoleFiles(): Promise<ConsoleFiles> {
  for (const directory of directories) {
    const names = await readdir(directory).catch((): string[] => []);
    if (names.includes("index.html")) return filesIn(fileURLToPath(directory), new Set(names));
  }
  return filesIn("", new Set());
}

export function filesIn(directory: string, names: ReadonlySet<string>): ConsoleFiles {
  const held = new Map<string, Promise<ConsoleFile>>();
  const load = async (name: string, ending: string, encoding: ConsoleFile["encoding"]): Promise<ConsoleFile> => {
    const bytes = await readFile(`${directory}${name}${ending}`);
    return { name, bytes, encoding, etag: `"${createHash("sha256").update(bytes).digest("base64url")}"` };
  };
  return {
    read: async (name, acceptEncoding) => {
      // A compressed file has no name of its own: it is an encoding of another.
      if (!names.has(name) || /\.(?:br|gz)$/.test(name)) return null;
      const wanted = encodings.find(
        ({ encoding, ending }) => accepts(acceptEncoding, encoding) && names.has(`${name}${ending}`),
      );
      const { ending, encoding } = wanted ?? { ending: "", encoding: null };
      const loading = held.get(`${name}${ending}`) ?? load(name, ending, encoding);
      held.set(`${name}${ending}`, loading);
      // A file that could not be read is tried again by the next request.
      loading.catch(() => held.delete(`${name}${ending}`));
      return loading;
    },
  };
}

/** RFC 9110, 12.5.3. A wildcard counts as no wish: the file as it is suits everybody. */
const accepts = (acceptEncoding: string, encoding: string): boolean =>
  acceptEncoding
    .split(",")
    .map((part) =>
      part
        .trim()
        .toLowerCase()
        .split(/\s*;\s*/),
    )
    .some(([name, quality]) => name === encoding && !/^q=0(?:\.0*)?$/.test(quality ?? ""));

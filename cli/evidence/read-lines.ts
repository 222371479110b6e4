import { createReadStream } from "node:fs";
import { cannotRead } from "../terminal/file-failed.ts";

/**
 * The lines of a file as NDJSON has them: `node:readline` would also end one at U+2028, which JSON leaves within texts. Throws an
 * InputError where it cannot be read.
 */
export async function* readLines(file: string): AsyncGenerator<string> {
  let rest = "";
  for await (const piece of piecesOf(file)) {
    const lines = (rest + piece).split("\n");
    rest = lines.pop() ?? "";
    yield* lines;
  }
  if (rest !== "") yield rest;
}

async function* piecesOf(file: string): AsyncGenerator<string> {
  const stream: AsyncIterable<string> = createReadStream(file, "utf8");
  try {
    yield* stream;
  } catch (error) {
    throw cannotRead(file, error);
  }
}

import { createReadStream } from "node:fs";

/** The lines of a file as NDJSON has them: `node:readline` would also end one at U+2028, which JSON leaves within texts. */
export async function* readLines(file: string): AsyncGenerator<string> {
  const stream: AsyncIterable<string> = createReadStream(file, "utf8");
  let rest = "";
  for await (const piece of stream) {
    const lines = (rest + piece).split("\n");
    rest = lines.pop() ?? "";
    yield* lines;
  }
  if (rest !== "") yield rest;
}

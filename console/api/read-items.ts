import { api } from "./client.ts";

/** For so long at most the page does nothing else: a frame of it stays whole. */
const sliceMs = 8;
const pieceLength = 65_536;

type Reading<Row> = {
  readonly kind: "number";
  /** What the page needs of an item; the rest of it is not held. */
  readonly rowOf: (item: unknown) => Row;
  /** Called with all rows so far, again and again; the same list grows. */
  readonly onRows: (rows: readonly Row[]) => void;
  readonly isWanted: () => boolean;
};

/**
 * Reads all items of a kind, a hundred thousand or more, piece by piece: parsed at once they would stop the page for some 200 ms.
 * Resolves to whether the answer came to its end.
 */
export async function readItems<Row>({ kind, rowOf, onRows, isWanted }: Reading<Row>): Promise<boolean> {
  try {
    const { data } = await api.GET("/v1/config/items", { params: { query: { kind } }, parseAs: "stream" });
    if (!data) return false;
    const take = makeItemReader();
    const rows: Row[] = [];
    let restedMs = performance.now();
    for await (const piece of piecesOf(data)) {
      for (const item of take(piece)) rows.push(rowOf(item));
      if (performance.now() - restedMs < sliceMs) continue;
      onRows(rows);
      await new Promise((resolve) => setTimeout(resolve));
      if (!isWanted()) return false;
      restedMs = performance.now();
    }
    onRows(rows);
    return true;
  } catch {
    return false;
  }
}

async function* piecesOf(body: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  const [reader, decoder] = [body.getReader(), new TextDecoder()];
  for (let read = await reader.read(); !read.done; read = await reader.read()) {
    const text = decoder.decode(read.value, { stream: true });
    for (let from = 0; from < text.length; from += pieceLength) yield text.slice(from, from + pieceLength);
  }
}

/** How deep an item stands in `{"version": 1, "items": [{…}, {…}]}`. */
const itemDepth = 3;

/** Takes such an answer in pieces of any length, and gives with each the items that have come to their end. */
export function makeItemReader(): (piece: string) => readonly unknown[] {
  let [rest, depth, inText, isEscaped] = ["", 0, false, false];
  let [at, from] = [0, 0];
  return (piece) => {
    rest += piece;
    const items: unknown[] = [];
    for (; at < rest.length; at++) {
      const sign = rest[at];
      if (isEscaped) isEscaped = false;
      else if (inText) {
        if (sign === "\\") isEscaped = true;
        else if (sign === '"') inText = false;
      } else if (sign === '"') inText = true;
      else if (sign === "{" || sign === "[") {
        depth += 1;
        if (depth === itemDepth) from = at;
      } else if (sign === "}" || sign === "]") {
        if (depth === itemDepth) items.push(JSON.parse(rest.slice(from, at + 1)));
        depth -= 1;
      }
    }
    const kept = depth >= itemDepth ? from : at;
    [rest, at, from] = [rest.slice(kept), at - kept, 0];
    return items;
  };
}

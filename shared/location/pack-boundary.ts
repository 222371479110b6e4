import { pace } from "../pace.ts";
import type { PlainPolygon } from "./make-boundary.ts";

/** A row of a table holds so much of it. A property holds 32,768 characters. */
const charactersARow = 24_000;
const bytesARow = (charactersARow / 4) * 3;
/** A row more than an import can make. */
const bytesAtMost = 64 * 1024 * 1024;

/**
 * Polygons as rows of a table: `000001`, `000002`, … Each row has a piece, in Base64, of one stream of bytes: for each polygon the
 * length of its area's name, the name in UTF-8, how many rings, and for each ring how many corners and the way from each corner to the
 * next. Numbers are written seven bits a byte, the lowest first, those that can be negative in zigzag. Paced.
 */
export async function packBoundary(
  polygons: Iterable<PlainPolygon>,
): Promise<readonly { readonly key: string; readonly value: string }[]> {
  const stream = makeStream();
  for (const { area, rings } of polygons) {
    const name = Buffer.from(area);
    stream.number(name.length);
    for (const byte of name) stream.byte(byte);
    stream.number(rings.length);
    for (const xy of rings) await packRing(stream, xy);
    if (pace.isDue()) await pace.rest();
  }
  const rows: { readonly key: string; readonly value: string }[] = [];
  for (const bytes of stream.rows()) {
    rows.push({ key: String(rows.length + 1).padStart(6, "0"), value: bytes.toString("base64") });
    if (pace.isDue()) await pace.rest();
  }
  return rows;
}

const cornersAtOnce = 4_096;

async function packRing(stream: Stream, xy: Int32Array): Promise<void> {
  stream.number(xy.length / 2);
  let [x, y] = [0, 0];
  for (let i = 0; i < xy.length; i += 2) {
    const [nextX, nextY] = [xy[i] ?? 0, xy[i + 1] ?? 0];
    stream.number(zigzag(nextX - x));
    stream.number(zigzag(nextY - y));
    [x, y] = [nextX, nextY];
    if (i % cornersAtOnce === 0 && pace.isDue()) await pace.rest();
  }
}

/** 0, -1, 1, -2, … as 0, 1, 2, 3, … Differences of two coordinates need 33 bits. */
const zigzag = (value: number): number => (value < 0 ? -2 * value - 1 : 2 * value);
const unzigzag = (value: number): number => (value % 2 === 1 ? -(value + 1) / 2 : value / 2);

type Stream = {
  readonly byte: (value: number) => void;
  readonly number: (value: number) => void;
  readonly rows: () => readonly Buffer[];
};

function makeStream(): Stream {
  const full: Buffer[] = [];
  let row = Buffer.alloc(bytesARow);
  let at = 0;
  const byte = (value: number): void => {
    if (at === bytesARow) {
      full.push(row);
      row = Buffer.alloc(bytesARow);
      at = 0;
    }
    row[at++] = value;
  };
  return {
    byte,
    number: (value) => {
      let left = value;
      for (; left > 127; left = Math.floor(left / 128)) byte((left % 128) | 128);
      byte(left);
    },
    rows: () => (at === 0 ? full : [...full, row.subarray(0, at)]),
  };
}

/** The polygons that `packBoundary` packed; null where the rows are none of its making. Paced. */
export async function unpackBoundary(rows: ReadonlyMap<string, string>): Promise<readonly PlainPolygon[] | null> {
  const source = makeSource(await bytesOf(rows));
  const polygons: PlainPolygon[] = [];
  while (!source.isAtEnd()) {
    const area = source.text(source.number());
    const count = source.number();
    const rings: Int32Array[] = [];
    for (let ring = 0; ring < count && !source.isBroken(); ring++) rings.push(await unpackRing(source));
    if (source.isBroken()) return null;
    polygons.push({ area, rings });
    if (pace.isDue()) await pace.rest();
  }
  return source.isBroken() ? null : polygons;
}

/** All rows after each other. Put together row by row: to copy them in one go takes as long as calls should not wait. */
async function bytesOf(rows: ReadonlyMap<string, string>): Promise<Buffer> {
  let length = 0;
  for (const row of rows.values()) length += Buffer.byteLength(row, "base64");
  const bytes = Buffer.allocUnsafeSlow(length);
  let used = 0;
  for (const key of [...rows.keys()].sort()) {
    used += bytes.write(rows.get(key) ?? "", used, "base64");
    if (pace.isDue()) await pace.rest();
  }
  return bytes.subarray(0, used);
}

async function unpackRing(source: Source): Promise<Int32Array> {
  const corners = source.count();
  const xy = new Int32Array(2 * corners);
  let [x, y] = [0, 0];
  for (let i = 0; i < xy.length; i += 2) {
    xy[i] = x += unzigzag(source.number());
    xy[i + 1] = y += unzigzag(source.number());
    if (i % cornersAtOnce === 0 && pace.isDue()) await pace.rest();
  }
  return xy;
}

type Source = {
  readonly number: () => number;
  /** A number of corners: not more than there can be in the bytes that are left. */
  readonly count: () => number;
  readonly text: (length: number) => string;
  readonly isAtEnd: () => boolean;
  /** Whether something was read that is not there. */
  readonly isBroken: () => boolean;
};

function makeSource(bytes: Buffer): Source {
  let at = 0;
  let broken = bytes.length > bytesAtMost;
  const number = (): number => {
    let value = 0;
    for (let factor = 1; factor <= 2 ** 35; factor *= 128) {
      const byte = bytes[at++];
      if (byte === undefined) break;
      value += (byte & 127) * factor;
      if (byte < 128) return value;
    }
    broken = true;
    return 0;
  };
  return {
    number,
    count: () => {
      const wanted = number();
      if (wanted * 2 <= bytes.length - at) return wanted;
      broken = true;
      return 0;
    },
    text: (length) => {
      const from = at;
      at += length;
      if (at > bytes.length) broken = true;
      return bytes.toString("utf8", from, at);
    },
    isAtEnd: () => broken || at >= bytes.length,
    isBroken: () => broken,
  };
}

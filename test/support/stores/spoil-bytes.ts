import type { Random } from "../../../bench/traffic/random.ts";

/** What may come over a bad wire instead of a piece: flipped bits, bytes of no meaning, frames that cannot be, more after them. */
export function spoilBytes(random: Random, piece: Buffer): readonly Buffer[] {
  const flipped = Buffer.from(piece);
  for (let flips = 1 + random.below(4); flips > 0; flips -= 1) {
    const at = random.below(flipped.length);
    flipped[at] = (flipped[at] ?? 0) ^ (1 << random.below(8));
  }
  const cut = random.below(piece.length);
  const garbage = Buffer.from(Array.from({ length: 1 + random.below(64) }, () => random.below(256)));
  return random.pick([
    [flipped],
    [flipped, piece],
    [garbage],
    [garbage, piece, garbage],
    [piece.subarray(0, cut), garbage, piece.subarray(cut)],
    [piece, shortFrame, piece],
    [piece, unknownFrame, piece],
    [piece, endlessFrame, piece],
    [piece, hugeArray, piece],
  ]);
}

const shortFrame = Buffer.from([0, 0, 0, 3, 2]);
const unknownFrame = Buffer.from([0, 0, 0, 8, 2, 9, 0, 0]);
const endlessFrame = Buffer.from([255, 255, 255, 255, 2, 0, 0, 0]);
/** An open (2.7.1) whose list holds an array of 2^32-1 times "true" in no bytes. */
const hugeArray = Buffer.from([
  ...[0, 0, 0, 29, 2, 0, 0, 0, 0x00, 0x53, 0x10, 0xc0, 16, 1],
  ...[0xf0, 0, 0, 0, 5, 255, 255, 255, 255, 0x41, 0, 0, 0, 0, 0],
]);

import * as fc from "fast-check";

/** A text with a few things wrong with it: pieces cut out, doubled, moved, or written over. */
export const spoilt = (text: string): fc.Arbitrary<string> =>
  fc
    .array(
      fc.record({
        at: fc.nat({ max: text.length }),
        length: fc.nat({ max: 40 }),
        put: fc.oneof(
          fc.string({ unit: "binary", maxLength: 8 }),
          fc.constantFrom("", "<", "&", '"', "\0", "--", "\r\n", "NaN", "1e999"),
        ),
        isDoubled: fc.boolean(),
      }),
      { maxLength: 4 },
    )
    .map((faults) =>
      faults.reduce(
        (spoiling, { at, length, put, isDoubled }) =>
          `${spoiling.slice(0, at)}${put}${isDoubled ? spoiling.slice(at, at + 2 * length) : ""}${spoiling.slice(at + length)}`,
        text,
      ),
    );

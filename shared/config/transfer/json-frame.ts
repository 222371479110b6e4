import * as z from "zod";

/** What is left of JSON without the objects that were cut out of it, while that goes on. */
export type JsonFrame = {
  readonly text: (text: string) => void;
  /** Puts down the place of the next element. True where it joined the place of the one before. */
  readonly place: (index: number) => boolean;
  readonly length: () => number;
  readonly whole: () => string;
};

/** JSON's own white space alone (RFC 8259, 2). */
const justComma = /^[ \t\n\r]*,[ \t\n\r]*$/;

/** A list of nothing but elements has one place for all of them: the frame of any good file is short. */
export function makeFrame(): JsonFrame {
  let before = "";
  /** The elements of the last place, and what came after it. */
  let run: readonly [first: number, count: number] | null = null;
  let after = "";
  const whole = (): string => `${before}${run === null ? "" : JSON.stringify({ "": run })}${after}`;
  return {
    text: (text) => {
      after += text;
    },
    place: (index) => {
      const isJoined = run !== null && justComma.test(after);
      if (run !== null && isJoined) run = [run[0], run[1] + 1];
      else {
        before = whole();
        run = [index, 1];
      }
      after = "";
      return isJoined;
    },
    length: () => before.length + after.length,
    whole,
  };
}

const placeSchema = z.strictObject({ "": z.tuple([z.int().min(0), z.int().min(1)]) });

/** The elements that belong into a place of the frame; null for a value that is none. */
export function elementsIn<Element>(value: unknown, elements: readonly Element[]): readonly Element[] | null {
  const place = placeSchema.safeParse(value).data;
  if (place === undefined) return null;
  const [first, count] = place[""];
  return elements.slice(first, first + count);
}

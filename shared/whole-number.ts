import * as z from "zod";

/** A number in a query, written with digits alone: `Number` also takes "1e2", "0x10" and blanks. */
export const wholeNumber = (least: number, most: number) =>
  z.preprocess(
    (text) => (typeof text === "string" && /^[0-9]{1,15}$/.test(text) ? Number(text) : text),
    z.int().min(least).max(most),
  );

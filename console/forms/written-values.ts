import { isObject, type Json, textOf } from "./json-schema.ts";

/** What is no number stays as it was typed: the app says what is wrong with it. */
export const numberOf = (text: string): Json =>
  text === "" ? undefined : /^-?\d{1,15}$/.test(text) ? Number(text) : text;

/** Parts between spaces or commas. */
export const listOf = (text: string, isNumeric: boolean): Json =>
  text
    .split(/[\s,]+/)
    .filter((each) => each !== "")
    .map((each) => (isNumeric ? numberOf(each) : each));

/** A name and its text a line: `Priority: emergency`. */
export const linesOf = (value: Json): string =>
  isObject(value)
    ? Object.entries(value)
        .map(([name, each]) => `${name}: ${textOf(each)}`)
        .join("\n")
    : "";

/** The same read back. A line without a colon is a name without a text. */
export const mapOf = (text: string): Json =>
  Object.fromEntries(
    text
      .split("\n")
      .filter((line) => line.trim() !== "")
      .map((line) => [line.replace(/:.*$/s, "").trim(), line.includes(":") ? line.replace(/^[^:]*:\s*/, "") : ""]),
  );

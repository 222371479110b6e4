/** The columns of a row by which people and queries find it. The event itself stands whole beside them. */
export type TrailColumns = Readonly<Record<string, string | number | boolean>>;

const columnUnits = 1_000;

/** Free text for a column: cut to 1,000 characters, without control characters. The event keeps the text as it was. */
export function columnText(text: string): string {
  const short = text.length > columnUnits ? text.slice(0, columnUnits) : text;
  return unusual.test(short) ? short.replace(/\p{Cc}|\p{Surrogate}/gu, "\ufffd") : short;
}

/** Control characters, and surrogates with or without their other half. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const unusual = /[\u0000-\u001f\u007f-\u009f\ud800-\udfff]/;

/** A plain number is a 32-bit one in Table Storage; a larger one is kept as text. */
export const countColumn = (count: number): number | string => (count <= 0x7fff_ffff ? count : String(count));

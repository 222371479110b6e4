import { leadingCallingCode } from "../catalogue/calling-codes.ts";

/**
 * What is left of a dial string without keys of a telephone system, in front and behind, whatever stands upon what (`9*67911#`), and
 * without a calling code that was put in front twice, or that stands in front of such keys or among them.
 */
export function behindKeys(text: string): readonly string[] {
  if (!text.startsWith("+")) return behindDigits(text);
  const digits = text.slice(1);
  const callingCode = leadingCallingCode(digits);
  const behindPlus = behindDigits(digits);
  if (callingCode === null) return behindPlus;
  const local = digits.slice(callingCode.length);
  const twice = local.startsWith(callingCode) ? local.slice(callingCode.length) : "";
  const rests = [...behindPlus, ...behindDigits(local), twice, ...behindDigits(twice)];
  return [...new Set(rests)].filter((rest) => rest !== "");
}

function behindDigits(text: string): readonly string[] {
  const rests = new Set([text]);
  // A set gives what is added to it meanwhile too. Each rest is a part of the text: there are few, of a text that may be a number.
  for (const rest of rests) for (const shorter of withoutOneKey(rest)) if (shorter !== "") rests.add(shorter);
  rests.delete(text);
  return [...rests];
}

const withoutOneKey = (text: string): readonly string[] => [
  ...keysInFront.map((key) => text.replace(key, "")),
  text.replace(/[*#]+$/, ""),
];

/**
 * The outside line (9, or zeros, of which some systems want two), and stars and hashes, with or without the digits of a code, such
 * as the one that withholds the caller's number (`#31#112`, `*67911`).
 */
const keysInFront = [/^9/, /^0+/, /^[*#]+/, /^[*#]+[0-9]{2}[*#]?/, /^[*#]+[0-9]{1,4}[*#]+/];

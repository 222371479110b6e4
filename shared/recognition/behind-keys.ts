import { leadingCallingCode } from "../catalogue/calling-codes.ts";

/**
 * What is left of a dial string without keys of a telephone system, in front and behind, whatever stands upon what (`9*67911#`), and
 * without a calling code that was put in front twice.
 */
export function behindKeys(text: string): readonly string[] {
  const rests = new Set([text]);
  // A set gives what is added to it meanwhile too. Each rest is a part of the text: there are few, of a text that may be a number.
  for (const rest of rests) for (const shorter of withoutOneKey(rest)) if (shorter !== "") rests.add(shorter);
  rests.delete(text);
  return [...rests];
}

function withoutOneKey(text: string): readonly string[] {
  const inFront = text.startsWith("+")
    ? behindCodeTwice(text.slice(1))
    : keysInFront.flatMap((key) => behind(key, text));
  return [...inFront, text.replace(/[*#]+$/, "")];
}

/**
 * The outside line, also behind an international prefix that means it, and stars and hashes, with or without the digits of a code, such
 * as the one that withholds the caller's number (`#31#112`, `*67911`).
 */
const keysInFront = [/^9/, /^00/, /^0+(?=[*#])/, /^[*#]+/, /^[*#]+[0-9]{2}[*#]?/];

function behind(key: RegExp, text: string): readonly string[] {
  const rest = text.replace(key, "");
  return rest === text ? [] : [rest];
}

function behindCodeTwice(digits: string): readonly string[] {
  const callingCode = leadingCallingCode(digits);
  return callingCode !== null && digits.startsWith(callingCode.repeat(2)) ? [digits.slice(2 * callingCode.length)] : [];
}

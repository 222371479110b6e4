import { foldCharacters } from "./fold-characters.ts";
import { decoded, withoutDisplayName } from "./parse-address.ts";

const longest = 256;

/**
 * The numbers that a text which names nobody may have been, where what stands around the digits has no other meaning: a pause (`112,`),
 * an extension (`112x5`), quotes (`"112"`), one plus too many (`++44999`), a scheme that is not read (`callto:112`), escapes of escapes
 * (`%252B44999`), a port, which makes a host of them (`sip:112:5060`), strange separators (`+44|999`), or a broken escape
 * (`sip:+44999%2@h`). None in names of hosts and users.
 */
export function hiddenNumbers(received: string): readonly string[] {
  const address = beforeHost(withoutDisplayName(withoutQuotes(foldCharacters(received))));
  if (address.length > longest) return [];
  const user = beforeHost(decoded(decoded(address))).replace(/[\s()-]/g, "");
  // An escape that is no text, or is broken off, stands for nothing, or for a separator.
  return [...new Set([user.replace(/%[0-9a-z]{0,2}/gi, ""), user].flatMap(numbersIn))];
}

/** The number in the middle, all digits without what is between them, and those that are distinct by their plus. */
function numbersIn(user: string): readonly string[] {
  const enclosed = hidden.exec(user)?.[1];
  const inFront = withoutScheme.exec(user)?.[1] ?? "";
  const joined = apart.test(inFront) ? [`${inFront.includes("+") ? "+" : ""}${inFront.replace(/[^0-9]/g, "")}`] : [];
  const numbers = inFront.split(/(?=\+)/).filter((number) => oneOfSeveral.test(number));
  return [...(enclosed === undefined ? [] : [enclosed]), ...joined, ...numbers];
}

const scheme = /(?:(?:callto|dial|facetime(?:-audio)?|h323|phone|sips?|skype|tel|telprompt|voip):\/*)?/;
const meaningless = /[^\p{L}\p{N}.:+]*/u;
const portOrMore = /(?::[0-9]+(?:[;?>].*)?|[,pw][,pw0-9*#]*|(?:x|ext(?:ension)?\.?):?[0-9]+|[;?].*)?/;
const hidden = new RegExp(
  `^${scheme.source}${meaningless.source}(?:[0+]+(?=\\+))?(\\+?[0-9*#]{2,16})${portOrMore.source}${meaningless.source}$`,
  "iu",
);

const withoutScheme = /^(?:tel:|sips?:)?(.*)$/is;

/** Digits and characters without a meaning. Only behind a plus can these be a dot or a colon: otherwise it may be a host. */
const apart = /^(?:(?:[0-9]|[^\p{L}\p{N}.:;*#@]){3,24}|\+(?:[0-9]|[^\p{L}\p{N};*#@]){2,24})$/u;

const oneOfSeveral = /^\+[0-9]{3,16}$/;

const withoutQuotes = (text: string): string => /^\s*"([^"]*)"\s*$/.exec(text)?.[1] ?? text;

const beforeHost = (text: string): string => text.split("@", 1)[0] ?? "";

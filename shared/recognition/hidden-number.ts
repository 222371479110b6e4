import { foldCharacters } from "./fold-characters.ts";
import { decoded, withoutDisplayName } from "./parse-address.ts";

const longest = 256;

/**
 * The numbers that a text which names nobody may have been, where what stands around the digits has no other meaning: a pause (`112,`),
 * quotes (`"112"`), one plus too many (`++44999`), a scheme that is not read (`callto:112`), escapes of escapes (`%252B44999`), a port,
 * which makes a host of them (`sip:112:5060`), or strange separators (`+44|999`). None in names of hosts and users.
 */
export function hiddenNumbers(received: string): readonly string[] {
  const address = beforeHost(withoutDisplayName(withoutQuotes(foldCharacters(received))));
  if (address.length > longest) return [];
  const user = beforeHost(decoded(decoded(address))).replace(/%[0-9a-f]{2}|[\s()-]/gi, "");
  const enclosed = hidden.exec(user)?.[1];
  if (enclosed !== undefined) return [enclosed];
  return apart.test(user) ? [`${user.includes("+") ? "+" : ""}${user.replace(/[^0-9]/g, "")}`] : [];
}

const scheme = /(?:(?:callto|dial|h323|phone|sips?|tel):\/*)?/;
const meaningless = /[^\p{L}\p{N}.:+]*/u;
const portOrPause = /(?::[0-9]+(?:[;?>].*)?|[,pw][,pw0-9*#]*)?/;
const hidden = new RegExp(
  `^${scheme.source}${meaningless.source}(?:[0+]+(?=\\+))?(\\+?[0-9*#]{2,16})${portOrPause.source}${meaningless.source}$`,
  "iu",
);

/** Digits and characters without a meaning, and no list of numbers. */
const apart = /^(?:tel:|sips?:)?[0-9+_|=&'"!$^]{3,24}$/i;

const withoutQuotes = (text: string): string => /^\s*"([^"]*)"\s*$/.exec(text)?.[1] ?? text;

const beforeHost = (text: string): string => text.split("@", 1)[0] ?? "";

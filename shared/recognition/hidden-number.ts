import { foldCharacters } from "./fold-characters.ts";
import { decoded, withoutDisplayName } from "./parse-address.ts";

const longest = 256;

/**
 * The digits of a text that names nobody, where what stands around them has no other meaning: a pause (`112,`), quotes (`"112"`),
 * one plus too many (`++44999`), a scheme that is not read (`callto:112`), escapes of escapes (`%252B44999`), or a port, which makes
 * a host of them (`sip:112:5060`). Null for anything else, so for names of hosts and users.
 */
export function hiddenNumber(received: string): string | null {
  const address = beforeHost(withoutDisplayName(withoutQuotes(foldCharacters(received))));
  if (address.length > longest) return null;
  const user = beforeHost(decoded(decoded(address)));
  return hidden.exec(user.replace(/%[0-9a-f]{2}|[\s()-]/gi, ""))?.[1] ?? null;
}

const scheme = /(?:(?:callto|dial|h323|phone|sips?|tel):\/*)?/;
const meaningless = /[^\p{L}\p{N}.:+]*/u;
const portOrPause = /(?::[0-9]+(?:[;?>].*)?|[,pw][,pw0-9*#]*)?/;
const hidden = new RegExp(
  `^${scheme.source}${meaningless.source}(?:[0+]+(?=\\+))?(\\+?[0-9*#]{2,16})${portOrPause.source}${meaningless.source}$`,
  "iu",
);

const withoutQuotes = (text: string): string => /^\s*"([^"]*)"\s*$/.exec(text)?.[1] ?? text;

const beforeHost = (text: string): string => text.split("@", 1)[0] ?? "";

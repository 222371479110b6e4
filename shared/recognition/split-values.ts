import { foldCharacters } from "./fold-characters.ts";

/** The values of a header field, split at commas outside of quotes and angle brackets. Of more than `atMost`, the last is the rest. */
export function splitValues(text: string, atMost = Number.POSITIVE_INFINITY): readonly string[] {
  const values: string[] = [];
  let start = 0;
  let isQuoted = false;
  let isInBrackets = false;
  for (let i = 0; i < text.length && values.length < atMost - 1; i++) {
    const character = text[i];
    if (isQuoted && character === "\\") i++;
    else if (character === '"') isQuoted = !isQuoted;
    else if (!isQuoted && (character === "<" || character === ">")) isInBrackets = character === "<";
    else if (character === "," && !isQuoted && !isInBrackets) {
      values.push(text.slice(start, i));
      start = i + 1;
    }
  }
  return [...values, text.slice(start)];
}

/** The addresses in a called party, as received: several in a list such as `<sip:alice@h>, <tel:+44999>`, else the whole text. */
export function addressesIn(received: string): readonly string[] {
  const text = foldCharacters(received);
  if (!text.includes(",")) return [received];
  const values = splitValues(text, valuesAtMost).filter((value) => isWhole.test(value));
  return values.length > 1 ? values : [received];
}

/** Far more than anybody needs: a longer list is written to take time. */
const valuesAtMost = 64;

/**
 * What is an address beyond doubt: elsewhere a comma is a pause, or stands in a display name without quotes (`Doe, Jane <sip:…>`).
 * Spaces are read in one way only: in two ways, a long run of them takes seconds.
 */
const isWhole = /^(?:\s*(?:\+[0-9]|(?:sips?|tel|urn):)|[^<]*<)/i;

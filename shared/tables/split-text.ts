/** A string property holds at most 64 KiB in UTF-16, so 32,768 units; a little less leaves room for whole characters. */
const unitsPerProperty = 32_000;

/** Spreads a long text over as many properties as it needs: `name0`, `name1`, ... No character is cut in half. */
export function splitText(name: string, text: string): Record<string, string> {
  const properties: Record<string, string> = {};
  let start = 0;
  for (let part = 0; part === 0 || start < text.length; part++) {
    const end = wholeCharacters(text, start + unitsPerProperty);
    properties[`${name}${part}`] = text.slice(start, end);
    start = end;
  }
  return properties;
}

/** Puts together what `splitText` spread over the properties of an entity; null when there is nothing of that name. */
export function joinText(name: string, properties: Readonly<Record<string, unknown>>): string | null {
  const parts: string[] = [];
  for (;;) {
    const part = properties[`${name}${parts.length}`];
    if (typeof part !== "string") break;
    parts.push(part);
  }
  return parts.length === 0 ? null : parts.join("");
}

/** Moves an index that parts the two units of one character behind both. */
const wholeCharacters = (text: string, index: number): number =>
  /[\ud800-\udbff]/.test(text.charAt(index - 1)) ? index + 1 : index;

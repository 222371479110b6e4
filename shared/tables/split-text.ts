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

/** Moves an index that parts the two units of one character behind both. */
const wholeCharacters = (text: string, index: number): number =>
  /[\ud800-\udbff]/.test(text.charAt(index - 1)) ? index + 1 : index;

/** A string property holds at most 64 KiB in UTF-16, so 32,768 units; a little less leaves room for whole characters. */
const unitsPerProperty = 32_000;

/** Spreads a long text over as many properties as it needs: `name0`, `name1`, ... */
export function splitText(name: string, text: string): Record<string, string> {
  const properties: Record<string, string> = {};
  for (let i = 0; i === 0 || i * unitsPerProperty < text.length; i++)
    properties[`${name}${i}`] = text.slice(i * unitsPerProperty, (i + 1) * unitsPerProperty);
  return properties;
}

/** A binary property holds at most 64 KiB. */
const bytesPerProperty = 64 * 1024;

/**
 * Spreads bytes over as many properties as they need: `name0`, `name1`, ... They are Buffers: of any other view the table
 * client (13.3.2) writes all the memory that lies under it.
 */
export function splitBytes(name: string, bytes: Uint8Array): Record<string, Buffer> {
  const whole = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const properties: Record<string, Buffer> = {};
  for (let part = 0; part === 0 || part * bytesPerProperty < whole.length; part++)
    properties[`${name}${part}`] = whole.subarray(part * bytesPerProperty, (part + 1) * bytesPerProperty);
  return properties;
}

/** Puts together what `splitBytes` spread over the properties of an entity; nothing where there is nothing of that name. */
export function joinBytes(name: string, properties: Readonly<Record<string, unknown>>): Uint8Array {
  const parts: Uint8Array[] = [];
  for (;;) {
    const part = properties[`${name}${parts.length}`];
    if (!(part instanceof Uint8Array)) break;
    parts.push(part);
  }
  return parts.length === 1 && parts[0] !== undefined ? parts[0] : Buffer.concat(parts);
}

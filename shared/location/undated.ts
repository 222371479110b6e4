/** `location` as a request may have it. */
type Given = Readonly<Record<string, unknown>>;

/**
 * A location as if it were found now: without the instants that it names. For a call that is judged again and again, and is meant as
 * one of that moment. What is encoded, such as base64, keeps its instants.
 */
export function undated({ timestamp: _, ...given }: Given): Given {
  const { pidf, body } = given;
  return {
    ...given,
    ...(typeof pidf === "string" ? { pidf: withoutInstants(pidf) } : {}),
    ...(typeof body === "string" ? { body: withoutInstants(body) } : {}),
  };
}

/** Elements `timestamp` of a PIDF-LO (RFC 3863, 4.1.7; RFC 4479, 3.7), with any prefix. */
const withoutInstants = (xml: string): string =>
  xml.replace(/<((?:[\w.-]{1,64}:)?timestamp)(?:\s[^<>]*)?>[^<]*<\/\1\s*>/g, "");

const dottedQuad = /^[0-9]{1,3}(?:\.[0-9]{1,3}){3}(?::[0-9]*)?$/;
const dotWithin = /[^.]\.[^.]/;
const port = /:[0-9]+$/;

/**
 * Whether text in which no "@" stands is a host, with or without port (RFC 3261, 25.1), and so names nobody. What begins with
 * "+" and what is digits alone can be no host: it is a number whose host got lost. Text without a scheme is a host only where
 * it looks like an IP address, as numbers are written with dots too; a `tel:` URI has no host (RFC 3966).
 */
export function isHostAlone(text: string, scheme: "tel" | "sip" | null): boolean {
  if (scheme === "tel") return false;
  const parameters = text.search(/[;?]/);
  // Some stacks write "sip://".
  const host = (parameters < 0 ? text : text.slice(0, parameters)).trim().replace(/^\/+/, "");
  if (host.startsWith("+") || host.includes("@")) return false;
  if (isIpv6(host)) return true;
  return scheme === null ? dottedQuad.test(host) : dotWithin.test(host) || port.test(host);
}

/** In brackets as it should be (RFC 3986, 3.2.2), or without as some stacks write it. An IPv4 address may be its end. */
const isIpv6 = (host: string): boolean =>
  host.startsWith("[")
    ? host.includes(":")
    : /^[0-9a-f:.]+$/i.test(host) && (host.includes("::") || host.split(":", 7).length === 7);

const dottedQuad = /^\/*[0-9]{1,3}(?:\.[0-9]{1,3}){3}(?::[0-9]*)?$/;
const port = /:[0-9]+$/;

/**
 * Whether text in which no "@" stands is a host, with or without port (RFC 3261, 25.1), and so names nobody. What begins with
 * "+" and what is digits alone can be no host: it is a number whose host got lost. Text without a scheme is a host only where
 * it looks like an IP address, as numbers are written with dots too; a `tel:` URI has no host (RFC 3966).
 */
export function isHostAlone(text: string, scheme: "tel" | "sip" | null): boolean {
  if (scheme === "tel") return false;
  const parameters = text.search(/[;?]/);
  const host = (parameters < 0 ? text : text.slice(0, parameters)).trim();
  if (host.startsWith("+") || host.includes("@")) return false;
  if (isIpv6(host)) return true;
  return scheme === null ? dottedQuad.test(host) : host.includes(".") || port.test(host);
}

/** In brackets as it should be, or without as some stacks write it. */
const isIpv6 = (host: string): boolean =>
  host.startsWith("[") ? host.includes(":") : host.indexOf(":") !== host.lastIndexOf(":");

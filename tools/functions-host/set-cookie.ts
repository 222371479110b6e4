import type { Cookie } from "./core-api.ts";

const sameSite = { none: undefined, lax: "lax", strict: "strict", explicitNone: "none" } as const;

/** A Set-Cookie header value in the order and spelling of the real host (ASP.NET Core), which defaults the path to "/". */
export function toSetCookie(cookie: Cookie): string {
  const site = sameSite[cookie.sameSite];
  const parts = [`${encodeURIComponent(cookie.name)}=${encodeURIComponent(cookie.value)}`];
  if (cookie.expires !== undefined)
    parts.push(`expires=${new Date(cookie.expires.value.seconds * 1000).toUTCString()}`);
  if (cookie.maxAge !== undefined) parts.push(`max-age=${Math.trunc(cookie.maxAge.value)}`);
  if (cookie.domain !== undefined) parts.push(`domain=${cookie.domain.value}`);
  parts.push(`path=${cookie.path?.value ?? "/"}`);
  if (cookie.secure?.value === true) parts.push("secure");
  if (site !== undefined) parts.push(`samesite=${site}`);
  if (cookie.httpOnly?.value === true) parts.push("httponly");
  return parts.join("; ");
}

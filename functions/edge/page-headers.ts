/**
 * Sent with every file of the console. It may load from its own origin alone, and run no script and no style that stands in the
 * page itself; no other page may show it in a frame or open it as its own. `signInOrigin` is the only other origin that it may
 * ask, for tokens; null where nobody signs in.
 */
export const pageHeaders = (signInOrigin: string | null) => ({
  "content-security-policy": contentSecurityPolicy(signInOrigin),
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
  "referrer-policy": "no-referrer",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "permissions-policy": "camera=(), geolocation=(), microphone=()",
});

const contentSecurityPolicy = (signInOrigin: string | null): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    `connect-src 'self'${signInOrigin === null ? "" : ` ${signInOrigin}`}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join("; ");

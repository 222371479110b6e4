import type { HttpResponseInit } from "@azure/functions";

/** Sent with every answer: no browser may guess its type, and no proxy or browser may store it. */
export const securityHeaders = { "x-content-type-options": "nosniff", "cache-control": "no-store" } as const;

/** Adds those headers to the answer's own. */
export const withSecurityHeaders = (answer: HttpResponseInit): HttpResponseInit => ({
  ...answer,
  headers: { ...securityHeaders, ...Object.fromEntries(new Headers(answer.headers)) },
});

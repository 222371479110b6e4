import type { HttpResponseInit } from "@azure/functions";

/** Sent with every answer: no answer is a web page, and no proxy or browser may store one. */
export const securityHeaders = { "x-content-type-options": "nosniff", "cache-control": "no-store" } as const;

/** Adds those headers to the answer's own. */
export const withSecurityHeaders = (answer: HttpResponseInit): HttpResponseInit => ({
  ...answer,
  headers: { ...securityHeaders, ...Object.fromEntries(new Headers(answer.headers)) },
});

import type { HttpResponseInit } from "@azure/functions";

/** Sent with every answer: none is a page, none may be kept by anybody on the way. */
export const securityHeaders = { "x-content-type-options": "nosniff", "cache-control": "no-store" } as const;

/** An answer with those headers besides its own. */
export const withSecurityHeaders = (answer: HttpResponseInit): HttpResponseInit => ({
  ...answer,
  headers: { ...securityHeaders, ...Object.fromEntries(new Headers(answer.headers)) },
});

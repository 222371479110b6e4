import type { oas31 } from "zod-openapi";
import type { AppRole } from "../identity/caller.ts";
import { repeatForMs } from "../identity/seen-signatures.ts";
import { toleranceS } from "../identity/webhook-signature.ts";

/** How callers prove who they are. */
export const securitySchemes = {
  functionKey: {
    type: "apiKey",
    in: "header",
    name: "x-functions-key",
    description:
      "A function key of Azure Functions. A request without a good one gets 401 from Azure itself, with no body.",
  },
  signature: {
    type: "apiKey",
    in: "header",
    name: "x-signature",
    description:
      "`v1=<hex>`: HMAC-SHA256 over `v1:{x-signature-timestamp}:{METHOD} {path}:{raw body}`, keyed with the shared secret; or " +
      "`v0=<hex>` over `v0:{x-signature-timestamp}:{raw body}`, unless the app takes the first alone " +
      "(`WEBHOOK_SIGNATURES=v1`). Needed as soon as the app has a secret. The same request may be sent again within " +
      `${repeatForMs / 1_000} s, so that a lost answer costs no call.`,
  },
  signatureTimestamp: {
    type: "apiKey",
    in: "header",
    name: "x-signature-timestamp",
    description: `When the request was signed, in seconds since 1970; at most ${toleranceS} s from now.`,
  },
  entraId: {
    type: "http",
    scheme: "bearer",
    bearerFormat: "JWT",
    description:
      "An access token (version 2.0) of Microsoft Entra ID for this app, with the app role that the operation names: " +
      "`Config.Read`, `Config.Write`, `Config.Approve`, `Audit.Read` or `Audit.Export`. With `Audit.Read.Personal` besides, calling numbers " +
      "are shown unmasked. With `AUTHENTICATION=none`, which the app refuses in Azure, no token is needed.",
  },
} as const satisfies Record<string, oas31.SecuritySchemeObject>;

/** The signing comes on top of the key. */
export const bySignalling: oas31.SecurityRequirementObject[] = [
  { functionKey: [], signature: [], signatureTimestamp: [] },
  { functionKey: [] },
];

export const byRole = (role: AppRole): oas31.SecurityRequirementObject[] => [{ entraId: [role] }];

export const byAnybody: oas31.SecurityRequirementObject[] = [];

import { createHmac } from "node:crypto";

/** The headers of a signed request, as the signalling layer makes them. */
export const sign = (body: Uint8Array | string, secret: string, atS = Math.floor(Date.now() / 1000)) =>
  headersOf("v0", `${atS}`, body, secret, atS);

/** The same with method and path under the signature. `target`: `POST /api/v1/call-setup`. */
export const signFor = (
  target: string,
  body: Uint8Array | string,
  secret: string,
  atS = Math.floor(Date.now() / 1000),
) => headersOf("v1", `${atS}:${target}`, body, secret, atS);

const headersOf = (version: string, head: string, body: Uint8Array | string, secret: string, atS: number) => ({
  "x-signature-timestamp": String(atS),
  "x-signature": `${version}=${createHmac("sha256", secret).update(`${version}:${head}:`).update(body).digest("hex")}`,
});

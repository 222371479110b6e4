import { createHmac } from "node:crypto";

/** The headers of a signed request, as the signalling layer makes them. */
export const sign = (body: Uint8Array | string, secret: string, atS = Math.floor(Date.now() / 1000)) => ({
  "x-signature-timestamp": String(atS),
  "x-signature": `v0=${createHmac("sha256", secret).update(`v0:${atS}:`).update(body).digest("hex")}`,
});

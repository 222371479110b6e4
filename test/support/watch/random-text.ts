import { randomBytes } from "node:crypto";

/** So many characters that cannot be compressed to less than three quarters. */
export const randomText = (length: number): string => randomBytes(length).toString("base64url").slice(0, length);

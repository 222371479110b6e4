/** Types that say nothing of what is in a body: what clients send where nobody told them. */
const saysNothing = String.raw`text\/plain|application\/octet-stream`;

const json = new RegExp(String.raw`^(?:application\/(?:json|[a-z0-9.+-]+\+json)|${saysNothing})\s*(?:;|$)`, "i");
const csv = new RegExp(String.raw`^(?:text\/csv|application\/(?:csv|vnd\.ms-excel)|${saysNothing})\s*(?:;|$)`, "i");

/** Whether a body may be of a format by its content type (RFC 6839, RFC 4180). One without a type is believed. */
export const mayBe = (format: "json" | "csv", contentType: string | null): boolean =>
  contentType === null || (format === "json" ? json : csv).test(contentType);

import * as z from "zod";

/** An instant as items write it: UTC, with milliseconds. */
export const instant = z.iso.datetime({ precision: 3 });

/** Free text. The store would change a lone surrogate, and the version's hash would no longer match. */
export const remark = (maxLength: number) =>
  z
    .string()
    .max(maxLength)
    .regex(/^\P{Surrogate}*$/u, "must be well-formed text");

/** Text exactly as a call has it: a customer or a Call-ID, which need not be a name. */
export const exactText = (maxLength: number) =>
  remark(maxLength)
    .min(1)
    .regex(/^\P{Cc}*$/u, "must not hold control characters");

const degrees = (most: number) => z.number().min(-most).max(most);

/** `location` of a call-setup event as a configuration has it: an example or an expectation. Strict, as all of a configuration. */
export const givenLocationSchema = z
  .strictObject({
    pidf: remark(24_576).exactOptional(),
    body: remark(24_576).exactOptional(),
    contentType: remark(256).exactOptional(),
    geolocation: z.union([remark(1_024), z.array(remark(1_024)).max(10)]).exactOptional(),
    geo: z
      .strictObject({ lat: degrees(90), lon: degrees(180), radiusM: z.number().min(0).max(20_000_000).exactOptional() })
      .exactOptional(),
    civic: z
      .record(z.string().regex(/^[A-Za-z0-9]{1,16}$/, "must be the name of an element"), remark(256))
      .exactOptional(),
    method: remark(64).exactOptional(),
    timestamp: z.iso.datetime({ offset: true }).exactOptional(),
  })
  .refine((given) => Object.keys(given).length > 0, "must tell something");

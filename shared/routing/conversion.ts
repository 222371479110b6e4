import * as z from "zod";
import { headerNameSchema, headerValueSchema, nameSchema } from "./names.ts";

/** The conversion that every configuration has: the number stays as it came. */
export const asReceived = "as-received";

const placeholders = ["callingCode", "shortCode", "territory", "locationKey"] as const;

export type Placeholder = (typeof placeholders)[number];

const placeholderPattern = new RegExp(`\\{(${placeholders.join("|")})\\}`, "g");

/** Text of a step: characters of dial strings and names, and placeholders in braces. */
const textSchema = z
  .string()
  .max(64)
  .refine((text) => /^[A-Za-z0-9+*#._-]*$/.test(text.replace(placeholderPattern, "")), {
    message: `may hold letters, digits, + * # . _ - and the placeholders ${placeholders.map((name) => `{${name}}`).join(", ")}`,
  });

const filledText = textSchema.refine((text) => text !== "", { message: "must not be empty" });

export const conversionStepSchema = z.discriminatedUnion("do", [
  z.strictObject({ do: z.literal("strip-calling-code") }),
  z.strictObject({ do: z.literal("strip"), prefix: filledText }),
  z.strictObject({ do: z.literal("prepend"), text: filledText }),
  z.strictObject({ do: z.literal("append"), text: filledText }),
  z.strictObject({ do: z.literal("replace"), with: filledText }),
  z.strictObject({
    do: z.literal("lookup"),
    table: nameSchema,
    key: z.enum(["locationKey", "callingPartyPrefix", "territory"]),
    otherwise: filledText.nullable().default(null),
  }),
  z.strictObject({ do: z.literal("to-tel"), phoneContext: filledText }),
  z.strictObject({ do: z.literal("to-service-urn") }),
  z.strictObject({ do: z.literal("set-header"), name: headerNameSchema, value: headerValueSchema }),
  z.strictObject({
    do: z.literal("set-calling-party"),
    value: filledText.nullable().default(null),
    table: nameSchema.nullable().default(null),
    /** `elin`: the number at the caller's place (civic element NAM or ELIN). */
    from: z.literal("elin").exactOptional(),
  }),
]);

export type ConversionStep = z.infer<typeof conversionStepSchema>;

const isGiven = (value: string | null | undefined): boolean => value !== null && value !== undefined;

export const conversionSchema = z.strictObject({
  name: nameSchema,
  steps: z
    .array(
      conversionStepSchema.refine(
        (step) => step.do !== "set-calling-party" || [step.value, step.table, step.from].filter(isGiven).length === 1,
        "needs one of a value, a table and from",
      ),
    )
    .min(1)
    .max(20),
  /** A number as dialled, with fields of a call, and the result that the conversion must have. */
  examples: z
    .array(
      z.strictObject({
        in: z.string().min(1).max(64),
        out: z.string().min(1).max(256),
        territory: z.string().length(2).optional(),
        locationKey: z.string().max(64).optional(),
        callingParty: z.string().max(64).optional(),
      }),
    )
    .min(1)
    .max(20),
});

/** How a number is written for a network: steps in order, each on the result of the one before. */
export type Conversion = z.infer<typeof conversionSchema>;

/** A converted number. `form` says how it stands in a Request-URI; `callingParty` is null when it is not changed. */
export type Converted = {
  readonly form: "number" | "tel" | "urn";
  readonly calledParty: string;
  readonly callingParty: string | null;
  readonly headers: Readonly<Record<string, string>>;
};

/** Fills in the placeholders; null when a value is missing or has a character that cannot be in a number. */
export function fillPlaceholders(text: string, values: Readonly<Record<Placeholder, string | null>>): string | null {
  if (!text.includes("{")) return text;
  let complete = true;
  const filled = text.replace(placeholderPattern, (_, name: Placeholder) => {
    const value = values[name];
    if (value !== null && /^[A-Za-z0-9._-]+$/.test(value)) return value;
    complete = false;
    return "";
  });
  return complete ? filled : null;
}

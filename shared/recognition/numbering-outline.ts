import { type CountryCode, isSupportedCountry, Metadata, type NumberingPlan } from "libphonenumber-js/min";

/** What all national numbers of a territory look like, of every type and some that nobody has. */
export type NumberingOutline = {
  readonly territory: CountryCode;
  readonly nationalPrefix: string | null;
  /** What callers there dial for "+", at the beginning of a text. */
  readonly internationalPrefix: RegExp;
  readonly pattern: RegExp;
};

/** These methods exist in the library but are missing in its type declarations. */
type PlanWithPattern = NumberingPlan & {
  readonly nationalNumberPattern?: () => string;
  readonly nationalPrefix?: () => string | undefined;
  readonly IDDPrefix?: () => string;
};

const outlines = new Map<string, NumberingOutline | null>();

/** The outline of a territory's numbering plan; null where the library has none. Compiled at its first use. */
export function outlineOf(territory: string): NumberingOutline | null {
  const known = outlines.get(territory);
  if (known !== undefined) return known;
  const outline = readOutline(territory);
  outlines.set(territory, outline);
  return outline;
}

/**
 * A text with "+" for the international prefix that callers in a territory dial, such as 001 in Singapore; null where it has none. A
 * prefix of one digit, as in Samoa, begins local numbers too.
 */
export function withPlus(territory: string, text: string): string | null {
  const [prefix = ""] = outlineOf(territory)?.internationalPrefix.exec(text) ?? [];
  return prefix.length < 2 ? null : `+${text.slice(prefix.length)}`;
}

function readOutline(territory: string): NumberingOutline | null {
  if (!isSupportedCountry(territory)) return null;
  const metadata = new Metadata();
  metadata.selectNumberingPlan(territory);
  const plan: PlanWithPattern | undefined = metadata.numberingPlan;
  const pattern = plan?.nationalNumberPattern?.();
  if (pattern === undefined) return null;
  return {
    territory,
    nationalPrefix: plan?.nationalPrefix?.() ?? null,
    internationalPrefix: new RegExp(`^(?:${plan?.IDDPrefix?.() ?? "00"})(?=[1-9])`),
    pattern: new RegExp(`^(?:${pattern})$`),
  };
}

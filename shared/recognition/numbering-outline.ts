import { type CountryCode, isSupportedCountry, Metadata, type NumberingPlan } from "libphonenumber-js/min";

/** What all national numbers of a territory look like, of every type and some that nobody has. */
export type NumberingOutline = {
  readonly territory: CountryCode;
  readonly nationalPrefix: string | null;
  readonly pattern: RegExp;
};

/** These methods exist in the library but are missing in its type declarations. */
type PlanWithPattern = NumberingPlan & {
  readonly nationalNumberPattern?: () => string;
  readonly nationalPrefix?: () => string | undefined;
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

function readOutline(territory: string): NumberingOutline | null {
  if (!isSupportedCountry(territory)) return null;
  const metadata = new Metadata();
  metadata.selectNumberingPlan(territory);
  const plan: PlanWithPattern | undefined = metadata.numberingPlan;
  const pattern = plan?.nationalNumberPattern?.();
  if (pattern === undefined) return null;
  return { territory, nationalPrefix: plan?.nationalPrefix?.() ?? null, pattern: new RegExp(`^(?:${pattern})$`) };
}

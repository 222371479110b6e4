import {
  type CountryCode,
  isSupportedCountry,
  isValidPhoneNumber,
  Metadata,
  type NumberingPlan,
} from "libphonenumber-js/min";
import type { Dialled } from "./find-dialled.ts";

/**
 * Whether a reading cannot be a telephone number of a territory: neither as the library reads the text there, which knows local
 * numbers, nor in any other form by the outline of the numbering plan. The outline covers every type of number and some that nobody
 * has: it errs on the side of a telephone number. A territory without a plan has no answer, which is false.
 */
export function isNoSubscriber(territory: string, dialled: Dialled, text: string): boolean {
  const outline = outlineOf(territory);
  if (outline === null) return false;
  const { spelling, shortCode } = dialled;
  if (spelling === "trunk-zero" && outline.nationalPrefix !== "0") return false;
  const isNational = !text.startsWith("+");
  const forms = [shortCode, `0${shortCode}`, ...(isNational ? [text, text.replace(/^0/, "")] : [])];
  return !forms.some((form) => outline.pattern.test(form)) && !isValidPhoneNumber(text, outline.territory);
}

type Outline = { readonly territory: CountryCode; readonly nationalPrefix: string | null; readonly pattern: RegExp };

/** These methods exist in the library but are missing in its type declarations. */
type PlanWithPattern = NumberingPlan & {
  readonly nationalNumberPattern?: () => string;
  readonly nationalPrefix?: () => string | undefined;
};

const outlines = new Map<string, Outline | null>();

function outlineOf(territory: string): Outline | null {
  const known = outlines.get(territory);
  if (known !== undefined) return known;
  const outline = readOutline(territory);
  outlines.set(territory, outline);
  return outline;
}

function readOutline(territory: string): Outline | null {
  if (!isSupportedCountry(territory)) return null;
  const metadata = new Metadata();
  metadata.selectNumberingPlan(territory);
  const plan: PlanWithPattern | undefined = metadata.numberingPlan;
  const pattern = plan?.nationalNumberPattern?.();
  if (pattern === undefined) return null;
  return { territory, nationalPrefix: plan?.nationalPrefix?.() ?? null, pattern: new RegExp(`^(?:${pattern})$`) };
}

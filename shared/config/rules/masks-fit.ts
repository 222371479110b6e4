import { readings } from "../../recognition/find-dialled.ts";
import type { IngressProfile } from "../../recognition/ingress-profile.ts";
import { normaliseParty } from "../../recognition/normalise-party.ts";
import { type AcceptedSpelling, spellings } from "../../recognition/spellings.ts";
import { type Findings, faultAt, type Subject } from "./rule.ts";

/**
 * A dial string of an ingress stands for one short code, which some list has; it is no subscriber's number, and no
 * emergency number of another meaning, which the mask would hide.
 */
export function* masksFit(subject: Subject): Findings {
  for (const [index, { name, masks }] of subject.document.ingresses.entries()) {
    const profile = subject.snapshot.ingresses.get(name) ?? subject.snapshot.defaultIngress;
    const seen = new Set<string>();
    for (const [place, { dialled, shortCode }] of masks.entries()) {
      const at = (field: string, message: string) => faultAt("ingresses", index, ["masks", place, field], message);
      if (seen.has(dialled)) yield at("dialled", `${dialled} stands for another short code already`);
      seen.add(dialled);
      if (subject.snapshot.plan.territoriesWith(shortCode).length === 0)
        yield at("shortCode", `no territory has the number ${shortCode}`);
      if (isTelephoneNumber(dialled, profile, subject))
        yield at("dialled", `${dialled} is a number that a subscriber can have`);
      const other = otherEmergency(dialled, shortCode, profile, subject);
      if (other !== null) yield at("dialled", `${dialled} is the emergency number ${other}, not ${shortCode}`);
      yield;
    }
  }
}

/** In the country form, behind an international prefix, or as it is dialled where the callers of the ingress are. */
function isTelephoneNumber(dialled: string, profile: IngressProfile, { isTelephoneNumber }: Subject): boolean {
  if (dialled.startsWith("+")) return isTelephoneNumber(dialled);
  return (
    profile.internationalPrefixes.some(
      (prefix) => dialled.startsWith(prefix) && isTelephoneNumber(`+${dialled.slice(prefix.length)}`),
    ) ||
    (profile.defaultTerritory !== null && isTelephoneNumber(dialled, profile.defaultTerritory))
  );
}

const everySpelling: ReadonlySet<AcceptedSpelling> = new Set(spellings);
const noMasks: ReadonlyMap<string, string> = new Map();

/**
 * What the dial string would be without its mask, in any spelling; null where it would be no emergency or the same one. The
 * country form says where it is one. A bare code does not: there the mask hides it only from callers who have both numbers.
 */
function otherEmergency(
  dialled: string,
  shortCode: string,
  profile: IngressProfile,
  { snapshot: { plan } }: Subject,
): string | null {
  const masked = new Set(plan.territoriesWith(shortCode));
  for (const reading of readings(normaliseParty(dialled), { ...profile, spellings: everySpelling, masks: noMasks })) {
    if (reading.shortCode === shortCode) continue;
    const territories =
      reading.callingCode === null
        ? plan.territoriesWith(reading.shortCode).filter((territory) => masked.has(territory))
        : plan.territoriesUnder(reading.callingCode);
    if (territories.some((territory) => plan.emergencyCodesIn(territory).includes(reading.shortCode)))
      return reading.shortCode;
  }
  return null;
}

import { readings } from "../../recognition/find-dialled.ts";
import type { IngressProfile } from "../../recognition/ingress-profile.ts";
import { normaliseParty } from "../../recognition/normalise-party.ts";
import { type AcceptedSpelling, spellings } from "../../recognition/spellings.ts";
import type { ConfigDocument } from "../document.ts";
import { eachItem, type Finding, type Subject, when } from "./rule.ts";

type Mask = ConfigDocument["ingresses"][number]["masks"][number];

/**
 * A dial string of an ingress stands for one short code, which some list has. It is no subscriber's number, and no other
 * emergency number, which the mask would hide.
 */
export const masksFit = eachItem("ingresses", (subject) => ({ name, masks }) => {
  const profile = subject.snapshot.ingresses.get(name) ?? subject.snapshot.defaultIngress;
  const seen = new Set<string>();
  return masks.flatMap((mask, place) => {
    const isTwice = seen.has(mask.dialled);
    seen.add(mask.dialled);
    return [
      ...when(isTwice, ["dialled"], `${mask.dialled} stands for another short code already`),
      ...judgeMask(mask, profile, subject),
    ].map(({ field, message }) => ({ field: ["masks", place, ...field], message }));
  });
});

function judgeMask({ dialled, shortCode }: Mask, profile: IngressProfile, subject: Subject): readonly Finding[] {
  const isNowhere = subject.snapshot.plan.territoriesWith(shortCode).length === 0;
  const isSubscriber = isTelephoneNumber(dialled, profile, subject);
  const other = otherEmergency({ dialled, shortCode }, profile, subject);
  return [
    ...when(isNowhere, ["shortCode"], `no territory has the number ${shortCode}`),
    ...when(isSubscriber, ["dialled"], `${dialled} is a number that a subscriber can have`),
    ...when(other !== null, ["dialled"], `${dialled} is the emergency number ${other}, not ${shortCode}`),
  ];
}

/** In the country form, behind an international prefix, or as it is dialled in the ingress's default territory. */
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
 * The emergency number that the dial string would be without its mask, in any spelling; null where it would be none, or the
 * same one. A country form names its territory. A bare code does not: there the mask hides the other number only from callers
 * who have both. Only configured territories count then: what the catalogue adds elsewhere must not make a mask a fault.
 */
function otherEmergency({ dialled, shortCode }: Mask, profile: IngressProfile, subject: Subject): string | null {
  const { plan, territories: configured } = subject.snapshot;
  const masked = new Set(plan.territoriesWith(shortCode).filter((territory) => configured.has(territory)));
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

import { catalogue } from "../catalogue/catalogue.ts";
import { territoryNamed } from "../catalogue/territory-name.ts";
import type { Flag } from "./flags.ts";
import { judgeCandidates } from "./judge-candidates.ts";
import type { Question } from "./question.ts";
import { ordinary, type Recognition } from "./recognition.ts";
import { firstPlace, type Place } from "./resolve-territory.ts";
import { type CountryNumber, type RequestedService, readServiceUrn } from "./service-urn.ts";
import { type ServingNumber, servingNumber } from "./serving-number.ts";

/**
 * Recognises a service URN, which is an emergency wherever the caller is and whatever the ingress lists. Where the caller's
 * place is known, the short code that serves it there is found too.
 */
export function recogniseService(question: Question): Recognition {
  const { party, profile } = question;
  const requested = readServiceUrn(party.text);
  if (requested === null) return ordinary(party);
  const isExpected = requested.isExact && profile.spellings.has("service-urn");
  return serve(question, requested, isExpected ? [] : ["unexpected-spelling"]);
}

/** Finds the place and its number. A country and number in the URN come before all that is known of the caller. */
function serve(question: Question, requested: RequestedService, flags: readonly Flag[]): Recognition {
  const { countryNumber } = requested;
  if (countryNumber === null) return inPlace(question, requested, { place: firstPlace(question), flags });
  const territory = territoryNamed(countryNumber.country);
  if (question.plan.emergencyCodesIn(territory).length === 0)
    return inPlace(question, requested, { place: firstPlace(question), flags: withUnexpected(flags) });
  const place: Place = { from: "callingCode", territories: [territory] };
  const number = numberIn(question, territory, countryNumber);
  return number === null
    ? inPlace(question, requested, { place, flags: withUnexpected(flags) })
    : describe(question, requested, { place, territory, serving: number, flags });
}

const withUnexpected = (flags: readonly Flag[]): readonly Flag[] => [
  ...new Set<Flag>([...flags, "unexpected-spelling"]),
];

/** The number that a URN names, by the lists or else by the whole catalogue, also where that is no sure source. */
function numberIn(question: Question, territory: string, { shortCode }: CountryNumber): ServingNumber | null {
  const judgement = judgeCandidates(question, shortCode, [territory]);
  const [candidate] = judgement?.candidates ?? [];
  if (candidate !== undefined) return judgement?.class === "emergency" ? { shortCode, candidate } : null;
  const known = catalogue.find((entry) => entry.territory === territory && entry.shortCode === shortCode);
  if (known?.class !== "emergency") return null;
  const { services } = known;
  const rule = {
    class: "emergency",
    services,
    conversion: null,
    routeSet: null,
    provisioned: false,
    superseded: false,
    universal: false,
    tenants: null,
  } as const;
  return { shortCode, candidate: { territory, rule: { ...rule, validFromMs: null, validUntilMs: null } } };
}

type Placed = { readonly place: Place | null; readonly flags: readonly Flag[] };

function inPlace(question: Question, requested: RequestedService, { place, flags }: Placed): Recognition {
  const [territory, ...others] = place?.territories ?? [];
  if (place === null || territory === undefined || others.length > 0)
    return {
      ...commonOf(question, requested),
      callingCode: null,
      shortCode: null,
      territory: null,
      territoryFrom: "union",
      candidates: [],
      flags: ["ambiguous-territory", ...flags],
    };
  const serving = requested.class === "emergency" ? servingNumber(question, requested.service, territory) : null;
  return describe(question, requested, { place, territory, serving, flags });
}

type Served = Placed & { readonly place: Place; readonly territory: string; readonly serving: ServingNumber | null };

function describe(question: Question, requested: RequestedService, served: Served): Recognition {
  const { place, territory, serving, flags } = served;
  return {
    ...commonOf(question, requested),
    callingCode: question.plan.callingCodeOf(territory),
    shortCode: serving?.shortCode ?? null,
    territory,
    territoryFrom: place.from,
    candidates: serving === null ? [] : [serving.candidate],
    flags,
  };
}

const commonOf = ({ party }: Question, requested: RequestedService) =>
  ({
    class: requested.class,
    party,
    spelling: "service-urn",
    services: requested.service === null ? [] : [requested.service],
    serviceUrn: requested.urn,
  }) as const;

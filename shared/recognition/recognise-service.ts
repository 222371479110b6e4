import type { Question } from "./question.ts";
import { ordinary, type Recognition } from "./recognition.ts";
import { firstPlace } from "./resolve-territory.ts";
import { readServiceUrn } from "./service-urn.ts";
import { servingNumber } from "./serving-number.ts";

/**
 * Recognises a service URN, which is an emergency wherever the caller is. Where that is known, the short code that serves it
 * there is found too.
 */
export function recogniseService(question: Question): Recognition {
  const { party, profile, plan } = question;
  const requested = readServiceUrn(party.text);
  if (requested === null) return ordinary(party);
  if (!profile.spellings.has("service-urn")) return ordinary(party, ["unaccepted-spelling"]);
  const common = {
    class: requested.class,
    party,
    spelling: "service-urn",
    services: requested.service === null ? [] : [requested.service],
    serviceUrn: requested.urn,
  } as const;
  const place = firstPlace(question);
  const [territory, ...others] = place?.territories ?? [];
  if (place === null || territory === undefined || others.length > 0)
    return {
      ...common,
      callingCode: null,
      shortCode: null,
      territory: null,
      territoryFrom: "union",
      candidates: [],
      flags: ["ambiguous-territory"],
    };
  const serving = requested.class === "emergency" ? servingNumber(question, requested.service, territory) : null;
  return {
    ...common,
    callingCode: plan.callingCodeOf(territory),
    shortCode: serving?.shortCode ?? null,
    territory,
    territoryFrom: place.from,
    candidates: serving === null ? [] : [serving.candidate],
    flags: [],
  };
}

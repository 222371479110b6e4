import { writeReference } from "./source-references.mjs";

/**
 * What becomes of one number of one territory. `fact` is what the imported lists have after amendments, or undefined;
 * `statements` are what the reports say. Returns the entry's class, tier, services and sources, or null where the
 * reports do not make it one.
 */
export function weighNumber(fact, statements, facts) {
  const heard = hear(statements);
  return fact ? weighListed(fact, heard, facts) : weighReported(heard, facts);
}

/** The statements by what they say: that it is an emergency number, another service, or nothing of either. */
function hear(statements) {
  const saying = (says) => statements.filter((statement) => statement.says === says);
  return { emergency: saying("emergency"), other: saying("other"), unexplained: saying("nothing") };
}

/** Recognition of a number that the lists have is taken away only by an official report that says what else it is. */
function weighListed(fact, { emergency, other, unexplained }, facts) {
  const sources = [...fact.sources, ...references([...emergency, ...unexplained])];
  const earned = earns(sources, emergency, fact, facts);
  if (contradicts(other, fact, emergency, facts)) {
    const voices = facts.voicesOf([...fact.sources, ...references(emergency)]);
    const isTaken = fact.tier === "extended" || voices.size < 2 || references(other).some(facts.isRecent);
    if (isTaken) return special(other);
    return { ...fact, class: "emergency", sources, earned, contradictedBy: other };
  }
  const isPromoted = fact.tier === "extended" && emergency.length > 0 && earned;
  const promoted = { tier: "primary", services: servicesOf(emergency, facts) };
  return { ...fact, class: "emergency", ...(isPromoted ? promoted : {}), sources, earned };
}

/** A number that only reports have. An official one that is old makes it extended; an unofficial one alone, nothing. */
function weighReported({ emergency, other, unexplained }, facts) {
  const sources = references([...emergency, ...unexplained]);
  if (emergency.length === 0) return null;
  if (other.length > 0 && !references(emergency).some(facts.isOfficial)) return null;
  const earned = earns(sources, emergency, undefined, facts);
  if (!earned && !references(emergency).some(facts.isOfficial)) return null;
  const tier = earned ? "primary" : "extended";
  return { class: "emergency", tier, services: servicesOf(emergency, facts), sources, earned };
}

/** Two independent sources, or one official and recent one that says it is an emergency number. */
function earns(sources, emergency, fact, { voicesOf, isOfficial, isRecent }) {
  const saying = [...(fact?.sources ?? []), ...references(emergency)];
  return voicesOf(sources).size > 1 || saying.some((reference) => isOfficial(reference) && isRecent(reference));
}

const contradicts = (other, fact, emergency, { isOfficial }) =>
  other.length > 0 && ![...fact.sources, ...references(emergency)].some(isOfficial);

const special = (other) => ({
  class: "special",
  tier: "primary",
  services: [],
  sources: references(other),
  kinds: [...new Set(other.map(({ kind }) => kind))],
});

/** What official reports name counts before what lists name. None where no label fits: gas, rescue by air, disasters. */
function servicesOf(emergency, { isOfficial }) {
  const official = emergency.filter((statement) => isOfficial(writeReference(statement)));
  const heard = official.length > 0 ? official : emergency;
  return [...new Set(heard.flatMap(({ services }) => services))].sort();
}

const references = (statements) => [...new Set(statements.map(writeReference))];

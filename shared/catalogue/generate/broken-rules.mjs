import { isValidPhoneNumber } from "libphonenumber-js/max";
import { keyOf } from "./entry-order.mjs";
import { sourceIdOf } from "./source-references.mjs";

const services = ["ambulance", "fire", "marine", "mountain", "police"];

/** Every rule that the catalogue breaks, in words. */
export function brokenRules({ entries, territoriesByCode }, lists) {
  return [
    ...entries.flatMap((entry) => brokenByEntry(entry, territoriesByCode)),
    ...brokenByCollision(entries),
    ...brokenByCallingCodes(territoriesByCode, lists),
    ...brokenBySources(entries, lists),
    ...lists.nonEmergency
      .filter(({ reason }) => !reason)
      .map(({ source }) => `non-emergency.json: ${source}: no reason`),
  ];
}

function brokenByEntry({ territory, callingCode, shortCode, class: className, tier, ...entry }, territoriesByCode) {
  const sorted = services.filter((service) => entry.services.includes(service));
  const number = `+${callingCode}${shortCode}`;
  return [
    /^[0-9]{2,6}$/.test(shortCode) || "a short code is 2 to 6 digits",
    ["emergency", "special", "test"].includes(className) || `the class "${className}" is unknown`,
    ["primary", "extended"].includes(tier) || `the tier "${tier}" is unknown`,
    sorted.join() === entry.services.join() || `services unknown, repeated or not sorted: ${entry.services}`,
    entry.sources.length > 0 || "no source is named",
    entry.supersededOn === undefined || isDay(entry.supersededOn) || `"${entry.supersededOn}" is no day`,
    territoriesByCode.get(callingCode)?.includes(territory) || `${territory} is not listed under +${callingCode}`,
    !isValidPhoneNumber(number) || `${number} is somebody's telephone number`,
  ]
    .filter((outcome) => outcome !== true)
    .map((problem) => `${territory} ${shortCode}: ${problem}`);
}

function brokenByCollision(entries) {
  const keys = entries.map(keyOf);
  const repeated = keys.filter((key, index) => keys.indexOf(key) < index);
  return repeated.map((key) => `${key} is listed twice, or as an emergency number and as another service`);
}

function brokenByCallingCodes(territoriesByCode, { territories, callingCodes: { numberedUnder } }) {
  const codes = [...territoriesByCode.keys()];
  const known = new Set(territories.map(({ territory }) => territory));
  const named = [...[...territoriesByCode.values()].flat(), ...numberedUnder.map(({ territory }) => territory)];
  const beginnings = codes.flatMap((code) =>
    codes.filter((other) => other !== code && other.startsWith(code)).map((other) => [code, other]),
  );
  return [
    ...beginnings.map(([code, other]) => `+${code} is the beginning of +${other}`),
    ...named.filter((territory) => !known.has(territory)).map((territory) => `territories.json lacks ${territory}`),
    ...numberedUnder
      .filter(({ callingCode }) => !codes.includes(callingCode))
      .map(({ territory, callingCode }) => `calling-codes.json: ${territory} is under the unassigned +${callingCode}`),
  ];
}

function brokenBySources(entries, { amendments, callingCodes: { assigned, numberedUnder }, sources }) {
  const rows = [...amendments, ...assigned, ...numberedUnder];
  const used = new Set([
    ...entries.flatMap((entry) => entry.sources.map(sourceIdOf)),
    ...rows.map(({ source }) => source),
  ]);
  const known = new Set(sources.map(({ id }) => id));
  return [
    ...[...used].filter((id) => !known.has(id)).map((id) => `sources.json does not describe "${id}"`),
    ...[...known].filter((id) => !used.has(id)).map((id) => `sources.json describes "${id}", which nothing uses`),
    ...sources
      .filter(({ title, publisher, where }) => !(title && publisher && where))
      .map(({ id }) => `sources.json: "${id}" lacks a title, a publisher or a place`),
    ...sources
      .filter(({ date, undated }) => Boolean(date) === Boolean(undated) || (date && !isDate(date)))
      .map(({ id }) => `sources.json: "${id}" must have a date, or say why it has none`),
    ...sources
      .filter(({ authority }) => !["territory", "government", "list"].includes(authority))
      .map(({ id }) => `sources.json: "${id}" is of no known authority`),
  ];
}

/** As far as it is known: "2024-05-29", "2016-12" or "2009". */
const isDate = (text) => /^[0-9]{4}(-[0-9]{2}){0,2}$/.test(text) && !Number.isNaN(Date.parse(text));

const isDay = (text) => isDate(text) && text.length === 10;

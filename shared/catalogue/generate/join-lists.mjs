import metadata from "libphonenumber-js/metadata.min.json";
import { compare, keyOf } from "./entry-order.mjs";

/** The catalogue that the lists make, and what is wrong with how they fit together. */
export function joinLists({ base, amendments, nonEmergency, callingCodes: { assigned } }) {
  const problems = [];
  const territoriesByCode = assignCallingCodes(assigned, problems);
  const entries = [
    ...amend(base, amendments, problems).map((fact) => ({ ...fact, class: "emergency" })),
    ...nonEmergency.flatMap((row) => spreadOut(row, territoriesByCode)),
  ].sort((a, b) => compare(keyOf(a), keyOf(b)));
  return { catalogue: { entries, territoriesByCode }, problems };
}

/** Every assigned calling code with its territories: what libphonenumber knows, and what it leaves out. */
function assignCallingCodes(assigned, problems) {
  const listed = { ...metadata.country_calling_codes };
  for (const callingCode of Object.keys(metadata.nonGeographic)) listed[callingCode] = [];
  for (const { callingCode, territories } of assigned) {
    if (listed[callingCode]) problems.push(`calling-codes.json: libphonenumber lists +${callingCode} already`);
    listed[callingCode] = territories;
  }
  return new Map(Object.entries(listed).sort(([a], [b]) => Number(a) - Number(b)));
}

/** The base facts after every amendment. An amendment that changes nothing is a problem: the base has caught up. */
function amend(base, amendments, problems) {
  const facts = new Map(base.map((fact) => [keyOf(fact), fact]));
  if (facts.size < base.length) problems.push("emergency-numbers.json lists a territory and short code twice");
  const amended = new Set();
  for (const amendment of amendments) {
    const key = keyOf(amendment);
    const problem = amended.has(key) ? "is amended twice" : amendOne(facts, key, amendment);
    if (problem) problems.push(`amendments.json: ${key} ${problem}`);
    amended.add(key);
  }
  return [...facts.values()];
}

function amendOne(facts, key, { territory, callingCode, shortCode, action, fields, source, reason }) {
  const before = facts.get(key);
  if (!reason) return "gives no reason";
  if (!["add", "correct", "remove"].includes(action)) return `has the unknown action "${action}"`;
  const unknown = Object.keys(fields).filter((field) => !["services", "tier"].includes(field));
  if (unknown.length > 0) return `amends ${unknown}, which is not to be amended`;
  if (action === "add" && before) return "is in the base already, nothing to add";
  if (action !== "add" && !before) return `is not in the base, nothing to ${action}`;
  if (before && before.callingCode !== callingCode) return `is under +${before.callingCode} in the base`;
  if (action === "remove") return facts.delete(key) ? null : "cannot be removed";
  const blank = { territory, callingCode, shortCode, tier: "primary", services: [], sources: [] };
  const after = { ...blank, ...before, ...fields };
  if (JSON.stringify(after) === JSON.stringify(before)) return "changes nothing";
  facts.set(key, { ...after, sources: [...after.sources, source] });
  return null;
}

/** One entry for each of the territories and short codes that share a row. */
function spreadOut({ territories, shortCodes, class: className, source }, territoriesByCode) {
  const callingCodeOf = (territory) => [...territoriesByCode].find(([, names]) => names.includes(territory))?.[0];
  const shared = { class: className, tier: "primary", services: [], sources: [source] };
  return territories.flatMap((territory) =>
    shortCodes.map((shortCode) => ({ territory, callingCode: callingCodeOf(territory), shortCode, ...shared })),
  );
}

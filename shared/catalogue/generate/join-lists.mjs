import metadata from "libphonenumber-js/metadata.min.json";
import { compare, keyOf } from "./entry-order.mjs";
import { markByNumber } from "./mark-by-number.mjs";
import { makeSourceFacts } from "./source-references.mjs";
import { weighNumber } from "./weigh-number.mjs";

/** The catalogue that the lists make, and what is wrong with how they fit together. */
export function joinLists(lists) {
  const { base, amendments, nonEmergency, callingCodes } = lists;
  const problems = [];
  const territoriesByCode = assignCallingCodes(callingCodes.assigned, problems);
  const others = nonEmergency.flatMap((row) => spreadOut(row, territoriesByCode));
  const facts = amend(base, amendments, problems);
  const statements = statementsByNumber(lists, others, territoriesByCode, problems);
  const entries = [...weighAll(facts, statements, lists), ...others].sort((a, b) => compare(keyOf(a), keyOf(b)));
  return { catalogue: { entries, territoriesByCode }, problems };
}

/** What the reports say of each number, but those that non-emergency.json decides. */
function statementsByNumber({ statements, kinds }, others, territoriesByCode, problems) {
  const kindByName = new Map(kinds.map(({ kind, says, services }) => [kind, { says, services }]));
  const decided = new Set(others.map(keyOf));
  const byNumber = new Map();
  for (const statement of statements) {
    const key = keyOf(statement);
    const callingCode = callingCodeOf(statement.territory, territoriesByCode);
    const kind = kindByName.get(statement.kind);
    if (!callingCode) problems.push(`reports/${statement.source}: ${key} is under no calling code`);
    else if (!kind) problems.push(`reports/${statement.source}: ${key} has the unknown kind "${statement.kind}"`);
    else if (!decided.has(key))
      byNumber.set(key, [...(byNumber.get(key) ?? []), { ...statement, ...kind, callingCode }]);
  }
  return byNumber;
}

/** The entry of every number that a list or a report has and that is one by the rule in weigh-number.mjs. */
function weighAll(facts, statements, { sources }) {
  const sourceFacts = makeSourceFacts(sources);
  const factByNumber = new Map(facts.map((fact) => [keyOf(fact), fact]));
  const imported = new Set();
  const entries = [...new Set([...factByNumber.keys(), ...statements.keys()])].flatMap((key) => {
    const [fact, said = []] = [factByNumber.get(key), statements.get(key)];
    const { territory, callingCode, shortCode } = fact ?? said[0];
    const weighed = weighNumber(fact, said, sourceFacts);
    if (!weighed) return [];
    const entry = { ...weighed, territory, callingCode, shortCode };
    if (fact?.tier === "primary" && entry.class === "emergency") imported.add(entry);
    return [entry];
  });
  return markByNumber(entries, imported);
}

const callingCodeOf = (territory, territoriesByCode) =>
  [...territoriesByCode].find(([, names]) => names.includes(territory))?.[0];

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
  const unknown = Object.keys(fields).filter((field) => !["services", "tier", "supersededOn"].includes(field));
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
  const shared = { class: className, tier: "primary", services: [], sources: [source] };
  return territories.flatMap((territory) =>
    shortCodes.map((shortCode) => ({
      territory,
      callingCode: callingCodeOf(territory, territoriesByCode),
      shortCode,
      ...shared,
    })),
  );
}

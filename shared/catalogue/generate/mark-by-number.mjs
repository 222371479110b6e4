const basic = ["ambulance", "fire", "police"];

/**
 * Marks the numbers that are meant only when they are dialled: a service asked for by its name (RFC 5031) goes where it went
 * before the reports were weighed. Municipal and traffic police, forest fires, gas leaks or one of ten ambulance companies
 * must not take the calls of the territory's main number. A number that the reports add serves by name only what no imported
 * number in use does.
 */
export function markByNumber(entries, imported) {
  const usedBefore = new Map();
  for (const entry of entries) {
    if (!imported.has(entry) || entry.supersededOn || entry.tier !== "primary") continue;
    usedBefore.set(entry.territory, [...(usedBefore.get(entry.territory) ?? []), entry]);
  }
  return entries.map((entry) =>
    imported.has(entry) || !isTaken(entry, usedBefore.get(entry.territory) ?? [])
      ? entry
      : { ...entry, byNumberOnly: true },
  );
}

/** Whether older numbers do what a new one does. Those of unknown services may do all but rescue at sea and in mountains. */
function isTaken({ services }, older) {
  const isUnknown = older.some((entry) => entry.services.length === 0);
  const isGeneral = (entry) => basic.every((service) => entry.services.includes(service));
  if (services.length === 0) return true;
  if (isGeneral({ services })) return isUnknown || older.some(isGeneral);
  return services.some(
    (service) => older.some((entry) => entry.services.includes(service)) || (isUnknown && basic.includes(service)),
  );
}

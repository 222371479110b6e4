// A source of an entry is written "itu-e129@2014-03-14" or "gov-uk/gibraltar@2026-03-05": the id in sources.json, then,
// where one document is not dated as the next, the page and the date of what it says.

export const writeReference = ({ source, page, date }) => `${source}${page ? `/${page}` : ""}${date ? `@${date}` : ""}`;

export const sourceIdOf = (reference) => reference.replace(/[/@].*/, "");

/** What is asked of sources: which are official, how old they are, and which count as one. */
export function makeSourceFacts(sources) {
  const byId = new Map(sources.map((source) => [source.id, source]));
  const authorityOf = (reference) => byId.get(sourceIdOf(reference))?.authority;
  const dateOf = (reference) => reference.split("@")[1] ?? byId.get(sourceIdOf(reference))?.date ?? "";
  const isRecent = (reference) => dateOf(reference) >= firstRecentYear;
  const isOwn = (reference) => authorityOf(reference) === "territory";
  return {
    isRecent,
    /** What the territory itself says, and what another government has said lately. */
    isOfficial: (reference) => isOwn(reference) || (authorityOf(reference) === "government" && isRecent(reference)),
    /** A territory's administration, regulator and services speak with one voice; every other source has its own. */
    voicesOf: (references) =>
      new Set(references.map((reference) => (isOwn(reference) ? "territory" : sourceIdOf(reference)))),
  };
}

/** An official source that is older cannot make an entry primary alone. */
export const firstRecentYear = "2023";

import type { CatalogueSource } from "../../catalogue/catalogue-sources.ts";

/** What a number's entry in the configuration says of the catalogue's sources. `verifiedOn`: null where none has a date. */
export type SourceRemarks = { readonly source: string; readonly verifiedOn: string | null };

/** The field `source` of a number takes no more. */
const longestSource = 256;

/**
 * The sources in one line, the latest first, as many as there is room for; and the day of the latest. A source that gives
 * only its year or month counts from the first day of that: a number is never said to have been verified later than it was.
 */
export function sourceRemarks(sources: readonly CatalogueSource[]): SourceRemarks {
  const latestFirst = sources.toSorted((a, b) => (firstDay(b) ?? "").localeCompare(firstDay(a) ?? ""));
  return { source: joinSources(latestFirst.map(describe)), verifiedOn: firstDay(latestFirst[0]) };
}

function firstDay(source: CatalogueSource | undefined): string | null {
  const date = source?.date ?? null;
  return date === null ? null : `${date}-01-01`.slice(0, "2026-01-01".length);
}

const describe = ({ name, date }: CatalogueSource): string => (date === null ? name : `${name} (${date})`);

function joinSources(texts: readonly string[]): string {
  for (let count = texts.length; count > 0; count--) {
    const left = texts.length - count;
    const joined = texts.slice(0, count).join("; ") + (left === 0 ? "" : `; and ${left} more`);
    if (joined.length <= longestSource) return joined;
  }
  return "built-in catalogue";
}

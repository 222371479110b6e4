import { diffDocuments } from "../diff-documents.ts";
import { type ConfigDocument, emptyDocument } from "../document.ts";

/** The territories of which a change makes something else: by their own item, or by a number of theirs. Paced. */
export async function touchedTerritories(before: ConfigDocument, after: ConfigDocument): Promise<ReadonlySet<string>> {
  const diff = await diffDocuments(placesOf(before), placesOf(after));
  return new Set(
    diff.flatMap((change) =>
      change.kind === "territory"
        ? [change.key]
        : [change.before, change.after].flatMap((item) => (item === null ? [] : [String(item.territory)])),
    ),
  );
}

const placesOf = ({ territories, numbers }: ConfigDocument): ConfigDocument => ({
  ...emptyDocument,
  territories,
  numbers,
});

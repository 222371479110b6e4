import { itemKey, itemKinds, kinds } from "../item-kinds.ts";
import { type Findings, faultAt, type Subject } from "./rule.ts";

/** No two items of a kind have one key. */
export function* noItemTwice({ document }: Subject): Findings {
  for (const kind of kinds) {
    const { list } = itemKinds[kind];
    if (list === null) continue;
    const seen = new Set<string>();
    for (const [index, item] of document[list].entries()) {
      const key = itemKey(kind, item);
      if (seen.has(key)) yield faultAt(list, index, [], `there is another ${kind} ${key}`);
      else yield;
      seen.add(key);
    }
  }
}

/** A route is known by its name, in outcomes and in the trail; a header field has one value, whatever its case (RFC 3261, 7.3.1). */
export function* noRouteOrHeaderTwice({ document }: Subject): Findings {
  for (const [index, { routes }] of document.routeSets.entries()) {
    const names = new Set<string>();
    for (const [place, { name, headers }] of routes.entries()) {
      if (names.has(name))
        yield faultAt("routeSets", index, ["routes", place, "name"], `another route of the set is named ${name}`);
      names.add(name);
      const fields = new Set<string>();
      for (const field of Object.keys(headers)) {
        if (fields.has(field.toLowerCase()))
          yield faultAt("routeSets", index, ["routes", place, "headers", field], "is there in another spelling");
        fields.add(field.toLowerCase());
      }
    }
    yield;
  }
}

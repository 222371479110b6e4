import { type Checked, faulty, valid } from "../../checked.ts";
import type { InputFault } from "../../input-fault.ts";
import type { ConfigDocument } from "../document.ts";
import type { ListFormat } from "./list-format.ts";
import { namedTerritories } from "./listed-numbers.ts";
import type { ListWanted } from "./make-list.ts";

/** What a list was asked for, by name; empty for all that the configuration has. */
export type NamedInRequest = { readonly ingress: readonly string[]; readonly territory: readonly string[] };

/** Finds ingresses and territories in a version. A name that it does not have is a fault: a list must not be empty by a slip. */
export function readWanted(
  { ingress, territory }: NamedInRequest,
  { withUrns }: Pick<ListFormat, "withUrns">,
  { version, document }: { readonly version: number; readonly document: ConfigDocument },
): Checked<ListWanted> {
  const ingresses = document.ingresses.map(({ name }) => name);
  const territories = namedTerritories(document);
  const faults = [
    ...unknownNames("ingress", ingress, ingresses, version),
    ...unknownNames("territory", territory, territories, version),
  ];
  if (faults.length > 0) return faulty(faults);
  return valid({
    ingresses: ingress.length > 0 ? [...new Set(ingress)] : ingresses.length > 0 ? ingresses : [null],
    territories: territory.length > 0 ? new Set(territory) : null,
    withUrns,
  });
}

/** Enough to see what was meant. */
const namesAtMost = 20;

function unknownNames(
  path: string,
  given: readonly string[],
  known: readonly string[],
  version: number,
): readonly InputFault[] {
  const some = known.length === 0 ? "it has none" : `it has ${known.slice(0, namesAtMost).join(", ")}`;
  const more = known.length > namesAtMost ? ` and ${known.length - namesAtMost} more` : "";
  return [...new Set(given)]
    .filter((name) => !known.includes(name))
    .map((name) => ({ path, message: `version ${version} has no ${path} ${JSON.stringify(name)}; ${some}${more}` }));
}

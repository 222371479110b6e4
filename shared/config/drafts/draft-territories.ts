import { callingCodeByTerritory } from "../../catalogue/calling-codes.ts";
import { type KnownNumber, knownNumbers } from "../../catalogue/known-numbers.ts";
import { type Checked, faulty, valid } from "../../checked.ts";
import { pace } from "../../pace.ts";
import type { ConfigDocument } from "../document.ts";
import type { TerritoriesWanted } from "./draft-request.ts";
import { sourceRemarks } from "./source-text.ts";

/** An operation of a change set that puts an item; fields that are left out get their defaults. */
export type DraftedOperation = {
  readonly op: "put";
  readonly kind: "territory" | "number";
  readonly item: Readonly<Record<string, unknown>>;
};

/** A change set as a request has it. */
export type DraftedChangeSet = {
  readonly baseVersion: number;
  readonly reason: string;
  readonly operations: readonly DraftedOperation[];
};

/** `skipped`: what is configured already and stays as it is, such as `territory IE` and `number *|IE|999`. */
export type Draft = { readonly changeSet: DraftedChangeSet; readonly skipped: readonly string[] };

/**
 * A change set that adds territories with the catalogue's numbers to a version. It adds only what is missing and changes
 * nothing that an operator wrote. Superseded numbers are left to the catalogue, which flags them. A fault where nothing is
 * missing. Paced.
 */
export async function draftTerritories(
  wanted: TerritoriesWanted,
  { version, document }: { readonly version: number; readonly document: ConfigDocument },
): Promise<Checked<Draft>> {
  const codes = [...new Set(wanted.territories)];
  const configured = await configuredNumbers(document);
  const territories = new Map(document.territories.map((item) => [item.code, item]));
  const operations: DraftedOperation[] = [];
  const skipped: string[] = [];
  for (const code of codes) {
    const present = territories.get(code);
    if (present === undefined) operations.push(putTerritory(code, wanted));
    else skipped.push(`territory ${code}`);
    for (const number of knownNumbers({ territories: new Set([code]), tiers: wanted.tiers })) {
      if (number.supersededOn !== null) continue;
      if (configured.has(keyOf(number))) skipped.push(`number *|${code}|${number.shortCode}`);
      else operations.push(putNumber(number, present === undefined ? {} : routingBeside(present, wanted)));
    }
    if (pace.isDue()) await pace.rest();
  }
  if (operations.length === 0)
    return faulty([
      { path: "territories", message: `${listOf(codes)}: nothing is missing, so there is nothing to add` },
    ]);
  const reason = reasonFor(codes, operations, skipped);
  return valid({ changeSet: { baseVersion: version, reason, operations }, skipped });
}

/** The numbers that hold for everybody, at whatever time: what an operator ended is not begun again. */
async function configuredNumbers({ numbers }: ConfigDocument): Promise<ReadonlySet<string>> {
  const keys = new Set<string>();
  for (const number of numbers) {
    if (number.tenant === "*") keys.add(keyOf(number));
    if (pace.isDue()) await pace.rest();
  }
  return keys;
}

const keyOf = ({ territory, shortCode }: { readonly territory: string; readonly shortCode: string }): string =>
  `${territory} ${shortCode}`;

const putTerritory = (code: string, { routeSet, conversion }: TerritoriesWanted): DraftedOperation => ({
  op: "put",
  kind: "territory",
  item: { code, callingCode: callingCodeByTerritory.get(code), routeSet, conversion },
});

type Routing = { readonly routeSet?: string; readonly conversion?: string };

/** A number follows its territory. Where that is there already, without a route set, the number must name its routing itself. */
const routingBeside = (
  present: ConfigDocument["territories"][number],
  { routeSet, conversion }: TerritoriesWanted,
): Routing => (present.routeSet === null ? { routeSet, ...(conversion === null ? {} : { conversion }) } : {});

const notes = {
  primary: "from the built-in catalogue; to be reviewed by the operator",
  extended: "from the built-in catalogue, which has it from one older report; to be reviewed by the operator",
} as const;

function putNumber(number: KnownNumber, routing: Routing): DraftedOperation {
  const { territory, shortCode, class: callClass, services, tier, sources } = number;
  // Ordinary routing has no use for a route set, and takes the called party as it is.
  const own = callClass === "special" ? {} : routing;
  return {
    op: "put",
    kind: "number",
    item: { territory, shortCode, class: callClass, services, ...own, ...sourceRemarks(sources), note: notes[tier] },
  };
}

const territoriesNamed = 20;

/** A proposal, to be replaced by the operator's own words. */
function reasonFor(codes: readonly string[], operations: readonly DraftedOperation[], skipped: readonly string[]) {
  const numbers = operations.filter(({ kind }) => kind === "number").length;
  const added = `add ${listOf(codes)}: ${numbers === 1 ? "1 number" : `${numbers} numbers`} of the built-in catalogue`;
  return skipped.length === 0
    ? added
    : `${added}; ${skipped.length} of ${operations.length + skipped.length} items are there already and stay as they are`;
}

function listOf(codes: readonly string[]): string {
  const rest = codes.length - territoriesNamed;
  return codes.slice(0, territoriesNamed).join(", ") + (rest > 0 ? ` and ${rest} more territories` : "");
}

import { createHash } from "node:crypto";
import type { AreaExample } from "../area.ts";
import type { CompiledDocument } from "../compiled-document.ts";
import type { ConfigDocument } from "../document.ts";
import type { Expectation } from "../expectation.ts";
import { profileOfIngress } from "../simulate/dialling-profiles.ts";
import { writeSpellings } from "../simulate/write-spellings.ts";
import type { ExpectationsWanted } from "./expectations-wanted.ts";

/** A call that is to be pinned. */
export type Pin = Pick<Expectation, "name" | "call" | "why">;

/** Calls that name no ingress, or an unknown one. */
const unnamed = "default";

/**
 * The callers that areas have as examples, each dialling an emergency number of its territory in the ingress's first spelling. An example's
 * name is always the same: a second draft skips what the first one pinned.
 */
export function* areaPins(wanted: ExpectationsWanted, { document, snapshot }: CompiledDocument): Generator<Pin> {
  const numbers = new Map<string, string | null>();
  for (const { name: area, territory, examples } of document.areas) {
    if (wanted.territories?.includes(territory) === false) continue;
    const shortCode = numbers.get(territory) ?? emergencyNumber(territory, document);
    numbers.set(territory, shortCode);
    const code = snapshot.plan.callingCodeOf(territory);
    for (const example of shortCode === null ? [] : examples) {
      const { ingress = unnamed, ...told } = example;
      if (wanted.ingresses?.includes(ingress) === false) continue;
      const profile = profileOfIngress(ingress, document, document);
      const [calledParty = shortCode ?? ""] = writeSpellings(shortCode ?? "", code === null ? [] : [code], profile);
      const why = `what an example of ${area} dials at ${ingress} is decided like this today; to be reviewed`;
      yield { name: nameOf(territory, area, example), call: { ingress, calledParty, territory, ...told }, why };
    }
  }
}

const emergencyNumber = (territory: string, { numbers }: ConfigDocument): string | null =>
  numbers.find((one) => one.territory === territory && one.tenant === "*" && one.class === "emergency")?.shortCode ??
  null;

const longestArea = 40;

/** `GB.area.west.5f0c…`, of at most 64 characters. */
function nameOf(territory: string, area: string, example: AreaExample): string {
  const hash = createHash("sha256")
    .update(JSON.stringify([area, example]))
    .digest("hex")
    .slice(0, 12);
  return `${territory}.area.${area.slice(0, longestArea)}.${hash}`;
}

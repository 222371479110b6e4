import { catalogue } from "../../catalogue/catalogue.ts";
import type { Service } from "../../catalogue/catalogue-entry.ts";
import type { CallClass } from "../../recognition/classes.ts";
import { type Comparison, changesOf, type Endangered, type Mark } from "./comparison.ts";
import { conversionDifferences } from "./conversion-differences.ts";
import { routingOf } from "./routing-of.ts";

/**
 * Emergency numbers that an edited conversion, or another default one, writes in another way. Numbers that name another
 * conversion themselves, or by their territory, are told of with those: `numberDangers`.
 */
export function* conversionDangers(comparison: Comparison): Generator<Endangered | undefined, void> {
  const { before, after } = comparison;
  const edited = new Set(
    changesOf(comparison, "conversion").flatMap(({ key, fields }) => (fields.includes("steps") ? [key] : [])),
  );
  const [was, is] = [before.snapshot.defaultConversion, after.snapshot.defaultConversion];
  if (edited.size === 0 && was === is) return;
  const told = new Set<string>();
  for (const number of emergencies(comparison)) {
    yield;
    if (number === undefined) continue;
    const [old, present] = [before, after].map(({ snapshot }) => routingOf(snapshot, number.territory, number));
    if (old === undefined || present === undefined) continue;
    const byDefault = old.isDefaultConversion && present.isDefaultConversion;
    if (!byDefault && (old.conversion !== present.conversion || !edited.has(old.conversion))) continue;
    if (byDefault && was === is && !edited.has(is)) continue;
    const marks: readonly Mark[] = [`conversion ${old.conversion}`, `conversion ${present.conversion}`];
    for (const { danger, what } of conversionDifferences(
      { name: old.conversion, snapshot: before.snapshot },
      { name: present.conversion, snapshot: after.snapshot },
      number,
    )) {
      const item = what.startsWith("by ") ? what.slice(3) : `${number.shortCode} in ${number.territory}: ${what}`;
      const code = byDefault ? "changes-default-conversion" : danger;
      if (!told.has(`${code} ${item}`)) yield { danger: code, item, marks };
      told.add(`${code} ${item}`);
    }
  }
}

type Emergency = {
  readonly territory: string;
  readonly shortCode: string;
  readonly class: CallClass;
  readonly services: readonly Service[];
  readonly conversion: string | null;
  readonly routeSet: string | null;
};

/** The emergency numbers that were configured, and those of the catalogue. */
function* emergencies({ before, nowMs }: Comparison): Generator<Emergency | undefined, void> {
  for (const number of before.document.numbers) {
    const isOver = number.validUntil !== null && Date.parse(number.validUntil) <= nowMs;
    // What this network routes as an ordinary call is only converted where its own entry says how.
    const isConverted = number.class === "emergency-normal-routing" && number.conversion !== null;
    const isEmergency = number.class === "emergency" || isConverted;
    yield isEmergency && !isOver ? number : undefined;
  }
  for (const entry of catalogue) {
    const { territory, shortCode, class: callClass } = entry;
    const isOnlyHere = before.snapshot.plan.find(null, territory, shortCode, nowMs)?.provisioned === false;
    yield isOnlyHere && callClass === "emergency" ? { ...entry, conversion: null, routeSet: null } : undefined;
  }
}

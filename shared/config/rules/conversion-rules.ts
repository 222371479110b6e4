import { leadingCallingCode } from "../../catalogue/calling-codes.ts";
import { normaliseParty } from "../../recognition/normalise-party.ts";
import type { NumberPlan } from "../../recognition/number-plan.ts";
import { readServiceUrn } from "../../recognition/service-urn.ts";
import type { Conversion } from "../../routing/conversion.ts";
import { type ConversionInput, convert } from "../../routing/convert.ts";
import type { LookupTable } from "../../routing/lookup-table.ts";
import { hasItsTables } from "../compile/table-use.ts";
import { eachItem, type Finding } from "./rule.ts";

/** Every example of a conversion comes out, where its tables could be loaded. */
export const examplesComeOut = eachItem(
  "conversions",
  ({ snapshot, tables }) =>
    (conversion) =>
      hasItsTables(conversion, tables) ? checkExamples(conversion, snapshot.plan, tables) : [],
);

/** Runs the examples of a conversion; a finding for each with another result. */
export function checkExamples(
  conversion: Conversion,
  plan: Pick<NumberPlan, "callingCodeOf">,
  tables: ReadonlyMap<string, LookupTable>,
): readonly Finding[] {
  return conversion.examples.flatMap((example, i) => {
    const out = convert(conversion, exampleInput(example, plan, tables))?.calledParty ?? null;
    if (out === example.out) return [];
    const found = out === null ? "the conversion fails" : `it comes out as ${out}`;
    return [{ field: ["examples", i, "out"], message: `${example.in} should become ${example.out}, but ${found}` }];
  });
}

/** An example as a call: a country form has its calling code in it, a bare code takes that of the example's territory. */
function exampleInput(
  example: Conversion["examples"][number],
  plan: Pick<NumberPlan, "callingCodeOf">,
  tables: ReadonlyMap<string, LookupTable>,
): ConversionInput {
  const { text } = normaliseParty(example.in);
  const territory = example.territory ?? null;
  const written = text.startsWith("+") ? leadingCallingCode(text.slice(1)) : null;
  const callingCode = written ?? (territory === null ? null : plan.callingCodeOf(territory));
  const shortCode = written === null ? text : text.slice(1 + written.length);
  return {
    number: callingCode === null ? text : `+${callingCode}${shortCode}`,
    callingCode,
    shortCode,
    territory,
    locationKey: example.locationKey ?? null,
    callingParty: example.callingParty ?? null,
    elin: null,
    serviceUrn: readServiceUrn(text)?.urn ?? "urn:service:sos",
    tables,
  };
}

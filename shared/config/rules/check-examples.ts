import { leadingCallingCode } from "../../catalogue/calling-codes.ts";
import { normaliseParty } from "../../recognition/normalise-party.ts";
import type { NumberPlan } from "../../recognition/number-plan.ts";
import { readServiceUrn } from "../../recognition/service-urn.ts";
import type { Conversion } from "../../routing/conversion.ts";
import { type ConversionInput, convert, type LookupTable } from "../../routing/convert.ts";
import type { DocumentFault } from "../document-fault.ts";

type Example = Conversion["examples"][number];

/** Runs the examples of a conversion, which stands at `index` of its list; each that does not come out is a fault. */
export function checkExamples(
  conversion: Conversion,
  index: number,
  plan: Pick<NumberPlan, "callingCodeOf">,
  tables: ReadonlyMap<string, LookupTable>,
): readonly DocumentFault[] {
  return conversion.examples.flatMap((example, i): DocumentFault[] => {
    const out = convert(conversion, exampleInput(example, plan, tables))?.calledParty ?? null;
    if (out === example.out) return [];
    const found = out === null ? "the conversion fails" : `it comes out as ${out}`;
    const message = `${example.in} should become ${example.out}, but ${found}`;
    return [{ list: "conversions", index, field: ["examples", i, "out"], message }];
  });
}

/** An example as a call: a country form tells its calling code, a bare code takes that of the example's territory. */
function exampleInput(
  example: Example,
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
    serviceUrn: readServiceUrn(text)?.urn ?? "urn:service:sos",
    tables,
  };
}

import { namesOfTerritory } from "../catalogue/territory-name.ts";
import { callerNumbers, prefixesOf } from "../recognition/caller-numbers.ts";
import {
  type Conversion,
  type ConversionStep,
  type Converted,
  fillPlaceholders,
  type Placeholder,
} from "./conversion.ts";
import type { LookupTable } from "./lookup-table.ts";

/** The values that a conversion can use. */
export type ConversionInput = {
  /** The number in its country form where the calling code is known ("+44999"), else as it is. */
  readonly number: string;
  readonly callingCode: string | null;
  readonly shortCode: string | null;
  readonly territory: string | null;
  readonly locationKey: string | null;
  readonly callingParty: string | null;
  /** The number at the caller's place, to be called back; null where the location has none. */
  readonly elin: string | null;
  readonly serviceUrn: string | null;
  readonly tables: ReadonlyMap<string, LookupTable>;
};

/** What each form must look like: a number is any text (a SIP user part is escaped later), RFC 3966 clause 3, RFC 5031 clause 4.2. */
const wellFormed = {
  number: /./,
  tel: /^tel:(?:\+[0-9]+|[0-9A-F*#]+;phone-context=(?:\+[0-9]+|[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?))$/,
  urn: /^urn:service:[a-z0-9.-]+$/,
} as const;

/** Runs the steps in order. Null when a step lacks a value, or the result cannot stand in a Request-URI. */
export function convert(conversion: Conversion, input: ConversionInput): Converted | null {
  let converted: Converted | null = { form: "number", calledParty: input.number, callingParty: null, headers: {} };
  for (const step of conversion.steps) {
    converted = runStep(step, converted, input);
    if (converted === null) return null;
  }
  return wellFormed[converted.form].test(converted.calledParty) ? converted : null;
}

function runStep(step: ConversionStep, from: Converted, input: ConversionInput): Converted | null {
  const values: Record<Placeholder, string | null> = input;
  const withCalled = (calledParty: string | null, form = from.form): Converted | null =>
    calledParty === null ? null : { ...from, form, calledParty };
  const filled = (text: string, use: (value: string) => Converted | null): Converted | null => {
    const value = fillPlaceholders(text, values);
    return value === null ? null : use(value);
  };
  switch (step.do) {
    case "strip-calling-code":
      return withCalled(stripped(from.calledParty, `+${input.callingCode ?? ""}`));
    case "strip":
      return filled(step.prefix, (prefix) => withCalled(stripped(from.calledParty, prefix)));
    case "prepend":
      return filled(step.text, (text) => withCalled(text + from.calledParty));
    case "append":
      return filled(step.text, (text) => withCalled(from.calledParty + text));
    case "replace":
      return filled(step.with, (text) => withCalled(text));
    case "lookup": {
      const found = lookUp(input.tables.get(step.table), keysFor(step.key, input));
      if (found !== null) return withCalled(found);
      return step.otherwise === null ? null : filled(step.otherwise, (text) => withCalled(text));
    }
    case "to-tel":
      return filled(step.phoneContext, (context) =>
        withCalled(
          `tel:${from.calledParty}${from.calledParty.startsWith("+") ? "" : `;phone-context=${context}`}`,
          "tel",
        ),
      );
    case "to-service-urn":
      return withCalled(input.serviceUrn, "urn");
    case "set-header":
      return filled(step.value, (value) => ({ ...from, headers: { ...from.headers, [step.name]: value } }));
    case "set-calling-party":
      return setCallingParty(step, from, input, values);
    default:
      return unknownStep(step);
  }
}

/** A step that only a later release knows: the conversion fails, and the call takes the contingency route. */
const unknownStep = (_step: never): null => null;

const stripped = (text: string, prefix: string): string => (text.startsWith(prefix) ? text.slice(prefix.length) : text);

/** The keys to try in order. A caller's number is tried whole, then shorter and shorter, so that the longest prefix wins. */
function keysFor(key: "locationKey" | "callingPartyPrefix" | "territory", input: ConversionInput): readonly string[] {
  if (key === "locationKey") return input.locationKey === null ? [] : [input.locationKey];
  if (key === "territory") return input.territory === null ? [] : namesOfTerritory(input.territory);
  return prefixesOf(callerNumbers(input.callingParty, input.territory));
}

function lookUp(table: LookupTable | undefined, keys: readonly string[]): string | null {
  for (const key of keys) {
    const value = table?.get(key);
    if (value !== undefined) return value;
  }
  return null;
}

/** A caller without a row in the table, or without an ELIN, keeps its own number, because the call matters more. */
function setCallingParty(
  step: Extract<ConversionStep, { do: "set-calling-party" }>,
  from: Converted,
  input: ConversionInput,
  values: Record<Placeholder, string | null>,
): Converted | null {
  if (step.table !== null) {
    const found = lookUp(input.tables.get(step.table), callerNumbers(input.callingParty, input.territory));
    return found === null ? from : { ...from, callingParty: found };
  }
  if (step.from === "elin") return input.elin === null ? from : { ...from, callingParty: input.elin };
  const value = step.value === null ? null : fillPlaceholders(step.value, values);
  return value === null ? null : { ...from, callingParty: value };
}

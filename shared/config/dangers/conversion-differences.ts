import { isDeepStrictEqual } from "node:util";
import type { ConversionStep } from "../../routing/conversion.ts";
import type { Snapshot } from "../../routing/snapshot.ts";
import { type ConvertibleNumber, convertNumber, needsTheCall } from "../rules/convert-number.ts";
import { type Difference, headerDifference } from "./route-set-differences.ts";

/** A conversion of a configuration, by its name. */
export type NamedConversion = { readonly name: string; readonly snapshot: Snapshot };

/**
 * How another conversion writes a number differently. Where that depends on the call (its location, its caller), other steps
 * count as a difference.
 */
export function conversionDifferences(
  was: NamedConversion,
  is: NamedConversion,
  number: ConvertibleNumber,
): readonly Difference[] {
  const steps = [was, is].map(stepsOf);
  if (isDeepStrictEqual(steps[0], steps[1])) return [];
  if (dependsOnTheCall(was) || dependsOnTheCall(is))
    return [
      {
        danger: "rewrites-emergency-numbers",
        what: `by ${is.name} ${was.name === is.name ? "with other steps" : `instead of ${was.name}`}`,
      },
    ];
  return outcomeDifferences(was, is, number);
}

function outcomeDifferences(
  was: NamedConversion,
  is: NamedConversion,
  number: ConvertibleNumber,
): readonly Difference[] {
  const before = convertNumber(was.name, number, was.snapshot);
  const now = convertNumber(is.name, number, is.snapshot);
  const differences: Difference[] = [];
  if (before?.calledParty !== now?.calledParty || before?.form !== now?.form)
    differences.push({
      danger: "rewrites-emergency-numbers",
      what: `${now?.calledParty ?? "nothing"} instead of ${before?.calledParty ?? "nothing"}`,
    });
  if (before?.callingParty !== now?.callingParty)
    differences.push({
      danger: "changes-calling-party",
      what: `${now?.callingParty ?? "the caller's number"} instead of ${before?.callingParty ?? "the caller's number"}`,
    });
  const headers = headerDifference(before?.headers ?? {}, now?.headers ?? {});
  if (headers !== null) differences.push({ danger: "changes-emergency-headers", what: headers });
  return differences;
}

/** No steps for `as-received`. */
const stepsOf = ({ name, snapshot }: NamedConversion): readonly ConversionStep[] =>
  snapshot.conversions.get(name)?.steps ?? [];

function dependsOnTheCall({ name, snapshot }: NamedConversion): boolean {
  const conversion = snapshot.conversions.get(name);
  return conversion !== undefined && needsTheCall(conversion);
}

import type { Service } from "../../catalogue/catalogue-entry.ts";
import type { CallClass } from "../../recognition/classes.ts";
import { serviceUrnFor } from "../../recognition/service-urn.ts";
import { asReceived, type Conversion, type Converted } from "../../routing/conversion.ts";
import { convert } from "../../routing/convert.ts";
import type { Snapshot } from "../../routing/snapshot.ts";
import { tableUses } from "../compile/table-use.ts";

/** A number with what its conversion may use when nothing is known about the call. */
export type ConvertibleNumber = {
  readonly territory: string;
  readonly shortCode: string;
  readonly class: CallClass;
  readonly services: readonly Service[];
};

/** The number in its country form, "+44999"; the short code alone where no calling code is known. */
export function dialledForm({ territory, shortCode }: ConvertibleNumber, { plan }: Snapshot): string {
  const callingCode = plan.callingCodeOf(territory);
  return callingCode === null ? shortCode : `+${callingCode}${shortCode}`;
}

/** Converts a number of an unknown call; null where the conversion fails or does not exist. */
export function convertNumber(name: string, number: ConvertibleNumber, snapshot: Snapshot): Converted | null {
  const dialled = dialledForm(number, snapshot);
  if (name === asReceived) return { form: "number", calledParty: dialled, callingParty: null, headers: {} };
  const conversion = snapshot.conversions.get(name);
  if (conversion === undefined) return null;
  return convert(conversion, {
    number: dialled,
    callingCode: snapshot.plan.callingCodeOf(number.territory),
    shortCode: number.shortCode,
    territory: number.territory,
    locationKey: null,
    callingParty: null,
    elin: null,
    serviceUrn: serviceUrnFor(number.class, number.services),
    tables: snapshot.tables,
  });
}

/** Whether the result of a conversion depends on the location or the caller of a call. */
export const needsTheCall = (conversion: Conversion): boolean =>
  tableUses(conversion).some(({ key }) => key !== "territory") ||
  conversion.steps.some(
    (step) =>
      (step.do === "set-calling-party" && step.from === "elin") ||
      Object.values(step).some((value) => typeof value === "string" && value.includes("{locationKey}")),
  );

import { callingCodeByTerritory } from "../../catalogue/calling-codes.ts";
import { catalogue } from "../../catalogue/catalogue.ts";
import { pace } from "../../pace.ts";
import type { NumberItem } from "../document.ts";
import type { DocumentFault } from "../document-fault.ts";
import { withItsZeros } from "../lost-zeros.ts";
import { eachItem, faultAt, type Rule, when } from "./rule.ts";

/** A short code under its calling code is no subscriber's number: callers of that number would reach somebody else. */
export const shortCodesAreNoSubscribers = eachItem("numbers", ({ isTelephoneNumber }) => {
  const known = new Map<string, boolean>();
  return ({ territory, shortCode }) => {
    const callingCode = callingCodeByTerritory.get(territory);
    const number = `+${callingCode}${shortCode}`;
    const isSubscriber = known.get(number) ?? (callingCode !== undefined && isTelephoneNumber(number));
    known.set(number, isSubscriber);
    return when(isSubscriber, ["shortCode"], `${number} is a number that a subscriber can have`);
  };
});

const emergenciesInCatalogue = new Set(
  catalogue.flatMap(({ territory, shortCode, class: callClass }) =>
    callClass === "emergency" ? [`${territory} ${shortCode}`] : [],
  ),
);

/** Warning: a help line of social value, or the test number of North America, is listed as an emergency. */
export const noHelpLineIsAnEmergency = eachItem("numbers", () => ({ territory, shortCode, class: callClass }) => {
  const isOdd = /^116[0-9]{3}$/.test(shortCode) || shortCode === "933";
  return when(
    isOdd && callClass === "emergency" && !emergenciesInCatalogue.has(`${territory} ${shortCode}`),
    ["class"],
    shortCode === "933" ? "933 is a test number in North America" : `${shortCode} is a help line in most of Europe`,
  );
});

/** Warning: a number looks like one of the catalogue's without its zeros. A spreadsheet may have dropped them. */
export const zerosAreNotLost = eachItem("numbers", () => ({ territory, shortCode }) => {
  const whole = withItsZeros(territory, shortCode);
  const message = `${territory} has the number ${whole}: did a spreadsheet drop the zeros of ${shortCode}?`;
  return when(whole !== null, ["shortCode"], message);
});

/** A number ends after it begins. Instants all have the same length, so that they sort as text. */
export const windowsAreNotEmpty = eachItem("numbers", () => ({ validFrom, validUntil }) => {
  const isEmpty = validFrom !== null && validUntil !== null && validFrom >= validUntil;
  return when(isEmpty, ["validUntil"], "must be after validFrom");
});

type Window = { readonly index: number; readonly number: NumberItem };

/** The windows of a tenant's number in a territory do not overlap: at any time it has one meaning. */
export const windowsDoNotOverlap: Rule = async ({ document }) => {
  const windows = new Map<string, Window[]>();
  for (const [index, number] of document.numbers.entries()) {
    const id = `${number.tenant} ${number.territory} ${number.shortCode}`;
    const others = windows.get(id);
    if (others === undefined) windows.set(id, [{ index, number }]);
    else others.push({ index, number });
    if (pace.isDue()) await pace.rest();
  }
  const faults: DocumentFault[] = [];
  for (const ofNumber of windows.values()) {
    if (ofNumber.length > 1) faults.push(...overlaps(ofNumber));
    if (pace.isDue()) await pace.rest();
  }
  return faults;
};

function overlaps(windows: readonly Window[]): readonly DocumentFault[] {
  const faults: DocumentFault[] = [];
  let reaching: NumberItem | null = null;
  for (const { index, number } of windows.toSorted(byStart)) {
    // Two with the same start have the same key: `noItemTwice` reports them.
    if (reaching !== null && reaching.validFrom !== number.validFrom && reachesInto(reaching, number))
      faults.push(faultAt("numbers", index, ["validFrom"], `overlaps the entry that holds ${inWords(reaching)}`));
    if (reaching === null || endsLater(number, reaching)) reaching = number;
  }
  return faults;
}

const byStart = (a: Window, b: Window): number => {
  const [first, second] = [a.number.validFrom ?? "", b.number.validFrom ?? ""];
  return first < second ? -1 : first > second ? 1 : 0;
};

const reachesInto = (earlier: NumberItem, later: NumberItem): boolean =>
  earlier.validUntil === null || earlier.validUntil > (later.validFrom ?? "");

const endsLater = (number: NumberItem, than: NumberItem): boolean =>
  than.validUntil !== null && (number.validUntil === null || number.validUntil > than.validUntil);

const inWords = ({ validFrom, validUntil }: NumberItem): string => {
  if (validFrom === null && validUntil === null) return "always";
  return [validFrom === null ? [] : `from ${validFrom}`, validUntil === null ? [] : `until ${validUntil}`]
    .flat()
    .join(" ");
};

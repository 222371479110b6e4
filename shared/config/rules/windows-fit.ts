import type { NumberItem } from "../document.ts";
import { type Findings, faultAt, type Subject } from "./rule.ts";

/** A number ends after it begins. Instants have one length, so that they sort as text. */
export function* windowsAreNotEmpty({ document }: Subject): Findings {
  for (const [index, { validFrom, validUntil }] of document.numbers.entries()) {
    if (validFrom === null || validUntil === null || validFrom < validUntil) yield;
    else yield faultAt("numbers", index, ["validUntil"], "must be after validFrom");
  }
}

type Window = { readonly index: number; readonly number: NumberItem };

/** One number says one thing at a time: the windows of a tenant's number in a territory do not overlap. */
export function* windowsDoNotOverlap({ document }: Subject): Findings {
  const windows = new Map<string, Window[]>();
  for (const [index, number] of document.numbers.entries()) {
    const id = `${number.tenant} ${number.territory} ${number.shortCode}`;
    const others = windows.get(id);
    if (others === undefined) windows.set(id, [{ index, number }]);
    else others.push({ index, number });
    yield;
  }
  for (const ofNumber of windows.values()) {
    yield;
    if (ofNumber.length > 1) yield* overlaps(ofNumber);
  }
}

function* overlaps(windows: Window[]): Findings {
  let reaching: NumberItem | null = null;
  for (const { index, number } of windows.sort(byStart)) {
    // Two with one start have one key: another rule tells of them.
    if (reaching !== null && reaching.validFrom !== number.validFrom && reachesInto(reaching, number))
      yield faultAt("numbers", index, ["validFrom"], `overlaps the entry that holds ${describeWindow(reaching)}`);
    else yield;
    if (reaching === null || endsLater(number, reaching)) reaching = number;
  }
}

const byStart = (a: Window, b: Window): number => {
  const [first, second] = [a.number.validFrom ?? "", b.number.validFrom ?? ""];
  return first < second ? -1 : first > second ? 1 : 0;
};

const reachesInto = (earlier: NumberItem, later: NumberItem): boolean =>
  earlier.validUntil === null || earlier.validUntil > (later.validFrom ?? "");

const endsLater = (number: NumberItem, than: NumberItem): boolean =>
  than.validUntil !== null && (number.validUntil === null || number.validUntil > than.validUntil);

const describeWindow = ({ validFrom, validUntil }: NumberItem): string => {
  if (validFrom === null && validUntil === null) return "always";
  return [validFrom === null ? [] : `from ${validFrom}`, validUntil === null ? [] : `until ${validUntil}`]
    .flat()
    .join(" ");
};

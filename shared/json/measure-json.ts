import { type Checked, faulty, valid } from "../checked.ts";
import { pace } from "../pace.ts";

/** What is within these limits is parsed in tens of milliseconds. No good body has more. */
const valuesAtMost = 450_000;
const namesAtMost = 1_000;
const depthAtMost = 100;
const textBytesAtMost = 128 * 1024;
/** V8 keeps texts of up to ten characters in one table, which takes time for each that is new. */
const shortTextsAtMost = 200_000;
const shortBytes = 12;
/** What is validated in one go: one item, and everything outside the items. */
const valuesTogetherAtMost = 1_000;

/** Bytes, or whole texts, that are looked at between two looks at the clock. */
const looksAtOnce = 8 * 1024;

/** Lists, objects and commas are counted as values. */
type Sizes = {
  /** Members of the outermost object, those that stand there twice counted twice. */
  members: number;
  values: number;
  valuesOutside: number;
  valuesInItem: number;
  mostInItem: number;
  /** How many lists and objects lie around the item that is being read; null outside items. */
  itemDepth: number | null;
  depth: number;
  deepest: number;
  longestText: number;
  /** The different names of members, and the different short texts, in quotes. */
  readonly names: Set<string>;
  readonly shortTexts: Set<string>;
};

type Text = { readonly from: number; readonly end: number };

/**
 * Measures JSON in UTF-8 before it is parsed in one go: millions of values would keep calls waiting for seconds. An item is an
 * object with `aroundItems` lists and objects around it, or more: 2 for those of `{"numbers":[{}]}`. A fault goes on from the
 * body's name: "has lists and objects more than 100 deep". Paced.
 */
export async function measureJson(
  bytes: Buffer,
  aroundItems: number,
): Promise<Checked<{ readonly members: number }, string>> {
  const sizes = noSizes();
  let text: Text = { from: 0, end: 0 };
  for (let at = 0, looks = 1; at < bytes.length; at++, looks++) {
    const byte = bytes[at] ?? 0;
    if (byte === quote) {
      text = { from: at, end: endOfText(bytes, at) };
      countText(sizes, bytes, text);
      at = text.end;
    } else if (byte === colon) countName(sizes, bytes.toString("latin1", text.from, text.end));
    else if (byte === openBrace || byte === openBracket) countOpening(sizes, byte === openBrace, aroundItems);
    else if (byte === closeBrace || byte === closeBracket) countClosing(sizes);
    else if (byte === comma) countValue(sizes);
    if (looks % looksAtOnce !== 0) continue;
    if (outsizeOf(sizes) !== null) break;
    if (pace.isDue()) await pace.rest();
  }
  const outsize = outsizeOf(sizes);
  return outsize === null ? valid({ members: sizes.members }) : faulty([outsize]);
}

const noSizes = (): Sizes => ({
  ...{ members: 0, values: 0, valuesOutside: 0, valuesInItem: 0, mostInItem: 0 },
  ...{ itemDepth: null, depth: 0, deepest: 0, longestText: 0, names: new Set(), shortTexts: new Set() },
});

/** Where the quote is that closes a text; the end where none does. */
function endOfText(bytes: Buffer, from: number): number {
  let at = from + 1;
  while (at < bytes.length && bytes[at] !== quote) at += bytes[at] === backslash ? 2 : 1;
  return at;
}

function countText(sizes: Sizes, bytes: Buffer, { from, end }: Text): void {
  sizes.longestText = Math.max(sizes.longestText, end - from);
  if (end - from < shortBytes && sizes.shortTexts.size <= shortTextsAtMost)
    sizes.shortTexts.add(bytes.toString("latin1", from, end));
}

function countName(sizes: Sizes, name: string): void {
  if (sizes.depth === 1) sizes.members++;
  if (sizes.names.size <= namesAtMost) sizes.names.add(name);
}

function countValue(sizes: Sizes): void {
  sizes.values++;
  if (sizes.itemDepth === null) sizes.valuesOutside++;
  else sizes.mostInItem = Math.max(sizes.mostInItem, ++sizes.valuesInItem);
}

function countOpening(sizes: Sizes, isObject: boolean, aroundItems: number): void {
  if (isObject && sizes.itemDepth === null && sizes.depth >= aroundItems) {
    sizes.itemDepth = sizes.depth;
    sizes.valuesInItem = 0;
    // The comma before it is no value outside the items.
    sizes.valuesOutside--;
  }
  countValue(sizes);
  sizes.deepest = Math.max(sizes.deepest, ++sizes.depth);
}

function countClosing(sizes: Sizes): void {
  if (--sizes.depth === sizes.itemDepth) sizes.itemDepth = null;
}

function outsizeOf(sizes: Sizes): string | null {
  const { values, valuesOutside, mostInItem, names, shortTexts, deepest, longestText } = sizes;
  if (deepest > depthAtMost) return `has lists and objects more than ${depthAtMost} deep`;
  if (values > valuesAtMost) return `has more than ${valuesAtMost} values`;
  if (mostInItem > valuesTogetherAtMost) return `has an item of more than ${valuesTogetherAtMost} values`;
  if (valuesOutside > valuesTogetherAtMost) return `has more than ${valuesTogetherAtMost} values outside its items`;
  if (names.size > namesAtMost) return `has members of more than ${namesAtMost} different names`;
  if (shortTexts.size > shortTextsAtMost) return `has more than ${shortTextsAtMost} different short texts`;
  return longestText > textBytesAtMost ? `has a text of more than ${textBytesAtMost} bytes` : null;
}

const [quote, backslash, colon, comma] = [0x22, 0x5c, 0x3a, 0x2c];
const [openBrace, closeBrace, openBracket, closeBracket] = [0x7b, 0x7d, 0x5b, 0x5d];

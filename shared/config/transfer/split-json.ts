import type { Steps } from "../../in-slices.ts";
import { decodePieces } from "./decode-pieces.ts";
import { longestItem } from "./import-limits.ts";
import { type JsonFrame, makeFrame } from "./json-frame.ts";

/**
 * JSON without the objects deep within it, and those one by one. In the frame `{"":[<index>,<count>]}` stands for so many of
 * them with nothing but commas between. `members`: how many members the outermost object has, those that stand there twice
 * counted twice.
 */
export type SplitJson = { readonly frame: string; readonly elements: readonly string[]; readonly members: number };

/** JSON of more than any good body has, in words that go on from its name: to parse it would keep calls waiting. */
export type OutsizeJson = { readonly outsize: string };

export type SplitOptions = {
  /** How many lists and objects lie around an object that is cut out, at least. */
  readonly fromDepth: number;
  readonly elementsAtMost: number;
};

/** Of what is parsed in one go: an element, or the frame. */
const charactersAtMost = 2 * longestItem;
const valuesAtMost = 1_000;
const depthAtMost = 100;

/**
 * Cuts a large JSON text into what can be parsed bit by bit. What is not JSON gives a frame or elements that are not JSON
 * either.
 */
export function* splitJson(
  bytes: Uint8Array,
  { fromDepth, elementsAtMost }: SplitOptions,
): Steps<SplitJson | OutsizeJson> {
  const elements: string[] = [];
  const frame = makeFrame();
  let members = 0;
  let element = "";
  let depth = 0;
  let deepest = 0;
  /** Commas in the frame, in the element that is being read, and in the one that has most. */
  let inFrame = 0;
  let inElement = 0;
  let inFullest = 0;
  /** How deep the element lies that is being read. */
  let elementDepth: number | null = null;
  let isText = false;
  let isEscaped = false;
  for (const piece of decodePieces(bytes)) {
    let from = 0;
    for (let i = 0; i < piece.length; i++) {
      const character = piece.charCodeAt(i);
      if (isText) {
        if (isEscaped) isEscaped = false;
        else if (character === backslash) isEscaped = true;
        else if (character === quote) isText = false;
      } else if (character === quote) isText = true;
      else if (character === comma) {
        if (elementDepth === null) inFrame++;
        else if (++inElement > inFullest) inFullest = inElement;
      } else if (character === colon && depth === 1) members++;
      else if (character === openBracket) {
        if (++depth > deepest) deepest = depth;
      } else if (character === openBrace) {
        if (elementDepth === null && depth >= fromDepth) {
          frame.text(piece.slice(from, i));
          from = i;
          elementDepth = depth;
          inElement = 0;
        }
        if (++depth > deepest) deepest = depth;
      } else if (character === closeBrace || character === closeBracket) {
        depth--;
        if (depth !== elementDepth) continue;
        if (frame.place(elements.length)) inFrame--;
        elements.push(element + piece.slice(from, i + 1));
        element = "";
        from = i + 1;
        elementDepth = null;
      }
    }
    if (elementDepth === null) frame.text(piece.slice(from));
    else element += piece.slice(from);
    const outsize = outsizeOf({ elements, elementsAtMost, frame, inFrame, element, inFullest, deepest });
    if (outsize !== null) return { outsize };
    yield;
  }
  return { frame: frame.whole() + element, elements, members };
}

type Measured = Pick<SplitOptions, "elementsAtMost"> & {
  readonly elements: readonly string[];
  readonly frame: JsonFrame;
  readonly inFrame: number;
  readonly element: string;
  readonly inFullest: number;
  readonly deepest: number;
};

function outsizeOf(measured: Measured): string | null {
  const { elements, elementsAtMost, frame, inFrame, element, inFullest, deepest } = measured;
  if (elements.length > elementsAtMost) return `has more than ${elementsAtMost} items`;
  if (element.length > charactersAtMost) return `has an item of more than ${charactersAtMost} characters`;
  if (frame.length() > charactersAtMost) return `has more than ${charactersAtMost} characters outside its items`;
  if (inFullest > valuesAtMost) return `has an item of more than ${valuesAtMost} values`;
  if (inFrame > valuesAtMost) return `has more than ${valuesAtMost} values outside its items`;
  return deepest > depthAtMost ? `has lists and objects more than ${depthAtMost} deep` : null;
}

const [quote, backslash, colon, comma] = [0x22, 0x5c, 0x3a, 0x2c];
const [openBrace, closeBrace, openBracket, closeBracket] = [0x7b, 0x7d, 0x5b, 0x5d];

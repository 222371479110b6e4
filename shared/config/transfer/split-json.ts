import type { Steps } from "../../in-slices.ts";
import { decodePieces } from "./decode-pieces.ts";

/**
 * JSON without the objects deep within it, and those one by one. In the frame each has `{"":<index>}` in its place.
 * `members`: how many members the outermost object has, those that stand there twice counted twice.
 */
export type SplitJson = { readonly frame: string; readonly elements: readonly string[]; readonly members: number };

export type SplitOptions = {
  /** How many lists and objects lie around an object that is cut out, at least. */
  readonly fromDepth: number;
  readonly elementsAtMost: number;
};

/**
 * Cuts a large JSON text into what can be parsed bit by bit. What is not JSON gives a frame or elements that are not JSON
 * either. Null where there are more elements than that.
 */
export function* splitJson(bytes: Uint8Array, { fromDepth, elementsAtMost }: SplitOptions): Steps<SplitJson | null> {
  const elements: string[] = [];
  let members = 0;
  let frame = "";
  let element = "";
  let depth = 0;
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
      else if (character === colon && depth === 1) members++;
      else if (character === openBracket) depth++;
      else if (character === openBrace) {
        if (elementDepth === null && depth >= fromDepth) {
          frame += piece.slice(from, i);
          from = i;
          elementDepth = depth;
        }
        depth++;
      } else if (character === closeBrace || character === closeBracket) {
        depth--;
        if (depth !== elementDepth) continue;
        frame += `{"":${elements.length}}`;
        elements.push(element + piece.slice(from, i + 1));
        element = "";
        from = i + 1;
        elementDepth = null;
      }
    }
    if (elementDepth === null) frame += piece.slice(from);
    else element += piece.slice(from);
    if (elements.length > elementsAtMost) return null;
    yield;
  }
  return { frame: frame + element, elements, members };
}

const [quote, backslash, colon] = [0x22, 0x5c, 0x3a];
const [openBrace, closeBrace, openBracket, closeBracket] = [0x7b, 0x7d, 0x5b, 0x5d];

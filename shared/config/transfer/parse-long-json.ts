import type { Steps } from "../../in-slices.ts";
import { elementsIn } from "./json-frame.ts";
import { type OutsizeJson, splitJson } from "./split-json.ts";

/** More than any good request has. */
const elementsAtMost = 100_000;

/**
 * Parses JSON in UTF-8 as JSON.parse does, but each object by itself around which there are `fromDepth` lists and objects: 2
 * for those in lists of the outermost object. Throws a SyntaxError for what is not JSON.
 */
export function* parseLongJson(bytes: Uint8Array, fromDepth: number): Steps<{ readonly value: unknown } | OutsizeJson> {
  const split = yield* splitJson(bytes, { fromDepth, elementsAtMost });
  if ("outsize" in split) return split;
  const elements: unknown[] = [];
  for (const element of split.elements) {
    elements.push(JSON.parse(element));
    yield;
  }
  const frame: unknown = JSON.parse(split.frame);
  yield;
  return { value: yield* fill(frame, 0, { elements, fromDepth }) };
}

type Cut = { readonly elements: readonly unknown[]; readonly fromDepth: number };

/** A value of the frame, around which there are `depth` lists and objects, with the elements in their places. */
function* fill(value: unknown, depth: number, cut: Cut): Steps<unknown> {
  yield;
  if (Array.isArray(value)) return yield* fillList(value, depth + 1, cut);
  if (typeof value !== "object" || value === null) return value;
  if (depth < cut.fromDepth) {
    for (const [name, member] of Object.entries(value)) Reflect.set(value, name, yield* fill(member, depth + 1, cut));
    return value;
  }
  const [element, ...others] = elementsIn(value, cut.elements) ?? [];
  if (others.length > 0) throw new SyntaxError("an object has an element without a name");
  return element;
}

function* fillList(list: readonly unknown[], depth: number, cut: Cut): Steps<readonly unknown[]> {
  const filled: unknown[] = [];
  for (const value of list) {
    const elements = depth < cut.fromDepth ? null : elementsIn(value, cut.elements);
    if (elements === null) filled.push(yield* fill(value, depth, cut));
    else
      for (const element of elements) {
        filled.push(element);
        yield;
      }
  }
  return filled;
}

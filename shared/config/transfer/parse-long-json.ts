import type { Steps } from "../../in-slices.ts";
import { splitJson } from "./split-json.ts";

/** More than any good request has. */
const elementsAtMost = 100_000;

/**
 * Parses JSON in UTF-8 as JSON.parse does, but each object by itself around which there are `fromDepth` lists and objects: 2
 * for those in lists of the outermost object. Throws a SyntaxError for what is not JSON.
 */
export function* parseLongJson(bytes: Uint8Array, fromDepth: number): Steps<unknown> {
  const split = yield* splitJson(bytes, { fromDepth, elementsAtMost });
  if (split === null) return JSON.parse(new TextDecoder().decode(bytes));
  const elements: unknown[] = [];
  for (const element of split.elements) {
    elements.push(JSON.parse(element));
    yield;
  }
  const frame: unknown = JSON.parse(split.frame);
  yield;
  yield* putBack(elements, frame, fromDepth);
  return frame;
}

/** Puts the elements into their places. So deep in the frame there are no other objects, and lists may lie within lists. */
function* putBack(elements: readonly unknown[], frame: unknown, fromDepth: number): Steps<void> {
  let around = [frame].filter(isObject);
  for (let depth = 1; around.length > 0; depth++) {
    const within: object[] = [];
    for (const parent of around)
      for (const [name, value] of Object.entries(parent)) {
        yield;
        if (!isObject(value)) continue;
        if (depth < fromDepth || Array.isArray(value)) within.push(value);
        else Reflect.set(parent, name, elements[Number(Reflect.get(value, ""))]);
      }
    around = within;
  }
}

const isObject = (value: unknown): value is object => typeof value === "object" && value !== null;

import type { Steps } from "../../in-slices.ts";
import type { NumberItem } from "../document.ts";
import { type GrowingIndex, growIndex } from "../numbers/index-short-codes.ts";
import { makeNumberLists, type NumberLists } from "../numbers/number-lists.ts";

/** The configured numbers: every customer's list, and the beginning of an index of them all. */
export type CompiledNumbers = { readonly lists: NumberLists; readonly index: GrowingIndex };

/**
 * Compiles numbers as they come, so that nobody need have all of them at once; undefined where none came, so that others may
 * run for a while.
 */
export function* compileNumbers(items: Iterable<NumberItem | undefined>): Steps<CompiledNumbers> {
  const lists = makeNumberLists(true);
  const index = growIndex();
  for (const item of items) {
    if (item !== undefined) {
      if (lists.isFull()) yield* lists.grow();
      if (index.isFull()) yield* index.grow();
      lists.add(item);
      index.add(item);
    }
    yield;
  }
  return { lists, index };
}

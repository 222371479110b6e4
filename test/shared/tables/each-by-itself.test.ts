import { expect, it } from "vitest";
import { DependencyError } from "../../../shared/dependency-error.ts";
import { eachByItself, eachByItselfTwice } from "../../../shared/tables/each-by-itself.ts";
import { TableError } from "../../../shared/tables/table-call.ts";

const items = Array.from({ length: 30 }, (_, index) => index);
const ofStore = new DependencyError("write", true, new TableError(500, null));
const ofRow = new DependencyError("write", false, new TableError(400, "EntityTooLarge"));

async function triedWith(fails: (item: number) => Error | null, isWell?: () => Promise<boolean>) {
  const tried: number[] = [];
  const run = async (item: number): Promise<number> => {
    tried.push(item);
    const error = fails(item);
    if (error !== null) throw error;
    return item;
  };
  const fates = await eachByItself(items, run, isWell);
  return { tried, done: fates.flatMap((fate) => ("result" in fate ? [fate.result] : [])), fates };
}

it("what fails keeps none of the others from being done", async () => {
  const { done } = await triedWith((item) => (item === 3 || item === 17 ? ofStore : null));
  expect(done).toEqual(items.filter((item) => item !== 3 && item !== 17));
});

it("when the first ones all fail for the store's sake the others are not tried, and said not to have been", async () => {
  const { tried, fates } = await triedWith(() => ofStore);
  expect(tried).toHaveLength(8);
  expect(fates.filter((fate) => "tried" in fate && !fate.tried)).toHaveLength(22);
  expect(fates.every(({ error }) => error === ofStore)).toBe(true);
});

it("they are tried when the store is well all the same, or when it is the rows that are refused", async () => {
  expect(
    (
      await triedWith(
        () => ofStore,
        async () => true,
      )
    ).tried,
  ).toEqual(items);
  expect((await triedWith(() => ofRow)).tried).toEqual(items);
});

it.each([
  ["fails once, and the store is well, is done", [ofStore], true, { error: null, result: 3 }],
  ["fails twice, and the store is well, is alone with that", [ofStore, ofRow], true, { error: ofRow, isAlone: true }],
  ["fails, and the store is not well, is not tried again", [ofStore], false, { error: ofStore, isAlone: false }],
])("what %s", async (_, errors, isStoreWell, fate) => {
  const left = [...errors];
  const run = async (item: number): Promise<number> => {
    const error = item === 3 ? left.shift() : undefined;
    if (error !== undefined) throw error;
    return item;
  };
  const fates = await eachByItselfTwice(items, run, { isWell: async () => isStoreWell, afterMs: 0 });
  expect(left).toEqual([]);
  expect(fates).toEqual(items.map((item) => (item === 3 ? fate : { error: null, result: item })));
});

it("what was not even tried the second time is not alone", async () => {
  let asked = 0;
  const fates = await eachByItselfTwice(items, () => Promise.reject(ofStore), {
    isWell: async () => ++asked <= 2,
    afterMs: 0,
  });
  expect(fates.filter((fate) => "isAlone" in fate && fate.isAlone)).toHaveLength(8);
});

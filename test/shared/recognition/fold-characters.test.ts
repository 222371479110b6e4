import { expect, it } from "vitest";
import { foldName } from "../../../shared/recognition/fold-characters.ts";

it.each([
  ["Contoso", "contoso"],
  [" contoso ", "contoso"],
  ["ｃｏｎｔｏｓｏ", "contoso"],
  ["con\u200btoso", "contoso"],
  ["2A004", "2a004"],
  ["contoso-eu", "contoso-eu"],
])("a name is told by what people see of it: %j", (name, folded) => {
  expect(foldName(name)).toBe(folded);
});

import { type Checked, faulty, valid } from "../checked.ts";
import { pace } from "../pace.ts";
import { findJsonFault } from "./find-json-fault.ts";
import { measureJson } from "./measure-json.ts";
import { notJson } from "./why-unreadable.ts";

/** `members`: how many the outermost object was given, those that stand there twice counted twice. */
export type ParsedJson = { readonly value: unknown; readonly members: number };

/**
 * Parses a long JSON text in UTF-8 in one go, if that keeps calls waiting for tens of milliseconds at most: `aroundItems` as
 * `measureJson` has it. The fault goes on from the text's name: "is not JSON: line 3, column 5: expected , or }".
 */
export async function parseLongJson(bytes: Uint8Array, aroundItems: number): Promise<Checked<ParsedJson, string>> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const measured = await measureJson(buffer, aroundItems);
  if (measured.outcome === "faulty") return measured;
  const text = new TextDecoder().decode(buffer);
  await pace.rest();
  try {
    return valid({ value: JSON.parse(text), members: measured.value.members });
  } catch {
    return faulty([notJson(await findJsonFault(text))]);
  } finally {
    await pace.rest();
  }
}

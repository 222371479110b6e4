import * as z from "zod";
import { faulty } from "../../checked.ts";
import { parseLongJson } from "../../json/parse-long-json.ts";
import { decodePieces } from "../transfer/decode-pieces.ts";
import type { EmergencyList } from "./emergency-list.ts";
import { type GivenPart, gatherParts, malformedAt, readString } from "./given-list.ts";
import { gateway, type ListFormat } from "./list-format.ts";

/** The text of the field "Emergency dial strings" of Azure Communications Gateway: one line, with commas. It has no comments. */
export const acg: ListFormat = {
  contentType: "text/plain; charset=utf-8",
  extension: "txt",
  withUrns: false,
  holder: gateway,
  write: textsOf,
  read: (bytes) => (isJson(bytes) ? readResource(bytes) : gatherParts(readField(bytes))),
};

function* textsOf({ entries }: EmergencyList): Generator<string> {
  for (const [i, { dialString }] of entries.entries()) yield i === 0 ? dialString : `,${dialString}`;
  yield "\n";
}

/** No dial string begins with a brace. */
const isJson = (bytes: Uint8Array): boolean => /^\ufeff?\s*\{/.test(new TextDecoder().decode(bytes.subarray(0, 100)));

/** A resource of the type `Microsoft.VoiceServices/communicationsGateways`, as Azure Resource Manager has it (2023-09-01). */
const resourceSchema = z.object({ properties: z.object({ emergencyDialStrings: z.array(z.unknown()) }) });

const resourcePath = "properties.emergencyDialStrings";
/** How deep the list lies. */
const aroundItems = 2;

async function readResource(bytes: Uint8Array): ReturnType<ListFormat["read"]> {
  const parsed = await parseLongJson(bytes, aroundItems);
  if (parsed.outcome === "faulty") return faulty(parsed.faults.map((message) => ({ path: "", message })));
  const resource = resourceSchema.safeParse(parsed.value.value);
  if (!resource.success)
    return faulty([{ path: resourcePath, message: "must be a list of texts, as the resource of a gateway has it" }]);
  return gatherParts(
    resource.data.properties.emergencyDialStrings.map((text, i) => readElement(`${resourcePath}[${i}]`, text)),
  );
}

const readElement = (at: string, text: unknown): GivenPart =>
  typeof text === "string" ? readString(at, text) : malformedAt(at, String(text), "is no text");

/** Longer than any dial string. */
const longestEntry = 64 * 1024;

function* readField(bytes: Uint8Array): Generator<GivenPart> {
  let rest = "";
  let count = 0;
  const read = (text: string): readonly GivenPart[] => {
    count += 1;
    return text.trim() === "" ? [] : [readString(`entry ${count}`, text)];
  };
  for (const piece of decodePieces(bytes)) {
    const texts = (rest + piece).split(",");
    rest = texts.pop() ?? "";
    for (const text of texts) yield* read(text);
    if (rest.length > longestEntry) break;
  }
  yield* read(rest);
}

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
  read: (bytes) => (isJson(bytes) ? readJson(bytes, anyJson) : gatherParts(readField(bytes))),
};

function* textsOf({ entries }: EmergencyList): Generator<string> {
  for (const [i, { dialString }] of entries.entries()) yield i === 0 ? dialString : `,${dialString}`;
  yield "\n";
}

/** No dial string begins with a brace or a bracket. */
const isJson = (bytes: Uint8Array): boolean => /^\ufeff?\s*[{[]/.test(new TextDecoder().decode(bytes.subarray(0, 100)));

/** Where a JSON text has the list, and what is in it. */
type FoundList = { readonly path: string; readonly strings: readonly unknown[] };

const resourcePath = "properties.emergencyDialStrings";
const strings = z.array(z.unknown());

/** A resource of the type `Microsoft.VoiceServices/communicationsGateways`, as Azure Resource Manager has it (2023-09-01). */
const resource: z.ZodType<FoundList> = z
  .object({ properties: z.object({ emergencyDialStrings: strings }) })
  .transform(({ properties }) => ({ path: resourcePath, strings: properties.emergencyDialStrings }));

/** The same without `properties`, as `az voice-services gateway show` writes it, and the list alone, as with its `--query`. */
const anyJson: z.ZodType<FoundList> = z.union([
  resource,
  z
    .object({ emergencyDialStrings: strings })
    .transform((members) => ({ path: "emergencyDialStrings", strings: members.emergencyDialStrings })),
  strings.transform((list) => ({ path: "", strings: list })),
]);

/** How deep the list lies. */
const aroundItems = 2;

/** Reads a resource and nothing else. */
export const readResource = (bytes: Uint8Array): ReturnType<ListFormat["read"]> => readJson(bytes, resource);

async function readJson(bytes: Uint8Array, schema: z.ZodType<FoundList>): ReturnType<ListFormat["read"]> {
  const parsed = await parseLongJson(bytes, aroundItems);
  if (parsed.outcome === "faulty") return faulty(parsed.faults.map((message) => ({ path: "", message })));
  const found = schema.safeParse(parsed.value.value);
  if (!found.success)
    return faulty([{ path: resourcePath, message: "must be a list of texts, as the resource of a gateway has it" }]);
  const { path, strings: elements } = found.data;
  return gatherParts(elements.map((text, i) => readElement(`${path}[${i}]`, text)));
}

const readElement = (at: string, text: unknown): GivenPart =>
  typeof text === "string" ? readString(at, text.trim()) : malformedAt(at, String(text), "is no text");

/** Far longer than any dial string, with blanks around it. What follows up to the next comma is left out. */
const longestEntry = 4096;

function* readField(bytes: Uint8Array): Generator<GivenPart> {
  let rest = "";
  let count = 0;
  const read = (text: string): readonly GivenPart[] => {
    count += 1;
    return text.trim() === "" ? [] : [readString(`entry ${count}`, text.trim())];
  };
  for (const piece of decodePieces(bytes)) {
    const texts = (rest + piece).split(",");
    rest = (texts.pop() ?? "").slice(0, longestEntry);
    for (const text of texts) yield* read(text);
  }
  yield* read(rest);
}

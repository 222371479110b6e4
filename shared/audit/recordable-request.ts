import { isObject } from "../is-object.ts";
import { nestsWithin } from "../json/json-depth.ts";

/** A request as it may be recorded, and what was taken from it: everything that says where the caller is; null if nothing does. */
export type RecordableRequest = {
  readonly request: unknown;
  readonly location: Readonly<Record<string, unknown>> | null;
};

/** A body that nests deeper is recorded as text, so that no store or reader has to walk it. */
const recordedDepth = 32;

/** Members that say where the caller is, in any case: those of a call, of a question in Kamailio's form, and of a location that stand in the wrong place. */
const ofLocation: ReadonlySet<string> = new Set(
  (
    "location rb ct geolocation pidf pidflo pidf-lo body contenttype geo geouri civic civicaddress lat lon latitude longitude " +
    "radiusm elin a1 a2 a3 a4 a5 a6 pc hno hns lmk flr nam"
  ).split(" "),
);
const saysWhere = (name: string): boolean => ofLocation.has(name.toLowerCase());

/** `text`: the body as it came. */
export function recordableRequest(body: unknown, text: string): RecordableRequest {
  const members = Object.entries(isObject(body) ? body : {});
  const location = members.filter(([name, member]) => saysWhere(name) && member !== null);
  if (location.length === 0) return { request: nestsWithin(body, recordedDepth) ? body : text, location: null };
  const others = members.filter(([name]) => !saysWhere(name));
  return { request: Object.fromEntries(others.map(shallow)), location: Object.fromEntries(location.map(shallow)) };
}

/** The text that came cannot be recorded in its place, as the location stands in it. */
const shallow = ([name, member]: readonly [string, unknown]): readonly [string, unknown] => [
  name,
  nestsWithin(member, recordedDepth - 1) ? member : "nests too deeply to be recorded",
];

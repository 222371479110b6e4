import * as z from "zod";
import type { InputFault } from "../input-fault.ts";
import { parseInput } from "../parse-input.ts";
import type { ReadCall } from "./call-setup.ts";
import { readCallSetup } from "./read-call-setup.ts";
import { eventOfSipjson, isMembers } from "./sipjson.ts";

const sipjsonQuestion = z.looseObject({ ru: z.string() });

/** Why a value is no question in Kamailio's form. Empty when it is one. */
export function sipjsonFaults(value: unknown): readonly InputFault[] {
  const parsed = parseInput(sipjsonQuestion, value);
  return parsed.outcome === "valid" ? [] : parsed.faults;
}

/** Reads a question in Kamailio's form. Null only without a called party. */
export const readSipjson = (body: unknown, ingress: string | null, newId: () => string): ReadCall | null =>
  isMembers(body) ? readCallSetup(eventOfSipjson(body, ingress), newId) : null;

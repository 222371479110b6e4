import type { HttpRequest } from "@azure/functions";
import type { RecordedQuery } from "../../shared/audit/decided-event.ts";
import type { ReadCall } from "../../shared/recognition/call-setup.ts";
import type { Flag } from "../../shared/recognition/flags.ts";
import { addUnknown, readCallSetup } from "../../shared/recognition/read-call-setup.ts";
import { readSipjson } from "../../shared/recognition/read-sipjson.ts";
import { isSipjson } from "../../shared/recognition/sipjson.ts";
import { shorten } from "../../shared/shorten.ts";
import { strayParameters } from "./read-query.ts";

/** In which form a call is asked about, and wants its answer. */
export type CallForms = {
  /** `sipjson`: the body is what Kamailio's module of that name writes. Null: a call-setup event. */
  readonly question: "sipjson" | null;
  /** `rtjson`: what Kamailio's module of that name takes. Null: the decision as it is. */
  readonly answer: "rtjson" | null;
  /** The ingress that the URL names for a sipjson question. */
  readonly ingress: string | null;
  readonly flags: readonly Flag[];
  /** What is recorded of the URL. */
  readonly query: RecordedQuery | null;
};

const noFlags: readonly Flag[] = [];
const plain: CallForms = { question: null, answer: null, ingress: null, flags: noFlags, query: null };

/**
 * Reads the forms from the URL. It never costs a call its decision: a form that is not known, or that the body does not have, is
 * flagged; the body is read as what it is, and answered in the form that goes with the question.
 */
export function readCallForms(request: Pick<HttpRequest, "query">, body: unknown): CallForms {
  const { query } = request;
  if (query.size === 0) return plain;
  const [question, answer] = [query.get("question"), query.get("answer")];
  const isAsked = question !== null;
  const isKamailios = question === "sipjson" || (isAsked && isSipjson(body));
  const known = [...(isAsked ? ["ingress"] : []), "question", "answer"];
  return {
    question: isAsked ? "sipjson" : null,
    answer: answer === "rtjson" || (answer !== null && isKamailios) ? "rtjson" : null,
    ingress: isAsked ? query.get("ingress") : null,
    flags: [
      ...(isAsked && !(question === "sipjson" && isSipjson(body)) ? (["invalid:question"] as const) : noFlags),
      ...(answer !== null && answer !== "rtjson" ? (["invalid:answer"] as const) : noFlags),
      ...strayParameters(request, known).map((name): Flag => `unknown:${name}`),
    ],
    query: recordedQuery(query, known),
  };
}

/** Null only without a called party. */
export function readCall(body: unknown, { question, ingress, flags }: CallForms, newId: () => string): ReadCall | null {
  const read = question === null ? readCallSetup(body, newId) : readSipjson(body, ingress, newId);
  return read === null || flags.length === 0 ? read : { ...read, flags: withFlags(read.flags, flags) };
}

/** Of all that is unknown in a call and in its URL, five at most are named. */
function withFlags(ofBody: readonly Flag[], ofUrl: readonly Flag[]): readonly Flag[] {
  const flags = [...ofBody];
  for (const flag of ofUrl)
    if (flag.startsWith("unknown:")) addUnknown(flag, flags);
    else flags.push(flag);
  return flags;
}

function recordedQuery(query: HttpRequest["query"], known: readonly string[]): RecordedQuery | null {
  const given = known.flatMap((name) => {
    const value = query.get(name);
    return value === null ? [] : [[name, shorten(value, 64)] as const];
  });
  return given.length === 0 ? null : Object.fromEntries(given);
}

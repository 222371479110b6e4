import { starterConfiguration } from "../../shared/config/change/starter-configuration.ts";
import { compileSnapshot } from "../../shared/config/compile/compile-snapshot.ts";
import { pace } from "../../shared/pace.ts";
import type { CallClass } from "../../shared/recognition/classes.ts";
import { readCallSetup } from "../../shared/recognition/read-call-setup.ts";
import { decide } from "../../shared/routing/decide.ts";
import { postOf } from "../load/connection.ts";
import { auditStatusOf, type CallBody, callSetupPath, emergencyCall, oddCall, ordinaryCall } from "../traffic/calls.ts";
import type { Random } from "../traffic/random.ts";

type CallKind = "ordinary" | "odd" | "emergency" | "test";

/** Of a thousand requests of the signalling layer; the rest are ordinary calls. An outcome is reported for each audited call. */
const ofThousand = { odd: 20, emergency: 10, test: 2, outcome: 12 } as const;

const testCall = (random: Random): CallBody => ({
  ...emergencyCall(random),
  ingress: "zoom",
  calledParty: "+1933",
  callingParty: "+12125550123",
});

const makers: Readonly<Record<CallKind, (random: Random) => CallBody>> = {
  ordinary: ordinaryCall,
  odd: oddCall,
  emergency: emergencyCall,
  test: testCall,
};

const snapshot = await compileSnapshot(starterConfiguration());
const config = { version: 1, hash: "", source: "live", ageMs: 0 } as const;

/** The class that the product must answer by the starter configuration. */
function classOf(body: CallBody): CallClass {
  const read = readCallSetup(body, () => "");
  if (read === null) throw new Error("The call cannot be read.");
  return decide(read, { snapshot, config }, { nowMs: 0, decisionId: "" }).class;
}

/**
 * Whole requests as a signalling layer sends them, all different: `first` is the number of the first. The Call-ID holds the
 * kind of a call and the class that it must get, so that an answer can be judged by itself.
 */
export async function mixedRequests(count: number, random: Random, first = 0): Promise<readonly Buffer[]> {
  const requests: Buffer[] = [];
  for (let number = first; number < first + count; number++) {
    requests.push(mixedRequest(random, number));
    // Background requests are under way meanwhile.
    if (pace.isDue()) await pace.rest();
  }
  return requests;
}

function mixedRequest(random: Random, number: number): Buffer {
  const kind = pickKind(random.below(1_000));
  if (kind === "outcome") return postOf("/api/v1/call-outcomes", outcomeBody(number));
  const body = makers[kind](random);
  return postOf(callSetupPath, { ...body, callId: `load-${kind}-${classOf(body)}-${number}` });
}

function pickKind(below1000: number): CallKind | "outcome" {
  let rest = below1000;
  for (const kind of ["odd", "emergency", "test", "outcome"] as const) {
    if (rest < ofThousand[kind]) return kind;
    rest -= ofThousand[kind];
  }
  return "ordinary";
}

const outcomeBody = (number: number) => ({
  callId: `load-outcome-${number}`,
  finalStatus: 200,
  routeName: "emergency-a",
  attempts: [{ routeName: "emergency-a", status: 200, atMs: 900 }],
});

/** `fault`: what is wrong with the answer; null when nothing is. */
export type JudgedAnswer = { readonly kind: string; readonly fault: string | null };

/** Judges an answer to one of these requests. */
export function judgeAnswer(response: string): JudgedAnswer {
  const statusLine = response.slice(0, response.indexOf("\r\n"));
  if (/^HTTP\/1\.1 202 /.test(response) && response.includes('"eventId":"outcome-'))
    return { kind: "outcome", fault: faultUnless(response.includes('"status":"published"'), "not published") };
  const [, kind, wanted, found] = /"callId":"load-([a-z]+)-([a-z-]+)-\d+","class":"([a-z-]+)"/.exec(response) ?? [];
  if (!statusLine.startsWith("HTTP/1.1 200 ") || kind === undefined) return { kind: "unknown", fault: statusLine };
  if (found !== wanted) return { kind, fault: `${found} instead of ${wanted}` };
  const isAudited = found !== "ordinary" && found !== "special";
  const status = auditStatusOf(response);
  return { kind, fault: faultUnless(status === (isAudited ? "published" : "not-required"), status) };
}

const faultUnless = (isRight: boolean, fault: string): string | null => (isRight ? null : fault);

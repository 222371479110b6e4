import examples from "libphonenumber-js/mobile/examples";
import { catalogue } from "../../shared/catalogue/catalogue.ts";
import { postOf } from "../load/connection.ts";
import type { Random } from "./random.ts";

/** A call-setup event as a signalling layer sends it. */
export type CallBody = {
  readonly callId: string;
  readonly ingress: string;
  readonly tenant: string;
  readonly calledParty: string;
  readonly callingParty: string;
  readonly receivedAt: string;
  readonly attributes: Readonly<Record<string, string>>;
};

/** Subscriber numbers as they are dialled: some begin like an emergency number, some are extensions or national forms. */
const subscriberShapes: readonly string[] = [
  ...["+4420########", "+44161#######", "+447#########", "+44113#######", "+33112######", "+336########"],
  ...["+4930#######", "+49110#######", "+4915########", "+3906########", "+3491#######", "+3120#######"],
  ...["+1212#######", "+1415#######", "+1416#######", "+91112#######", "+5491########", "+61291######"],
  ...["+353871######", "+41442######", "+4687######", "+819########", "020########", "24##"],
];

/** Other called parties, valid and invalid: each must get a decision. */
const oddParties: readonly string[] = [
  ...["+44 999", "+44-999", "tel:+44999", "tel:999;phone-context=+44", "sip:+44999@sbc.example.net;user=phone"],
  ...["sip:%2B44999@sbc.example.net", "<TEL:911>", '"Bob 112" <sip:+442079460123@sbc.example.net>'],
  ...["urn:service:sos", "urn:service:sos.police", "urn:service:test.sos", "0044999", "01144999", "+４４９９９"],
  ...["٩١١", "*911", "911#", "", "anonymous", "\u0000", "🚑", "+442079460123 ext 4", "9".repeat(300), "+44\u200b999"],
];

const emergencies = catalogue.filter(({ tier, class: callClass }) => tier === "primary" && callClass === "emergency");

/** A call to a subscriber. */
export const ordinaryCall = (random: Random): CallBody =>
  callTo(random, random.digits(random.pick(subscriberShapes)), {
    ingress: random.pick(["zoom", "teams"]),
    callingParty: random.digits("+4420########"),
  });

/** A call to a number of the catalogue, as Zoom Phone or Teams spells it, from a number of the same territory. */
export const emergencyCall = (random: Random): CallBody => emergencyIn(random).body;

/** A call, and the territory that it is in. */
export type PlacedCall = { readonly territory: string; readonly body: CallBody };

/** The same, with its territory. */
export function emergencyIn(random: Random): PlacedCall {
  const { territory, callingCode, shortCode } = random.pick(emergencies);
  const ingress = random.pick(["zoom", "teams"]);
  const body = callTo(random, ingress === "zoom" ? `+${callingCode}${shortCode}` : shortCode, {
    ingress,
    callingParty: `+${callingCode}${exampleNumbers[territory] ?? random.digits("2#######")}`,
  });
  return { territory, body };
}

const exampleNumbers: Readonly<Record<string, string>> = examples;

export const oddCall = (random: Random): CallBody =>
  callTo(random, random.pick(oddParties), { ingress: "default", callingParty: "anonymous" });

/** Emergency numbers of other territories, in several spellings, from callers who are not there: all are ordinary and suspected. */
export const suspectedCall = (random: Random): CallBody =>
  callTo(random, random.pick(["118", "117", "0033112", "358112", "tel:119", "sip:110@sbc.example.net"]), {
    ingress: "zoom",
    callingParty: random.digits("+4420########"),
  });

/** One call in a hundred is an emergency: far more than in reality, so that it shows. */
export const mixedCall = (random: Random): CallBody =>
  random.below(100) === 0 ? emergencyCall(random) : ordinaryCall(random);

/** The two kinds of calls that are measured separately. */
export const callMakers = { ordinary: ordinaryCall, emergency: emergencyCall } as const;

export type CallKind = keyof typeof callMakers;

/** Exactly one call in each hundred is an emergency, at a random place: a few seconds of them have the same share. */
export const evenlyMixedCalls = (
  hundreds: number,
  random: Random,
): { readonly kind: CallKind; readonly body: CallBody }[] =>
  Array.from({ length: hundreds }, () => random.below(100)).flatMap((place) =>
    Array.from({ length: 100 }, (_, i) => {
      const kind = i === place ? "emergency" : "ordinary";
      return { kind, body: callMakers[kind](random) };
    }),
  );

/** So many calls, each made in turn. */
export const manyCalls = <Call>(count: number, random: Random, makeCall: (random: Random) => Call): Call[] =>
  Array.from({ length: count }, () => makeCall(random));

const callTo = (random: Random, calledParty: string, from: Pick<CallBody, "ingress" | "callingParty">): CallBody => ({
  callId: random.digits("f81d4fae-7dec-11d0-########@sbc1.example.net"),
  tenant: "contoso",
  calledParty,
  ...from,
  receivedAt: "2026-11-22T12:35:01.123Z",
  attributes: { trunk: "europe-1" },
});

export const callSetupPath = "/api/v1/call-setup";

/** Requests to the product; to another path for a server that it is compared with. */
export const requestsOf = (bodies: readonly CallBody[], path = callSetupPath): readonly Buffer[] =>
  bodies.map((body) => postOf(path, body));

/** The audit status in an answer of the product. For an answer that is not 200, its status line. */
export function auditStatusOf(response: string): string {
  if (!response.startsWith("HTTP/1.1 200 ")) return response.slice(0, response.indexOf("\r\n"));
  return /"audit":\{"eventId":[^,]*,"status":"([a-z-]+)"\}/.exec(response)?.[1] ?? "none";
}

/** A call from Zoom, and what it gets. */
export const callSetupExample = {
  callId: "f81d4fae-7dec-11d0@sbc1.example.net",
  ingress: "zoom",
  tenant: "contoso",
  calledParty: "+44999",
  callingParty: "+441632960123",
  territory: "GB",
  locationKey: "75056",
  receivedAt: "2026-11-22T12:35:01.123Z",
  attributes: { trunk: "zoom-eu-1" },
};

const eventId = "0198c1f0-5a3e-7cc2-9d55-0f6c2f1a9b10";

const configuration = {
  version: 42,
  hash: "sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
  source: "live",
  ageMs: 812,
};

export const emergencyAnswerExample = {
  decisionId: eventId,
  callId: callSetupExample.callId,
  class: "emergency",
  action: "route",
  number: {
    received: "+44999",
    normalised: "+44999",
    spelling: "plus-country-short-code",
    callingCode: "44",
    shortCode: "999",
    territory: "GB",
    territoryFrom: "event",
    candidateTerritories: ["GB"],
    services: ["ambulance", "fire", "police"],
    serviceUrn: "urn:service:sos",
  },
  conversion: { name: "short-code", calledParty: "999" },
  routes: ["a", "b"].map((letter) => ({
    name: `uk-emergency-${letter}`,
    requestUri: `sip:999@emergency-${letter}.operator.example;user=phone`,
    headers: { Priority: "emergency" },
    timeoutMs: 4000,
  })),
  contacts: [
    "<sip:999@emergency-a.operator.example;user=phone>;q=1.0",
    "<sip:999@emergency-b.operator.example;user=phone>;q=0.9",
  ],
  retryOn: [408, 503, 504],
  location: null,
  config: configuration,
  flags: [],
  audit: { eventId, status: "published" },
};

/** The same call in Kamailio's form, and its answer. */
export const sipjsonExample = {
  ru: "sip:+44999@sbc1.example.net",
  ci: callSetupExample.callId,
  fU: "+441632960123",
  fd: "zoom.example",
  si: "192.0.2.1",
};

export const rtjsonAnswerExample = {
  version: "1.0",
  routing: "serial",
  routes: emergencyAnswerExample.routes.map(({ name, requestUri, timeoutMs }) => ({
    name,
    uri: requestUri,
    headers: { extra: "Priority: emergency\r\n", replaces: "^(Priority)$" },
    fr_timer: timeoutMs,
    fr_inv_timer: 120_000,
  })),
  decisionId: eventId,
  class: "emergency",
  action: "route",
  retryOn: emergencyAnswerExample.retryOn,
  flags: [],
  contacts: emergencyAnswerExample.contacts,
  conversion: emergencyAnswerExample.conversion,
  audit: emergencyAnswerExample.audit,
};

/** What a subscriber's number gets. */
export const ordinaryAnswerExample = {
  decisionId: "0198c1f0-5a40-71b6-8f0e-6d5b1f0a2c44",
  callId: "0198c1f0-5a40-71b6-8f0e-6d5b1f0a2c45",
  class: "ordinary",
  action: "continue",
  number: {
    received: "+33112345678",
    normalised: "+33112345678",
    spelling: null,
    callingCode: null,
    shortCode: null,
    territory: null,
    territoryFrom: null,
    candidateTerritories: [],
    services: [],
    serviceUrn: null,
  },
  conversion: { name: "as-received", calledParty: "+33112345678" },
  routes: [],
  contacts: [],
  retryOn: [],
  location: null,
  config: configuration,
  flags: ["generated-call-id"],
  audit: { eventId: null, status: "not-required" },
};

export const outcomeExample = {
  callId: callSetupExample.callId,
  decisionId: eventId,
  finalStatus: 200,
  routeName: "uk-emergency-b",
  answeredAt: "2026-11-22T12:35:06.310Z",
  endedAt: "2026-11-22T12:41:17.000Z",
  attempts: [
    { routeName: "uk-emergency-a", status: 503, atMs: 40 },
    { routeName: "uk-emergency-b", status: 200, atMs: 96 },
  ],
};

export const outcomeAnswerExample = {
  eventId: "outcome-5f0c9d5b1f3e4f0a8f5e0c6a7b1d2e3f",
  audit: { status: "published" },
};

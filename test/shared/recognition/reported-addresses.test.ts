import { describe, expect, it } from "vitest";
import { decideCall } from "../../support/config/decide-call.ts";

/**
 * Addresses as SIP stacks, proxies, PBXs and telephone libraries write them, each of a kind that somebody reported. Digits of
 * subscribers are replaced by emergency numbers or by numbers reserved for fiction.
 */
type Report = { readonly report: string; readonly calledParty: string; readonly event?: object; readonly is: string };

const germany = { callingParty: "+4930123456" };
const britain = { callingParty: "+441632960123" };
const france = { callingParty: "+33140000000" };

const emergencies: readonly Report[] = [
  // Escapes in the user part
  {
    report: "https://github.com/RestComm/Restcomm-Connect/issues/1039",
    calledParty: "sip:%2B44999@h",
    event: britain,
    is: "GB 999",
  },
  {
    report: "https://github.com/RestComm/Restcomm-Connect/issues/1039",
    calledParty: "sip: 112@h",
    event: germany,
    is: "DE 112",
  },
  { report: "https://github.com/signalapp/Signal-Android/pull/3522", calledParty: "tel:%2B49112", is: "DE 112" },
  { report: "https://github.com/telekom-mms/phonebook/issues/196", calledParty: "tel:+49%20112", is: "DE 112" },
  { report: "https://github.com/orbiting/backends/issues/268", calledParty: "tel:+41%201%2017", is: "CH 117" },
  {
    report: "https://github.com/juha-h/baresip-studio/issues/382",
    calledParty: "sip:112%40subdomain.example.com%3Buser%3Dphone",
    event: germany,
    is: "DE 112",
  },
  {
    report: "https://github.com/pjsip/pjproject/issues/2814",
    calledParty: "sip:+49112%40sip.server.example@sip.server.example:5060",
    is: "DE 112",
  },
  {
    report: "https://github.com/resiprocate/resiprocate/pull/476",
    calledParty: "sip:%31%31%32@h",
    event: germany,
    is: "DE 112",
  },
  // Invisible and directional characters, raw and encoded
  {
    report: "https://github.com/nhoizey/vscode-gremlins/pull/204",
    calledParty: "\u202a112\u202c",
    event: germany,
    is: "DE 112",
  },
  {
    report: "https://github.com/nhoizey/vscode-gremlins/pull/204",
    calledParty: "sip:%E2%80%AA112%E2%80%AC@h",
    event: germany,
    is: "DE 112",
  },
  {
    report: "https://github.com/arushadev/piraye/issues/9",
    calledParty: "tel:%E2%80%8E112",
    event: germany,
    is: "DE 112",
  },
  {
    report: "https://github.com/arushadev/piraye/issues/9",
    calledParty: "sip:%D8%9C%E2%81%A6112%E2%81%A9@h",
    event: germany,
    is: "DE 112",
  },
  {
    report: "https://github.com/chandrabezzo/CountryCodePicker/pull/68",
    calledParty: "sip:%E2%80%8E%2B44999%E2%80%8E@h",
    event: britain,
    is: "GB 999",
  },
  {
    report: "https://github.com/danfickle/openhtmltopdf/issues/464",
    calledParty: "\u200e+49 \u200e112\u200e",
    is: "DE 112",
  },
  {
    report: "https://github.com/digitalfabrik/integreat-cms/issues/3694",
    calledParty: "tel:+49%C2%A0112",
    is: "DE 112",
  },
  // Digits of other scripts
  {
    report: "https://github.com/iziz/libPhoneNumber-iOS/issues/117",
    calledParty: "sip:%E0%A5%A7%E0%A5%A7%E0%A5%A8@h",
    event: germany,
    is: "DE 112",
  },
  {
    report: "https://github.com/khaled-alshamaa/ar-php/issues/31",
    calledParty: "tel:%DB%B1%DB%B1%DB%B2",
    event: germany,
    is: "DE 112",
  },
  {
    report: "https://github.com/google/libphonenumber/issues/763",
    calledParty: "sip:%EF%BC%91%EF%BC%91%EF%BC%92@h",
    event: germany,
    is: "DE 112",
  },
  // Separators and slashes
  {
    report: "https://github.com/netbox-community/netbox/issues/16460",
    calledParty: "tel:+44 9 99",
    event: britain,
    is: "GB 999",
  },
  {
    report: "https://github.com/64characters/Telephone/issues/324",
    calledParty: "tel://999",
    event: britain,
    is: "GB 999",
  },
  {
    report: "https://github.com/ZorinOS/zorin-connect-android/issues/38",
    calledParty: "tel:///112",
    event: germany,
    is: "DE 112",
  },
  { report: "https://github.com/odoo/odoo/pull/188964", calledParty: "tel://+49 112", is: "DE 112" },
  // Service URNs
  { report: "https://github.com/emiago/sipgo/pull/356", calledParty: "urn:service:sos", event: germany, is: "DE 112" },
  {
    report: "https://github.com/drachtio/drachtio-server/issues/96",
    calledParty: "sip:urn:service:sos.fire",
    event: france,
    is: "FR 18",
  },
  {
    report: "https://github.com/Metaswitch/sprout/pull/1924",
    calledParty: "<urn:service:sos>",
    event: germany,
    is: "DE 112",
  },
  {
    report: "https://github.com/asterisk/asterisk/issues/192",
    calledParty: "sip:urn:service:sos@pbx.example.net;user=phone",
    event: germany,
    is: "DE 112",
  },
  // Contexts
  {
    report: "https://github.com/OpenSIPS/opensips/issues/2071",
    calledParty: "sip:15@100.64.5.77;user=phone;phone-context=+33@domain.example",
    is: "FR 15",
  },
  {
    report: "https://github.com/google/libphonenumber/pull/3792",
    calledParty: "tel:117;phone-context=+41",
    is: "CH 117",
  },
  {
    report: "https://github.com/drachtio/drachtio-srf/pull/159",
    calledParty: "<tel:112;phone-context=+49;ext=1>",
    is: "DE 112",
  },
  // Hosts and users
  {
    report: "https://github.com/OpenSIPS/opensips/issues/2422",
    calledParty: "sip:112@fdba:8d4a:6fa6::2019",
    event: germany,
    is: "DE 112",
  },
  {
    report: "https://github.com/i-p-tel/sipdroid/issues/476",
    calledParty: "sip:112@wreckr.example@192.0.2.192",
    event: germany,
    is: "DE 112",
  },
  {
    report: "https://github.com/versatica/JsSIP/issues/50",
    calledParty: "sip:112:passwd@domain.example",
    event: germany,
    is: "DE 112",
  },
  {
    report: "https://github.com/signalwire/freeswitch/issues/1624",
    calledParty: "sip:tel:+49112@192.0.2.4:5060",
    is: "DE 112",
  },
];

const misspelt: readonly Report[] = [
  {
    report: "https://github.com/OpenSIPS/opensips/issues/2093",
    calledParty: "<urn:services:sos>",
    event: germany,
    is: "DE 112",
  },
  {
    report: "https://github.com/drachtio/drachtio-server/issues/96",
    calledParty: "<urn:service.sos.ambulance>",
    event: france,
    is: "FR 15",
  },
  {
    report: "https://github.com/drachtio/drachtio-server/issues/96",
    calledParty: "sip:urn:service.sos.ambulance@192.0.2.13",
    event: france,
    is: "FR 15",
  },
  {
    report: "https://datatracker.ietf.org/doc/html/draft-ietf-sipping-sos",
    calledParty: "sip:sos.fire@home.example",
    event: france,
    is: "FR 18",
  },
  {
    report: "https://nenawiki.org/wiki/SOS_URN",
    calledParty: "urn:nena:service:sos.psap",
    event: germany,
    is: "DE 112",
  },
];

const ordinary: readonly Report[] = [
  { report: "https://github.com/irontec/sngrep/issues/183", calledParty: "<sip:192.0.2.1>;tag=4E324FD8-692", is: "" },
  { report: "https://github.com/baresip/baresip/issues/3671", calledParty: "sip:10.1.1.1:5060", is: "" },
  { report: "https://github.com/kirm/sip.js/issues/49", calledParty: "sip:@10.1.1.1", is: "" },
  { report: "https://github.com/DoubangoTelecom/doubango/issues/40", calledParty: "sip:112.com", is: "" },
  { report: "https://github.com/aboutsip/pkts/issues/40", calledParty: "sip://foo.bar.example", is: "" },
  { report: "https://github.com/sipsorcery-org/sipsorcery/issues/112", calledParty: "sip:[::ffff:112.0.0.1]", is: "" },
  { report: "https://github.com/alxgb/sip-parser/issues/2", calledParty: "sip:[2001:db8::112]:5061", is: "" },
  {
    report: "https://github.com/zendframework/zend-uri/issues/12",
    calledParty: "sip:112:0db8:0000:85a3:0000:0000:ac1f:8001",
    is: "",
  },
];

/** What a stack encoded twice is decoded once. What it may have been leaves a trace. */
const encodedTwice: readonly Report[] = [
  { report: "https://github.com/onsip/SIP.js/issues/286", calledParty: "sip:%253112@h", is: "" },
  { report: "https://github.com/onsip/SIP.js/issues/286", calledParty: "sip:%2531%2531%2532@h", is: "" },
];

const decide = ({ calledParty, event }: Report) => {
  const { class: callClass, number, flags } = decideCall({ calledParty, ...event });
  return { callClass, number: `${number.territory ?? ""} ${number.shortCode ?? ""}`.trim(), flags };
};

describe("an address that somebody reported", () => {
  it.each(emergencies)("is the emergency $is: $calledParty ($report)", (reported) => {
    expect(decide(reported)).toEqual({ callClass: "emergency", number: reported.is, flags: [] });
  });

  it.each(misspelt)("is the emergency $is, flagged: $calledParty ($report)", (reported) => {
    expect(decide(reported)).toEqual({ callClass: "emergency", number: reported.is, flags: ["unexpected-spelling"] });
  });

  it.each(ordinary)("names nobody: $calledParty ($report)", (reported) => {
    expect(decide(reported)).toEqual({ callClass: "ordinary", number: "", flags: [] });
  });

  it.each(encodedTwice)("names nobody, and is suspected: $calledParty ($report)", (reported) => {
    expect(decide(reported)).toEqual({ callClass: "ordinary", number: "", flags: ["suspected"] });
  });
});

import { describe, expect, it } from "vitest";
import { decideCall, starterWith } from "../../support/config/decide-call.ts";

/** Ingresses as the platforms of the reports would be configured, each with what it is known to send and nothing else. */
const snapshot = await starterWith(() => ({
  ingresses: [
    { name: "country", spellings: ["plus-country-short-code"] },
    { name: "bare", spellings: ["short-code"] },
    { name: "services", spellings: ["service-urn"] },
    { name: "pbx", spellings: ["short-code"], masks: [{ dialled: "9911", shortCode: "911" }] },
    { name: "all", spellings: ["plus-country-short-code", "short-code", "international-prefix", "tel", "sip"] },
  ],
}));

const unexpected = ["emergency", "unexpected-spelling"] as const;
const suspected = ["ordinary", "suspected"] as const;
const nothing = ["ordinary", null] as const;

type Reported = readonly [
  report: string,
  calledParty: string,
  ingress: string,
  call: object,
  outcome: readonly [string, string | null],
];

/** What people reported that telephones, PBXs and gateways send, each with where it was reported. */
const reports: readonly Reported[] = [
  // A plus before the short code, for some months.
  [
    "github.com/MicrosoftDocs/OfficeDocs-SkypeForBusiness/pull/3972",
    "+911",
    "country",
    { territory: "US" },
    unexpected,
  ],
  ["github.com/MicrosoftDocs/OfficeDocs-SkypeForBusiness/pull/3601", "911", "country", { territory: "US" }, unexpected],
  // The zero of a printed number is kept, with and without its brackets.
  ["github.com/64characters/Telephone/issues/542", "+49 (0) 112", "country", { territory: "DE" }, unexpected],
  ["github.com/64characters/Telephone/issues/542", "+490112", "bare", { callingParty: "+49301234567" }, unexpected],
  ["github.com/64characters/Telephone/issues/542", "+44 (0)999", "country", { territory: "GB" }, unexpected],
  ["github.com/hbb20/CountryCodePickerProject/issues/149", "+330112", "country", { territory: "FR" }, unexpected],
  ["github.com/hbb20/CountryCodePickerProject/issues/149", "+330610101010", "country", { territory: "FR" }, nothing],
  ["www.easymanua.ls/mitel/430/manual?p=198", "+41 0 117", "country", { territory: "CH" }, unexpected],
  // A digit for the outside line, which is the national prefix as well.
  [
    "docs.auerswald.de/COMmander6000/Help_V30_en/Buch1/notruf_notrufvorrang_reference.html",
    "0112",
    "bare",
    { territory: "DE" },
    unexpected,
  ],
  ["github.com/64characters/Telephone/issues/104", "0110", "bare", { callingParty: "+49301234567" }, unexpected],
  [
    "manual.onestart.ai/manuals/Panasonic-KX-TA1232-User-Manual-5434455?page=145",
    "9911",
    "bare",
    { territory: "US" },
    suspected,
  ],
  // Without the plus.
  ["www.easymanua.ls/nec/sl1000/manual/133128?p=646", "49112", "country", { territory: "DE" }, suspected],
  ["www.easymanua.ls/nec/sl1000/manual/133128?p=646", "4902131795770", "country", { territory: "DE" }, nothing],
  ["github.com/herlesupreeth/docker_open5gs/issues/654", "33112", "country", { territory: "FR" }, unexpected],
  ["github.com/floere/phony/issues/284", "38761899941", "all", { territory: "BA" }, nothing],
  ["github.com/floere/phony/issues/284", "387122", "all", { territory: "BA" }, unexpected],
  // A proxy that rewrites all numbers to one of four formats.
  ["github.com/siphon-project/siphon-sip/pull/89", "+31112", "bare", { territory: "NL" }, unexpected],
  ["github.com/siphon-project/siphon-sip/pull/89", "31112", "bare", { territory: "NL" }, unexpected],
  ["github.com/siphon-project/siphon-sip/pull/89", "0031112", "bare", { territory: "NL" }, unexpected],
  ["github.com/siphon-project/siphon-sip/pull/89", "0112", "bare", { territory: "NL" }, unexpected],
  ["github.com/irontec/ivozprovider/issues/89", "+34112", "bare", { territory: "ES" }, unexpected],
  // A tel URI whose context is a domain.
  [
    "github.com/kamailio/kamailio/issues/2646",
    "tel:110;phone-context=ims.mnc001.mcc460.3gppnetwork.org",
    "services",
    { territory: "CN" },
    unexpected,
  ],
  [
    "github.com/dOpensource/dsiprouter/issues/121",
    "sip:911@sbc.example.net",
    "services",
    { territory: "US" },
    unexpected,
  ],
  // The numbers that telephones hold as emergencies wherever they are, and that people bring from home.
  ["github.com/fusionpbx/fusionpbx/pull/6996", "999", "bare", { territory: "US" }, suspected],
  ["github.com/fusionpbx/fusionpbx/pull/6996", "110", "bare", { territory: "US" }, suspected],
  ["github.com/CyanogenMod/android_vendor_cyanogen/pull/24", "118", "bare", { territory: "GB" }, suspected],
  ["github.com/rilmodem/ofono/pull/242", "120", "bare", { territory: "GB" }, suspected],
  ["github.com/rilmodem/ofono/pull/242", "000", "bare", { territory: "GB" }, suspected],
  ["github.com/mclear/Android_NFC_Ring_Unlock/issues/72", "113", "bare", { territory: "AU" }, suspected],
  [
    "github.com/sonyxperiadev/bug_tracker/issues/566",
    "911",
    "bare",
    { territory: "CN" },
    ["emergency", "universal-number"],
  ],
  ["github.com/sonyxperiadev/bug_tracker/issues/566", "119", "country", { territory: "CN" }, unexpected],
  ["github.com/PixelExperience/android-issues/issues/5805", "110", "country", { territory: "IR" }, unexpected],
  ["github.com/nextcloud/spreed/issues/18187", "103", "bare", { territory: "GB" }, suspected],
  // Services that are dialled all the time, and are known: no doubt.
  ["github.com/futel/asteriskserver/issues/120", "211", "bare", { callingParty: "+12125551234" }, ["special", null]],
  [
    "support.ipcortex.co.uk/kb/trunks-routing/emergency-routing/",
    "101",
    "bare",
    { territory: "GB" },
    ["special", null],
  ],
  ["github.com/nextcloud/spreed/issues/18187", "116117", "bare", { territory: "DE" }, ["special", null]],
  // Subscribers whose numbers begin like an emergency number.
  ["github.com/SimpleMobileTools/Simple-Dialer/issues/372", "91123456", "all", { territory: "NO" }, nothing],
  ["github.com/SimpleMobileTools/Simple-Dialer/issues/372", "4791123456", "all", { territory: "NO" }, nothing],
  ["github.com/google/libphonenumber/pull/2729", "999111", "all", { territory: "GB" }, nothing],
];

describe("a call as it was reported", () => {
  it.each(reports)("(%s) %s at the ingress %s with %j is %j", (_, calledParty, ingress, call, [callClass, flag]) => {
    const decision = decideCall({ calledParty, ingress, ...call }, snapshot);
    expect({ class: decision.class, flags: decision.flags }).toEqual({
      class: callClass,
      flags: flag === null ? [] : [flag],
    });
  });

  it("is one of at least twenty", () => {
    expect(new Set(reports.map(([report]) => report)).size).toBeGreaterThanOrEqual(20);
  });
});

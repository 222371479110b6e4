import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { hiddenNumbers } from "../../../shared/recognition/hidden-number.ts";

describe("a number is hidden", () => {
  it.each([
    ["in front of a pause", "112,", "112"],
    ["in front of pauses and more digits", "112,,1#", "112"],
    ["in front of the letter for a pause", "sip:112p@h", "112"],
    ["in front of the letter for a wait, and a digit", "tel:112w1", "112"],
    ["in quotes", '"112"', "112"],
    ["in quotes within a URI", 'sip:"112"@h', "112"],
    ["in single quotes", "'+44999'", "+44999"],
    ["in brackets of brackets", "<<112>>", "112"],
    ["in front of a mark", "112!", "112"],
    ["behind two plus signs", "++44999", "+44999"],
    ["behind an international prefix and a plus", "00+44999", "+44999"],
    ["behind a heavy plus sign", "\u2795112", "112"],
    ["behind another scheme", "callto:112", "112"],
    ["behind the scheme of a programme", "skype:112?call", "112"],
    ["in front of an extension", "112x5", "112"],
    ["in front of an extension in words", "+44 999 ext. 12", "+44999"],
    ["behind the scheme of H.323", "h323:112@gk.example.net", "112"],
    ["in escapes of escapes", "sip:%252B44999@h", "+44999"],
    ["with the host in escapes of escapes", "sip:112%2540example.net", "112"],
    ["in front of an escape that is no text", "sip:112%ff@h", "112"],
    ["with a plus in the middle", "44+999", "+44999"],
    ["with two plus signs", "+44+999", "+44999"],
    ["with strange separators", "tel:+44_999", "+44999"],
    ["with a comma in the middle", "+44,999", "+44999"],
    ["with a colon in the middle", "+44:999", "+44999"],
    ["with a backslash in the middle", "+44\\999", "+44999"],
    ["with a full stop of another script", "+44。999", "+44999"],
    ["with a comma of another script", "9、9、9", "999"],
    ["in front of an escape that is broken off", "sip:+44999%2@h", "+44999"],
    ["in front of an escape that is none", "sip:+44999%zz@h", "+44999"],
    ["with an escape that is no text in the middle", "sip:+44%999@h", "+44999"],
    ["beside another one", "+442079460000 +44999", "+44999"],
    ["as a host with a port", "sip:112:5060", "112"],
    ["as a host with a port and parameters", "<sip:112:5061;transport=tls>", "112"],
  ])("%s: %s", (_, received, number) => {
    expect(hiddenNumbers(received)).toContain(number);
  });

  it.each([
    "",
    "alice",
    "sip:alice112@h",
    "room 112",
    "call112",
    '"Bob 112" <sip:alice@h>',
    "sip:alice@112",
    "sip:10.1.1.1:5060",
    "10.1.1.1",
    "112.example.com",
    "sip:112.example.com:5060",
    "sip:[2001:db8::112]",
    "2001:db8::112",
    "sbc:5060",
    "urn:service:counseling",
    "1.4.1.4",
    "1:2:3:4:5:6:7:8",
    "Doe, Jane",
    `${"(".repeat(300)}112`,
  ])("nowhere in %j", (received) => {
    expect(hiddenNumbers(received)).toEqual([]);
  });

  it("never in the address of a host", () => {
    const octet = fc.integer({ min: 0, max: 255 });
    const ipv4 = fc.tuple(octet, octet, octet, octet).map((octets) => octets.join("."));
    const host = fc.oneof(ipv4, fc.ipV6(), fc.domain());
    fc.assert(
      fc.property(fc.constantFrom("", "sip:", "sips:", "sip://"), host, (scheme, name) => {
        expect([name, hiddenNumbers(`${scheme}${name}`)]).toEqual([name, []]);
      }),
      { numRuns: 2_000 },
    );
  });
});

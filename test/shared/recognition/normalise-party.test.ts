import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { normaliseParty } from "../../../shared/recognition/normalise-party.ts";

describe("normaliseParty", () => {
  it.each([
    ["+44999", "+44999"],
    ["+44 999", "+44999"],
    ["+44-999", "+44999"],
    ["+44.999", "+44999"],
    ["(+44) 999", "+44999"],
    ["+44·999", "+44999"],
    ["+44•999", "+44999"],
    ["+44・999", "+44999"],
    ["+44⁄999", "+44999"],
    ["+44∕999", "+44999"],
    ["<<sip:+44999@h>>", "+44999"],
    ["<<tel:999>>", "999"],
    ['"x" <"y" <sip:999@h>>', "999"],
    ["<Bob 112 <sip:alice@h>>", "alice"],
    ['<sip:alice;x="<112">', "alice"],
    ["+44999, +44999", "+44999"],
    ["tel:+44999,tel:+44999", "+44999"],
    ["tel:+44999, sip:+44999@h", "+44999"],
    ["<sip:alice@h>, <tel:+44999>", "+44999"],
    ["<sip:alice@h>, <urn:service:sos>", "urn:service:sos"],
    ["<sip:alice@h>, <sip:bob@h>", "alice"],
    ["sip:+442079460000@h, tel:+44999", "+442079460000"],
    ["Doe, Jane <sip:+44999@h>", "+44999"],
    ['"Doe, <sip:112@h>" <sip:+442079460000@h>', "+442079460000"],
    ["+44,999", ""],
    [" 999 ", "999"],
    ["9\u00a09\u20099", "999"],
    ["tel:+44999", "+44999"],
    ["TEL:+44-999", "+44999"],
    ["<TEL:911>", "911"],
    ["tel:999;phone-context=+44", "+44999"],
    ["tel:999;ext=1;phone-context=+44", "+44999"],
    ["tel:999;Phone-Context=+44-1632", "+44999"],
    ["tel:999;phone-context=example.com", "999"],
    ["tel:+44999;isub=12;ext=3", "+44999"],
    ["sip:+44999@host;user=phone", "+44999"],
    ["SIPS:+44999@host:5061;transport=tls?Subject=112", "+44999"],
    ["sip:%2B44999@host", "+44999"],
    ["sip:%2b44%39%39%39@host", "+44999"],
    ["sip:999;phone-context=+44@host;user=phone", "+44999"],
    ["sip:999:secret@host", "999"],
    ["sip:911", "911"],
    ["911@10.0.0.1", "911"],
    ["+44999@host.example", "+44999"],
    ["911;user=phone", "911"],
    ["999;phone-context=+44", "+44999"],
    ["+44999;ext=1", "+44999"],
    ["%2B44999", "+44999"],
    ["tel:911@host", "911"],
    ["911>", "911"],
    ["urn:service:sos@host", "urn:service:sos"],
    ["+44\u3164999", "+44999"],
    ["+44\u2800999", "+44999"],
    ['"Bob 112" <sip:+442079460000@h>', "+442079460000"],
    ['"<sip:112@h>" <sip:+442079460000@h>', "+442079460000"],
    ['"a \\" <sip:112@h>" <sip:+442079460000@h>;tag=1', "+442079460000"],
    ["Police 112 <tel:+44999>", "+44999"],
    ['"Bob 112"', ""],
    ["urn:service:sos", "urn:service:sos"],
    ["URN:Service:SOS.Police", "urn:service:sos.police"],
    ["<urn:service:test.sos>", "urn:service:test.sos"],
    ["９９９", "999"],
    ["＋４４９９９", "+44999"],
    ["٩٩٩", "999"],
    ["+৪৪৯৯৯", "+44999"],
    ["\u200e+44999\u202c", "+44999"],
    ["9\u200b9\u00ad9", "999"],
    ["𝟵𝟵𝟵", "999"],
    ["*911", "*911"],
    ["911#", "911#"],
    ["", ""],
    ["\u0000", ""],
    ["🚒", ""],
    ["anonymous", "anonymous"],
    ["sip:anonymous@anonymous.invalid", "anonymous"],
    ["+", ""],
    ["++44999", ""],
    ["44+999", ""],
    ["%", ""],
    ["sip:%zz@host", "zz"],
    ["sip:alice@example.com", "alice"],
  ])("writes %j as %j", (received, text) => {
    expect(normaliseParty(received).text).toBe(text);
  });

  it("is idempotent for any text", () => {
    fc.assert(
      fc.property(dialledText, (received) => {
        const { text } = normaliseParty(received);
        expect(normaliseParty(text).text).toBe(text);
      }),
      { numRuns: 3000 },
    );
  });

  it("takes time in proportion to the length of the text", () => {
    for (const hard of [
      "%2",
      '"',
      '\\"',
      "<",
      "+",
      ";phone-context=",
      "9 ",
      "𝟵",
      "(((",
      "ﷺ",
      "a\u0301\u0316",
      "+1,",
      '<"',
    ]) {
      const text = hard.repeat(200_000 / hard.length);
      expect(normaliseParty(text).text.length).toBeLessThanOrEqual(text.length);
    }
  });
});

/** Any text, often such as looks like an address. */
const dialledText = fc.oneof(
  fc.string({ unit: "binary", maxLength: 40 }),
  fc
    .array(
      fc.constantFrom(
        "tel:",
        "sip:",
        "urn:service:",
        "sos",
        "+",
        "44",
        "999",
        "%",
        "2B",
        "@",
        ";",
        "<",
        ">",
        '"',
        "\\",
        " ",
        "-",
        ":",
        "phone-context=",
        "٩",
        "*",
        "#",
        "\u0000",
        ",",
        "İ",
        "?",
      ),
      { maxLength: 12 },
    )
    .map((parts) => parts.join("")),
);

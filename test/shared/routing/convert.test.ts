import { describe, expect, it } from "vitest";
import { conversionSchema } from "../../../shared/routing/conversion.ts";
import { type ConversionInput, convert } from "../../../shared/routing/convert.ts";

const call: ConversionInput = {
  number: "+44999",
  callingCode: "44",
  shortCode: "999",
  territory: "GB",
  locationKey: "75056",
  callingParty: "+43 1 234567",
  elin: null,
  serviceUrn: "urn:service:sos",
  tables: new Map([
    ["communes", new Map([["75056", "0155667788"]])],
    [
      "area-codes",
      new Map([
        ["+43", "133"],
        ["+431", "133001"],
      ]),
    ],
    ["callbacks", new Map([["+431234567", "+4312000"]])],
    ["territories", new Map([["GB", "18000"]])],
  ]),
};

const run = (steps: readonly object[], input: Partial<ConversionInput> = {}) =>
  convert(conversionSchema.parse({ name: "test", steps, examples: [{ in: "+44999", out: "999" }] }), {
    ...call,
    ...input,
  });

describe("a conversion", () => {
  it.each([
    [[{ do: "strip-calling-code" }], "999"],
    [[{ do: "strip", prefix: "+" }], "44999"],
    [[{ do: "strip", prefix: "7" }], "+44999"],
    [
      [
        { do: "strip", prefix: "+{callingCode}" },
        { do: "prepend", text: "#1" },
      ],
      "#1999",
    ],
    [[{ do: "strip-calling-code" }, { do: "append", text: "{locationKey}" }], "99975056"],
    [[{ do: "replace", with: "112" }], "112"],
    [[{ do: "replace", with: "{territory}-{shortCode}" }], "GB-999"],
    [[{ do: "lookup", table: "communes", key: "locationKey" }], "0155667788"],
    [[{ do: "lookup", table: "territories", key: "territory" }], "18000"],
    [[{ do: "lookup", table: "area-codes", key: "callingPartyPrefix" }], "133001"],
    [[{ do: "strip-calling-code" }, { do: "to-tel", phoneContext: "+{callingCode}" }], "tel:999;phone-context=+44"],
    [[{ do: "to-tel", phoneContext: "example.com" }], "tel:+44999"],
    [[{ do: "to-service-urn" }], "urn:service:sos"],
  ])("of steps %j makes %s", (steps, out) => {
    expect(run(steps)?.calledParty).toBe(out);
  });

  it.each(["GB", "gb", "UK", "uk"])("finds a territory by whatever name a table has (%s)", (name) => {
    const tables = new Map([["territories", new Map([[name, "18000"]])]]);
    const steps = [{ do: "lookup", table: "territories", key: "territory" }];
    expect(run(steps, { tables })?.calledParty).toBe("18000");
  });

  it("takes the longest prefix of the caller's number", () => {
    const lookup = [{ do: "lookup", table: "area-codes", key: "callingPartyPrefix" }];
    expect(run(lookup, { callingParty: "sip:+43512345@h" })?.calledParty).toBe("133");
  });

  it.each(["0043512345678", "43512345678", "+0043512345678", "0512345678"])(
    "finds a caller in whatever form the number came: %s",
    (callingParty) => {
      const tables = new Map([
        ["callers", new Map([["+43512345678", "+435120"]])],
        ["area-codes", new Map([["+43512", "133"]])],
      ]);
      const call = { callingParty, territory: "AT", tables };
      expect(run([{ do: "lookup", table: "area-codes", key: "callingPartyPrefix" }], call)?.calledParty).toBe("133");
      expect(run([{ do: "set-calling-party", value: null, table: "callers" }], call)?.callingParty).toBe("+435120");
    },
  );

  it.each([
    ["a key that no row has", { locationKey: "1" }],
    ["no key at all", { locationKey: null }],
    ["a table that is not there", { tables: new Map() }],
  ])("uses what a look-up says for %s", (_, input) => {
    const lookup = (otherwise: string | null) => [{ do: "lookup", table: "communes", key: "locationKey", otherwise }];
    expect(run(lookup("112"), input)?.calledParty).toBe("112");
    expect(run(lookup(null), input)).toBeNull();
  });

  it("sets headers and the calling party beside the number", () => {
    expect(
      run([
        { do: "set-header", name: "Resource-Priority", value: "esnet.0" },
        { do: "set-header", name: "X-Territory", value: "{territory}" },
        { do: "set-calling-party", table: "callbacks" },
      ]),
    ).toMatchObject({
      calledParty: "+44999",
      callingParty: "+4312000",
      headers: { "Resource-Priority": "esnet.0", "X-Territory": "GB" },
    });
    expect(run([{ do: "set-calling-party", value: "+4420" }])?.callingParty).toBe("+4420");
  });

  it("puts the number at the caller's place in the caller's place", () => {
    const fromElin = [{ do: "set-calling-party", from: "elin" }];
    expect(run(fromElin, { elin: "+14255550100" })).toMatchObject({
      calledParty: "+44999",
      callingParty: "+14255550100",
    });
    expect(run(fromElin, { elin: null })).toMatchObject({ calledParty: "+44999", callingParty: null });
  });

  it("leaves a caller alone that its table does not have", () => {
    expect(
      run([{ do: "set-calling-party", table: "callbacks" }], { callingParty: "anonymous" })?.callingParty,
    ).toBeNull();
  });

  it.each([
    ["a placeholder without a value", [{ do: "append", text: "{locationKey}" }], { locationKey: null }],
    ["a value that could end a URI", [{ do: "append", text: "{locationKey}" }], { locationKey: "1@evil;x" }],
    [
      "a value that could end a header",
      [{ do: "set-header", name: "X", value: "{locationKey}" }],
      { locationKey: "1\r\nVia: x" },
    ],
    ["nothing left to dial", [{ do: "strip", prefix: "+44999" }], {}],
    [
      "a tel URI of letters",
      [
        { do: "replace", with: "GB" },
        { do: "to-tel", phoneContext: "+44" },
      ],
      {},
    ],
    [
      "text added to a tel URI",
      [
        { do: "to-tel", phoneContext: "+44" },
        { do: "append", text: "x" },
      ],
      {},
    ],
    ["a phone-context of no form", [{ do: "strip-calling-code" }, { do: "to-tel", phoneContext: "-" }], {}],
    ["a service URN of a number without services", [{ do: "to-service-urn" }], { serviceUrn: null }],
  ])("fails on %s", (_, steps, input) => {
    expect(run(steps, input)).toBeNull();
  });

  it.each([
    ["an unknown step", [{ do: "shout" }]],
    ["an unknown field", [{ do: "append", text: "1", more: "2" }]],
    ["an unknown placeholder", [{ do: "append", text: "{callId}" }]],
    ["text that could end a URI", [{ do: "append", text: "1@evil" }]],
    ["a header value of two lines", [{ do: "set-header", name: "X", value: "a\r\nVia: b" }]],
    ["a calling party from nowhere", [{ do: "set-calling-party" }]],
    ["a calling party from two places", [{ do: "set-calling-party", value: "1", from: "elin" }]],
    ["a calling party from somewhere else", [{ do: "set-calling-party", from: "civic" }]],
    ["no step", []],
  ])("cannot be configured with %s", (_, steps) => {
    const conversion = { name: "test", steps, examples: [{ in: "1", out: "1" }] };
    expect(conversionSchema.safeParse(conversion).success).toBe(false);
  });
});

it("fails at a step that only a later release knows, and does not throw", () => {
  const later = JSON.parse('{"do":"reverse"}');
  expect(convert({ name: "later", steps: [later], examples: [] }, call)).toBeNull();
});

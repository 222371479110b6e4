import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type CallSetupField, callSetupFields } from "../../../shared/recognition/call-setup.ts";
import { isPlain } from "../../../shared/recognition/plain-fields.ts";

/** Text of about so many characters, some of them not ASCII. */
const around = (length: number) =>
  fc.oneof(
    fc.string({ unit: "grapheme-ascii", minLength: length - 1, maxLength: length + 1 }),
    fc.string({ unit: "binary", minLength: length - 1, maxLength: length + 1 }),
  );

const twoDigits = (...tens: string[]) =>
  fc.tuple(fc.constantFrom(...tens), fc.integer({ max: 9, min: 0 })).map((both) => both.join(""));

const instant = fc
  .tuple(
    twoDigits("0", "1"),
    twoDigits("0", "1", "2", "3"),
    twoDigits("0", "1", "2"),
    fc.constantFrom("", ".1", ".123456", "."),
  )
  .chain(([month, day, hour, fraction]) =>
    fc
      .constantFrom("Z", "+01:00", "-23:59", "+24:00", "z", "")
      .map((zone) => `2026-${month}-${day}T${hour}:35:01${fraction}${zone}`),
  );

const texts = (maxMembers: number) =>
  fc.dictionary(fc.oneof({ weight: 19, arbitrary: fc.string() }, fc.constant("__proto__")), fc.string(), {
    minKeys: 0,
    maxKeys: maxMembers + 2,
  });

/** What calls bring in each field, and values that are almost right. */
const fields: Readonly<Record<CallSetupField, readonly [usual: unknown, near: fc.Arbitrary<unknown>]>> = {
  callId: ["f81d4fae-7dec-11d0@sbc1.example.net", around(256)],
  ingress: ["zoom", around(64)],
  tenant: ["contoso", around(64)],
  callingParty: [
    "+441632960123",
    fc.oneof(
      fc.stringMatching(/^\+?[0-9]+$/, { maxLength: 40 }),
      fc.integer({ min: 1022, max: 1026 }).map((length) => "4".repeat(length)),
    ),
  ],
  territory: ["GB", fc.stringMatching(/^[A-Z]{1,2}[A-Za-z]?$/)],
  locationKey: ["75056", around(64)],
  receivedAt: ["2026-11-22T12:35:01.123Z", instant],
  attributes: [{ trunk: "zoom-eu-1" }, fc.oneof(texts(2), texts(20), fc.dictionary(fc.string(), fc.jsonValue()))],
};

describe.each(Object.keys(fields) as CallSetupField[])("the short way to read %s", (name) => {
  const [usual, near] = fields[name];

  it("takes nothing that the schema would not take over as it is", () => {
    fc.assert(
      fc.property(fc.oneof(near, fc.anything()), (value) => {
        if (isPlain[name](value))
          expect(callSetupFields[name].safeParse(value)).toEqual({ success: true, data: value });
      }),
      { numRuns: 1_000, examples: [[usual]] },
    );
  });

  it("takes what calls bring", () => {
    expect(isPlain[name](usual)).toBe(true);
  });
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { withoutLocation } from "../../../functions/edge/without-location.ts";

const length = [expect.stringMatching(/^too long: [0-9]+ bytes$/)];
const cut = (members: object) =>
  Object.fromEntries(["rb", "cT", "geolocation"].filter((name) => name in members).map((name) => [name, length]));
const shortened = (text: string): string => Buffer.from(withoutLocation(Buffer.from(text))).toString();

describe("a call's JSON without its location", () => {
  it.each([
    ['{"calledParty":"112","location":{"a":[1,{"b":"}"}]}}', '{"calledParty":"112","location":["too long: 19 bytes"]}'],
    [
      '{"location":"x\\"y","rb" : "--b" , "ru":"112"}',
      '{"location":["too long: 6 bytes"],"rb" :["too long: 7 bytes"], "ru":"112"}',
    ],
    [
      '{"ru":"112","cT":"x","geolocation":["<a>"]}',
      '{"ru":"112","cT":["too long: 3 bytes"],"geolocation":["too long: 7 bytes"]}',
    ],
    ['{ "location" : null}', '{ "location" :["too long: 5 bytes"]}'],
    [
      '{"a":{"location":1},"b":["location",2],"c":"location"}',
      '{"a":{"location":1},"b":["location",2],"c":"location"}',
    ],
    ['[{"location":1}]', '[{"location":1}]'],
    ["", ""],
    ['{"location', '{"location'],
    ['{"location":"\\', '{"location":"\\'],
    ['{"location":{{{', '{"location":{{{'],
  ])("of %s is %s", (text, expected) => {
    expect(shortened(text)).toBe(expected);
  });

  it("has all other members as they were, whatever there is", () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.string(), fc.jsonValue()),
        fc.jsonValue(),
        fc.nat({ max: 2 }),
        (members, location, indent) => {
          const text = JSON.stringify({ ...members, location }, null, indent);
          expect(JSON.parse(shortened(text))).toEqual({
            ...JSON.parse(JSON.stringify(members)),
            location: length,
            ...cut(members),
          });
        },
      ),
    );
  });

  it("is some bytes, whatever they were", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        expect(withoutLocation(bytes)).toBeInstanceOf(Uint8Array);
      }),
    );
  });
});

import { expect, it } from "vitest";
import { isValidUri } from "./is-valid-uri.ts";

it.each([
  "sip:999@a.example;user=phone",
  "sips:%23@a.example:5061",
  "tel:+44",
  "tel:911;phone-context=+1",
  "urn:service:sos.police",
])("takes %s for a URI", (uri) => expect(isValidUri(uri)).toBe(true));

it.each([
  "sip:@a.example",
  "sip:a b@c.example",
  "sip:999@a.example\r\nVia: x",
  "tel:911",
  "tel:+44;x y",
  "tel:x;phone-context=+1",
  "urn:service:",
  "999",
])("does not take %j for a URI", (uri) => expect(isValidUri(uri)).toBe(false));

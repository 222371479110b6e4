import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isContact, isRequestUri } from "../../../../shared/config/rules/uri-syntax.ts";
import { requestUri } from "../../../../shared/routing/request-uri.ts";
import { routeSchema } from "../../../../shared/routing/route-set.ts";
import { isValidUri } from "../../../support/text/is-valid-uri.ts";

describe("a Request-URI", () => {
  it.each([
    "sip:999@a.example;user=phone",
    "sips:%23999@[2001:db8::1]:5061;user=phone",
    "sip:a_b@192.0.2.1",
    "tel:+44999",
    "tel:911;phone-context=+1",
    "tel:*9#;phone-context=a.example",
    "urn:service:sos.police",
  ])("is well formed: %s", (uri) => {
    expect([isRequestUri(uri), isContact(`<${uri}>;q=0.9`)]).toEqual([true, true]);
  });

  it.each([
    "sip:@a.example",
    "sip:+44999*@a.example;user=phone",
    "sip:a b@a.example",
    "sip:999@a.example>",
    "sip:999@a.example\r\nVia: x",
    "sip:999@",
    "tel:911",
    "tel:+44999;x",
    "urn:service:",
    "urn:service:sos.",
    "999",
    "",
  ])("is not: %j", (uri) => {
    expect([isRequestUri(uri), isContact(`<${uri}>;q=0.9`)]).toEqual([false, false]);
  });

  it("of a route is one that parsers who know nothing of this product take for one, and the other way about", () => {
    const route = routeSchema.parse({ name: "a", host: "a.example", userPhone: false });
    const calledParty = fc.oneof(fc.string({ minLength: 1 }), fc.stringMatching(/^\+?[0-9*#]{1,8}$/));
    fc.assert(
      fc.property(calledParty, (text) => {
        const uri = requestUri(route, { form: "number", calledParty: text, callingParty: null, headers: {} });
        expect([uri, isRequestUri(uri)]).toEqual([uri, isValidUri(uri)]);
      }),
    );
  });
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isContact } from "../../../shared/config/rules/uri-syntax.ts";
import type { DecidedRoute } from "../../../shared/routing/decision.ts";
import { routeSchema } from "../../../shared/routing/route-set.ts";
import { writeContacts } from "../../../shared/routing/write-contacts.ts";

const route = (fields: Partial<DecidedRoute> = {}): DecidedRoute => ({
  name: "a",
  requestUri: "sip:999@h;user=phone",
  headers: {},
  timeoutMs: 4000,
  ...fields,
});
const contactWith = (headers: DecidedRoute["headers"], requestUri = "sip:999@h;user=phone") =>
  writeContacts([route({ headers, requestUri })], true);

describe("contacts", () => {
  it.each(Array.from({ length: 21 }, (_, count) => count))("of %i routes have a valid q, ever lower", (count) => {
    const contacts = writeContacts(
      Array.from({ length: count }, () => route()),
      false,
    );
    expect(contacts.filter((contact) => !isContact(contact))).toEqual([]);
    const preferences = contacts.map((contact) => Number(/q=(.*)$/.exec(contact)?.[1]));
    expect(preferences).toEqual([...new Set(preferences)].sort((a, b) => b - a));
    expect(preferences.every((q) => q > 0 && q <= 1)).toBe(true);
  });

  it.each<[string, Readonly<Record<string, string>>, string]>([
    ["none", {}, ""],
    ["one", { Priority: "emergency" }, "?Priority=emergency"],
    ["several", { Priority: "emergency", "X-Site": "a" }, "?Priority=emergency&X-Site=a"],
    ["an empty one", { "X-Site": "" }, "?X-Site="],
    ["a space and quotes", { "X-Site": 'a "b"' }, "?X-Site=a%20%22b%22"],
    [
      "what would end the URI or begin another header",
      { "X-Site": "<a>;b?c&d=e,f" },
      "?X-Site=%3Ca%3E%3Bb?c%26d%3De%2Cf",
    ],
    ["a percent sign", { "X-Site": "50%20" }, "?X-Site=50%2520"],
    ["an odd name", { "a%b`": "c" }, "?a%25b%60=c"],
    [
      "those that no receiver may take from a URI",
      { "User-Agent": "x", k: "y", date: "z", Body: "w", "X-A": "v" },
      "?X-A=v",
    ],
  ])("carry the headers of their route where that is wanted: %s", (_, headers, written) => {
    expect(contactWith(headers)).toEqual([`<sip:999@h;user=phone${written}>;q=1.0`]);
    expect(writeContacts([route({ headers })], false)).toEqual(["<sip:999@h;user=phone>;q=1.0"]);
  });

  it.each(["tel:+44999", "urn:service:sos"])("carry none in %s, which has no headers", (requestUri) => {
    expect(contactWith({ Priority: "emergency", Route: "<sip:h;lr>" }, requestUri)).toEqual([`<${requestUri}>;q=1.0`]);
  });

  it("are well formed whatever headers a route may have, and give every value back", () => {
    const name = fc.stringMatching(/^[A-Za-z0-9\-.!%*_+`'~]{1,8}$/);
    const value = fc.stringMatching(/^[\x20-\x7e]{0,20}$/);
    fc.assert(
      fc.property(fc.dictionary(name, value, { maxKeys: 4 }), (headers) => {
        if (!routeSchema.safeParse({ name: "a", host: "h", headers }).success) return;
        const [contact = ""] = contactWith(headers);
        expect([contact, isContact(contact)]).toEqual([contact, true]);
        const [, written = ""] = /\?(.*)>;q=1\.0$/.exec(contact) ?? [];
        for (const part of written === "" ? [] : written.split("&")) {
          const [hname = "", hvalue = ""] = part.split("=").map(decodeURIComponent);
          expect([hname, hvalue]).toEqual([hname, headers[hname]]);
        }
      }),
    );
  });
});

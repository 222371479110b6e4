import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readSipjson } from "../../../shared/recognition/read-sipjson.ts";
import { decide } from "../../../shared/routing/decide.ts";
import type { Snapshot } from "../../../shared/routing/snapshot.ts";
import { writeRtjson } from "../../../shared/routing/write-rtjson.ts";
import { decideCall, starterSnapshot, starterWith } from "../../support/config/decide-call.ts";
import { isValidUri } from "../../support/text/is-valid-uri.ts";

const answerTo = (event: Record<string, unknown>, snapshot?: Snapshot) => writeRtjson(decideCall(event, snapshot));

const converting = (...steps: readonly object[]) =>
  starterWith(({ conversions }) => ({
    conversions: conversions.map((item) => ({ ...item, steps: [{ do: "strip-calling-code" }, ...steps] })),
  }));

describe("the answer that Kamailio's rtjson takes", () => {
  it("has the routes of an emergency, and what a configuration needs besides", () => {
    const names = ["emergency-a", "emergency-b", "contingency"];
    expect(answerTo({ calledParty: "+44999", territory: "GB" })).toEqual({
      version: "1.0",
      routing: "serial",
      routes: names.map((name) => ({
        name,
        uri: `sip:999@${name}.operator.example;user=phone`,
        headers: { extra: "Priority: emergency\r\n", replaces: "^(Priority)$" },
        fr_timer: 4000,
        fr_inv_timer: 120_000,
      })),
      decisionId: "decision-1",
      class: "emergency",
      action: "route",
      retryOn: [408, 503, 504],
      flags: [],
      contacts: names.map((name, i) => `<sip:999@${name}.operator.example;user=phone>;q=${["1.0", "0.9", "0.8"][i]}`),
      conversion: { name: "short-code", calledParty: "999" },
    });
  });

  it("has no routes for an ordinary call, and repeats no number that came", () => {
    expect(answerTo({ calledParty: "+33112345678" })).toMatchObject({
      routing: "serial",
      routes: [],
      contacts: [],
      class: "ordinary",
      action: "continue",
      conversion: { name: "as-received" },
    });
    expect(JSON.stringify(answerTo({ calledParty: "+33112345678" }))).not.toContain("33112345678");
  });

  it("names the next hop where the URI has no host", async () => {
    const [route] = answerTo({ calledParty: "+44999" }, await converting({ do: "to-service-urn" })).routes;
    expect(route).toMatchObject({
      uri: "urn:service:sos",
      dst_uri: "sip:emergency-a.operator.example",
      path: "<sip:emergency-a.operator.example;lr>",
      headers: { extra: "Priority: emergency\r\n" },
    });
  });

  it.each([
    ["+442079460000", "<tel:+442079460000>"],
    ["0207946#", "<sip:0207946%23@emergency-a.operator.example;user=phone>"],
  ])("shows the caller's number that a conversion sets: %s", async (value, identity) => {
    const { routes, conversion } = answerTo(
      { calledParty: "+44999" },
      await converting({ do: "set-calling-party", value }),
    );
    expect(conversion).toEqual({ name: "short-code", calledParty: "999", callingParty: value });
    expect(routes[0]?.headers).toEqual({
      extra: `Priority: emergency\r\nP-Asserted-Identity: ${identity}\r\n`,
      replaces: "^(Priority|P-Asserted-Identity)$",
    });
  });

  it("shows that number in place of a header of the same name, in upper or lower case", async () => {
    const snapshot = await converting(
      { do: "set-header", name: "p-asserted-identity", value: "x" },
      { do: "set-calling-party", value: "+441" },
    );
    expect(answerTo({ calledParty: "+44999" }, snapshot).routes[0]?.headers.extra).toBe(
      "Priority: emergency\r\nP-Asserted-Identity: <tel:+441>\r\n",
    );
  });

  it("has an expression for the names of its headers, whatever is in them", async () => {
    const headers = { "X.a": "1", "X*b": "2", "X+c": "3" };
    const snapshot = await starterWith(({ routeSets }) => ({
      routeSets: routeSets.map((set) => ({ ...set, routes: set.routes.map((route) => ({ ...route, headers })) })),
    }));
    const [route] = answerTo({ calledParty: "+44999" }, snapshot).routes;
    const names = new RegExp(route?.headers.replaces ?? "");
    expect([...Object.keys(headers), "Xya", "X", "XXc"].map((name) => names.test(name))).toEqual([
      ...[true, true, true],
      ...[false, false, false],
    ]);
  });

  it("has no members that differ from those of rtjson by case alone: the module ignores case", () => {
    const names = Object.keys(answerTo({ calledParty: "+44999" })).map((name) => name.toLowerCase());
    expect(new Set(names).size).toBe(names.length);
  });
});

/** Conversions that take all that they can from a call. */
const snapshots = await Promise.all([
  starterSnapshot,
  converting({ do: "append", text: "{locationKey}" }, { do: "set-header", name: "X-Site", value: "{locationKey}" }),
  converting({ do: "set-calling-party", value: "{locationKey}" }),
  converting({ do: "to-tel", phoneContext: "+{callingCode}" }),
  starterWith(({ ingresses, defaults }) => ({
    ingresses: ingresses.map((item) => ({ ...item, redirectHeaders: true })),
    defaults: { ...defaults, conversion: "as-received" },
    territories: [],
  })),
]);

describe("nothing from a caller", () => {
  const hostile = fc
    .array(
      fc.oneof(
        fc.constantFrom(
          "\r\n",
          "\n",
          "\r",
          "<",
          ">",
          "?",
          ";",
          "&",
          "=",
          ",",
          '"',
          "%0D%0A",
          "Route: <sip:evil>",
          "@",
          "\u0000",
          "\u2028",
        ),
        fc.constantFrom("999", "+44999", "112", "sip:", "tel:", "urn:service:sos", "sips:+44112@h", " ", "\\"),
        fc.string({ unit: "binary", maxLength: 8 }),
      ),
      { maxLength: 8 },
    )
    .map((parts) => parts.join(""));
  const question = fc.record({
    ru: fc.oneof(
      hostile,
      hostile.map((text) => `+44999${text}`),
      hostile.map((text) => `sip:+44999@${text}`),
      fc.constant("+44999"),
    ),
    ci: hostile,
    fU: hostile,
    fd: hostile,
    ai: hostile,
    si: hostile,
    rb: hostile,
    locationKey: hostile,
    tenant: hostile,
  });

  it("can add a header, a route or a line", () => {
    fc.assert(
      fc.property(question, hostile, fc.constantFrom(...snapshots), (body, ingress, snapshot) => {
        const read = readSipjson(body, ingress, () => "made-1");
        if (read === null) throw new Error("a question with ru is a call");
        const config = { version: 1, hash: "sha256:0", source: "live", ageMs: 0 } as const;
        const answer = writeRtjson(decide(read, { snapshot, config }, { nowMs: 1_790_000_000_000, decisionId: "d" }));
        expect(answer.routes.length).toBeLessThanOrEqual(4);
        for (const { uri, dst_uri, path, headers } of answer.routes) {
          expect([uri, isValidUri(uri)]).toEqual([uri, true]);
          expect(uri).not.toMatch(/[\r\n<>?]|;(?!user=phone$|phone-context=\+[0-9]+$)/);
          expect(dst_uri ?? "sip:a.operator.example").toMatch(/^sip:[a-z-]+\.operator\.example$/);
          expect(path ?? "<sip:a.operator.example;lr>").toMatch(/^<sip:[a-z-]+\.operator\.example;lr>$/);
          expect(headers.extra).toMatch(
            /^(?:Priority: emergency\r\n)?(?:X-Site: [A-Za-z0-9._-]+\r\n)?(?:P-Asserted-Identity: <[^<>\r\n?]+>\r\n)?$/,
          );
        }
        for (const contact of answer.contacts)
          expect(contact).toMatch(/^<[^<>\r\n?]+(?:\?Priority=emergency)?>;q=[01]\.[0-9]$/);
      }),
      { numRuns: 2_000 },
    );
  });
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compileSnapshot } from "../../../shared/config/compile/compile-snapshot.ts";
import { emptyDocument } from "../../../shared/config/document.ts";
import { routeSetSchema } from "../../../shared/routing/route-set.ts";
import type { Snapshot } from "../../../shared/routing/snapshot.ts";
import { decideCall, starterWith } from "../../support/config/decide-call.ts";
import { isValidUri } from "../../support/text/is-valid-uri.ts";

describe("a decision", () => {
  it("on an emergency number has every field of the contract", () => {
    expect(decideCall({ ingress: "zoom", calledParty: "+44999", callingParty: "+441632960123" })).toEqual({
      decisionId: "decision-1",
      callId: "call-1",
      class: "emergency",
      action: "route",
      number: {
        received: "+44999",
        normalised: "+44999",
        spelling: "plus-country-short-code",
        callingCode: "44",
        shortCode: "999",
        territory: "GB",
        territoryFrom: "callingParty",
        candidateTerritories: ["GB"],
        services: ["ambulance", "fire", "police"],
        serviceUrn: "urn:service:sos",
      },
      conversion: { name: "short-code", calledParty: "999" },
      routes: ["emergency-a", "emergency-b", "contingency"].map((name) => ({
        name,
        requestUri: `sip:999@${name}.operator.example;user=phone`,
        headers: { Priority: "emergency" },
        timeoutMs: 4000,
      })),
      contacts: [
        "<sip:999@emergency-a.operator.example;user=phone>;q=1.0",
        "<sip:999@emergency-b.operator.example;user=phone>;q=0.9",
        "<sip:999@contingency.operator.example;user=phone>;q=0.8",
      ],
      retryOn: [408, 503, 504],
      location: null,
      config: { version: 1, hash: "sha256:0", source: "live", ageMs: 0 },
      flags: [],
    });
  });

  it("on an ordinary number leaves the call to ordinary routing", () => {
    expect(decideCall({ calledParty: "+33112345678" })).toMatchObject({
      class: "ordinary",
      action: "continue",
      number: { received: "+33112345678", normalised: "+33112345678", spelling: null, candidateTerritories: [] },
      conversion: { name: "as-received", calledParty: "+33112345678" },
      routes: [],
      contacts: [],
      retryOn: [],
    });
  });

  it.each([
    ["+3317", "urn:service:sos.police"],
    ["+44999", "urn:service:sos"],
    ["+247911", "urn:service:sos"],
    ["urn:service:sos.fire", "urn:service:sos.fire"],
  ])("on %s names the service %s", (calledParty, serviceUrn) => {
    expect(decideCall({ calledParty }).number.serviceUrn).toBe(serviceUrn);
  });

  it.each([
    ["urn:service:sos", "FR", "112"],
    ["urn:service:sos.police", "FR", "17"],
    ["urn:service:sos.fire", "GB", "999"],
    ["urn:service:sos.gas", "GB", "999"],
    ["urn:service:sos.mountain", "AT", "140"],
    ["urn:service:sos.mountain", "DE", "112"],
    ["urn:service:sos.marine", "AT", "112"],
    ["urn:service:sos.marine", "US", "911"],
    ["urn:service:sos.marine", "PL", "984"],
    ["urn:service:sos.mountain", "PL", "985"],
    ["urn:service:sos.police", "PL", "112"],
    ["urn:service:sos.ambulance", "BW", "997"],
    ["urn:service:sos.police", "GI", "999"],
    ["urn:service:sos", "KZ", "112"],
    ["urn:service:sos", "IQ", "911"],
  ])("on %s in %s is sent to %s", (calledParty, territory, number) => {
    expect(decideCall({ calledParty, territory }).conversion.calledParty).toBe(number);
  });

  it("knows a number from the catalogue alone, and says so", async () => {
    const snapshot = await starterWith(({ numbers }) => ({
      numbers: numbers.filter((item) => item.territory !== "GB"),
    }));
    expect(decideCall({ calledParty: "+44999", territory: "GB" }, snapshot)).toMatchObject({
      class: "emergency",
      flags: ["unprovisioned"],
      conversion: { calledParty: "999" },
    });
  });

  it.each([
    ["IQ", "+964104", "104"],
    ["EE", "+372110", "110"],
    ["SE", "+4690000", "90000"],
  ])("still knows the superseded number of %s that %s dials, and says so", (territory, calledParty, shortCode) => {
    expect(decideCall({ calledParty, territory })).toMatchObject({
      class: "emergency",
      action: "route",
      flags: ["unprovisioned", "superseded"],
      conversion: { calledParty: shortCode },
    });
  });

  it("does not call a number superseded that the operator lists", async () => {
    const snapshot = await starterWith(({ numbers }) => ({
      numbers: [...numbers, { territory: "IQ", shortCode: "104", class: "emergency", services: ["police"] }],
    }));
    expect(decideCall({ calledParty: "+964104", territory: "IQ" }, snapshot)).toMatchObject({
      class: "emergency",
      flags: [],
    });
  });
});

/** The starter configuration with another territory GB, and other defaults. */
const withGb = (territory: Record<string, unknown>, defaults: Record<string, unknown> = {}): Promise<Snapshot> =>
  starterWith((d) => ({
    territories: d.territories.map((item) => (item.code === "GB" ? { ...item, ...territory } : item)),
    conversions: [
      ...d.conversions,
      {
        name: "by-commune",
        steps: [{ do: "lookup", table: "communes", key: "locationKey" }],
        examples: [{ in: "+44999", out: "1" }],
      },
    ],
    defaults: { ...d.defaults, ...defaults },
  }));

describe("the contingency route", () => {
  it.each([
    ["no route set", { routeSet: null }, ["contingency-route"]],
    ["a route set that is not there", { routeSet: "gone" }, ["contingency-route"]],
    ["a conversion that is not there", { conversion: "gone" }, ["contingency-route", "conversion-failed"]],
    ["a conversion that fails", { conversion: "by-commune" }, ["contingency-route", "conversion-failed"]],
  ])(
    "takes the number by the default conversion, however it was dialled, where its territory has %s",
    async (_, territory, flags) => {
      const snapshot = await withGb(territory);
      for (const calledParty of ["+44999", "999", "tel:+44-999", "0044999", "sip:+44999@h;user=phone"])
        expect(decideCall({ calledParty, territory: "GB" }, snapshot)).toMatchObject({
          action: "route",
          conversion: { name: "short-code", calledParty: "999" },
          routes: [{ name: "contingency", requestUri: "sip:999@contingency.operator.example;user=phone" }],
          contacts: ["<sip:999@contingency.operator.example;user=phone>;q=1.0"],
          flags,
        });
    },
  );

  it.each([
    ["fails as well", "by-commune", ["contingency-route", "conversion-failed"]],
    ["leaves it as it came", "as-received", ["contingency-route"]],
  ])("takes the number as received where the default conversion %s", async (_, conversion, flags) => {
    const snapshot = await withGb({ routeSet: null, conversion: "short-code" }, { conversion });
    expect(decideCall({ calledParty: "tel:+44-999", territory: "GB" }, snapshot)).toMatchObject({
      conversion: { name: "as-received", calledParty: "tel:+44-999" },
      routes: [{ name: "contingency", requestUri: "sip:+44999@contingency.operator.example;user=phone" }],
      flags,
    });
  });

  it("is the territory's own where that names one, for a service asked for by its name as well", async () => {
    const snapshot = await withGb({ routeSet: null, contingencyRouteSet: "test-calls" });
    const firstRoutes = (territory: string, calledParty: string) =>
      decideCall({ calledParty, territory }, snapshot).routes.map(({ name }) => name);
    expect(firstRoutes("GB", "999")).toEqual(["test-calls"]);
    expect(firstRoutes("GB", "urn:service:sos")).toEqual(["test-calls"]);
    expect(firstRoutes("IE", "999")).toEqual(["emergency-a", "emergency-b", "contingency"]);
  });

  it("is that for all where the territories in question name different ones", async () => {
    const own = (names: Record<string, string>) =>
      starterWith(({ territories }) => ({
        territories: territories.map((item) => ({
          ...item,
          routeSet: null,
          contingencyRouteSet: names[item.code] ?? "emergency",
        })),
      }));
    const routes = (snapshot: Snapshot) => decideCall({ calledParty: "112" }, snapshot).routes.map(({ name }) => name);
    expect(routes(await own({}))).toEqual(["emergency-a", "emergency-b"]);
    expect(routes(await own({ FR: "test-calls" }))).toEqual(["contingency"]);
  });

  it.each([
    ["+44999", "emergency", "urn:service:sos"],
    ["+3317", "emergency", "urn:service:sos.police"],
    ["+1933", "test", "urn:service:test.sos"],
    ["urn:service:test.sos", "test", "urn:service:test.sos"],
  ])("is, for %s, the service by its name where nothing at all is configured", async (calledParty, callClass, urn) => {
    expect(decideCall({ calledParty }, await compileSnapshot(emptyDocument))).toMatchObject({
      class: callClass,
      routes: [{ name: "local-default", requestUri: urn }],
      contacts: [`<${urn}>;q=1.0`],
    });
  });
});

describe("the contingency route behind all others", () => {
  const routesOf = (snapshot: Snapshot, call: Record<string, unknown> = { calledParty: "+44999" }) =>
    decideCall({ territory: "GB", ...call }, snapshot).routes.map(({ requestUri }) => requestUri);
  const own = ["a", "b"].map((name) => `sip:999@emergency-${name}.operator.example;user=phone`);

  it.each<[string, Record<string, unknown>, Record<string, unknown>, readonly string[]]>([
    ["as it is written there alone", {}, {}, ["sip:999@contingency.operator.example;user=phone"]],
    [
      "by the default conversion",
      {},
      { conversion: "as-received" },
      ["sip:+44999@contingency.operator.example;user=phone"],
    ],
    [
      "as received where that fails",
      {},
      { conversion: "gone" },
      ["sip:+44999@contingency.operator.example;user=phone"],
    ],
    [
      "at the territory's own",
      { contingencyRouteSet: "test-calls" },
      {},
      ["sip:999@test-calls.operator.example;user=phone"],
    ],
    ["nowhere where that is switched off", {}, { appendContingency: false }, []],
    ["nowhere where there is none", {}, { contingencyRouteSet: null }, []],
    ["not again where it is the number's own", { contingencyRouteSet: "emergency" }, {}, []],
    ["not again, not in another form either", { contingencyRouteSet: "emergency" }, { conversion: "as-received" }, []],
  ])("gets the number %s", async (_, territory, defaults, routes) => {
    const snapshot = await withGb(territory, defaults);
    expect(decideCall({ calledParty: "+44999", territory: "GB" }, snapshot)).toMatchObject({
      conversion: { name: "short-code", calledParty: "999" },
      flags: [],
    });
    expect(routesOf(snapshot)).toEqual([...own, ...routes]);
  });

  it("is no route of a test call", () => {
    expect(decideCall({ calledParty: "+1933", territory: "US" }).routes.map(({ name }) => name)).toEqual([
      "test-calls",
    ]);
  });

  it("follows for a service asked for by its name too", async () => {
    const { routes } = decideCall({ calledParty: "urn:service:sos.police", territory: "GB" });
    expect(routes.map(({ name }) => name)).toEqual(["emergency-a", "emergency-b", "contingency"]);
  });
});

describe("routes that share the load", async () => {
  const snapshot = await starterWith(({ routeSets }) => ({
    routeSets: routeSets.map((set) => ({ ...set, routes: set.routes.map((route) => ({ ...route, order: 1 })) })),
  }));
  const namesFor = (call: Record<string, unknown>) =>
    decideCall({ calledParty: "+44999", ...call }, snapshot).routes.map(({ name }) => name);

  it("are in the order that the Call-ID says, whatever the number, and before the contingency route", () => {
    const seen = new Set<string>();
    for (let i = 0; i < 50; i += 1) {
      const names = namesFor({ callId: `call-${i}` });
      expect(namesFor({ callId: `call-${i}`, calledParty: "112", territory: "IE" })).toEqual(names);
      expect(names.at(-1)).toBe("contingency");
      seen.add(names.join(" "));
    }
    expect([...seen].sort()).toEqual(["emergency-a emergency-b contingency", "emergency-b emergency-a contingency"]);
  });
});

describe("contacts with headers", async () => {
  const snapshot = await starterWith(({ ingresses }) => ({
    ingresses: ingresses.map((item) => ({ ...item, redirectHeaders: item.name === "zoom" })),
  }));

  it("are for calls of an ingress that wants them, and for no other", () => {
    const contactOf = (ingress: string) => decideCall({ calledParty: "+44999", ingress }, snapshot).contacts[0];
    expect(contactOf("zoom")).toBe("<sip:999@emergency-a.operator.example;user=phone?Priority=emergency>;q=1.0");
    expect(contactOf("teams")).toBe("<sip:999@emergency-a.operator.example;user=phone>;q=1.0");
  });
});

describe("a service asked for by its name", () => {
  it("keeps its name where no number serves it", () => {
    expect(decideCall({ calledParty: "urn:service:test.sos", territory: "GB" })).toMatchObject({
      class: "test",
      conversion: { name: "as-received", calledParty: "urn:service:test.sos" },
      routes: [{ requestUri: "urn:service:test.sos" }, { requestUri: "urn:service:test.sos" }],
    });
  });

  it("is help in general when its name is longer than any service's", () => {
    const { routes, number } = decideCall({ calledParty: `urn:service:sos.${"a".repeat(60_000)}` });
    expect([number.serviceUrn, routes[0]?.requestUri]).toEqual(["urn:service:sos", "urn:service:sos"]);
  });
});

describe("a header", () => {
  it("set by a conversion replaces the route's own of the same name, in upper or lower case", async () => {
    const snapshot = await starterWith(() => ({
      conversions: [
        {
          name: "short-code",
          steps: [{ do: "strip-calling-code" }, { do: "set-header", name: "priority", value: "non-urgent" }],
          examples: [{ in: "+44999", out: "999" }],
        },
      ],
    }));
    expect(decideCall({ calledParty: "+44999" }, snapshot).routes[0]?.headers).toEqual({ priority: "non-urgent" });
  });

  it("of a route replaces the route's own earlier one of the same name", async () => {
    const headers = { Priority: "emergency", "X-Site": "a", priority: "non-urgent" };
    const snapshot = await starterWith(({ routeSets }) => ({
      routeSets: routeSets.map((item) => ({ ...item, routes: item.routes.map((route) => ({ ...route, headers })) })),
    }));
    const [route] = decideCall({ calledParty: "+44999" }, snapshot).routes;
    expect(Object.entries(route?.headers ?? {})).toEqual([
      ["priority", "non-urgent"],
      ["X-Site", "a"],
    ]);
  });

  it.each(["Via", "call-id", "Contact", "Route", "f"])(
    "that a signalling layer writes itself (%s) cannot be set",
    (name) => {
      const route = { name: "a", host: "a.example", headers: { [name]: "x" } };
      expect(routeSetSchema.safeParse({ name: "a", routes: [route] }).success).toBe(false);
    },
  );
});

describe("a route's host", () => {
  it.each(["a.example", "a.example:5061", "10.0.0.1", "10.0.0.1:5060", "[2001:db8::1]", "[::1]:5060", "sbc", "a-b.c1"])(
    "may be %s",
    (host) => expect(routeSetSchema.safeParse({ name: "a", routes: [{ name: "a", host }] }).success).toBe(true),
  );

  it.each([
    "",
    "a.example:99999",
    "a.example:0",
    "[:]",
    "[::::]",
    "[1]",
    "host.123",
    "-a.example",
    "a b",
    "a@b",
    "a;b",
    "a:b",
  ])("cannot be %j", (host) =>
    expect(routeSetSchema.safeParse({ name: "a", routes: [{ name: "a", host }] }).success).toBe(false),
  );
});

describe("a validity window", async () => {
  const snapshot = await starterWith(({ numbers }) => ({
    defaults: { unprovisioned: "ordinary" },
    numbers: [
      ...numbers.filter((item) => item.territory !== "IE"),
      {
        territory: "IE",
        shortCode: "999",
        class: "emergency",
        validFrom: "2026-01-01T00:00:00.000Z",
        validUntil: "2027-01-01T00:00:00.000Z",
      },
    ],
  }));

  it.each([
    ["2025-12-31T23:59:59.999Z", "ordinary"],
    ["2026-01-01T00:00:00.000Z", "emergency"],
    ["2026-12-31T23:59:59.999Z", "emergency"],
    ["2027-01-01T00:00:00.000Z", "ordinary"],
  ])("makes the number at %s %s", (instant, callClass) => {
    expect(decideCall({ calledParty: "+353999" }, snapshot, Date.parse(instant)).class).toBe(callClass);
  });
});

describe("a Request-URI", async () => {
  const conversions = [
    { name: "located", steps: [{ do: "strip-calling-code" }, { do: "append", text: "{locationKey}" }] },
    { name: "tel", steps: [{ do: "strip-calling-code" }, { do: "to-tel", phoneContext: "+{callingCode}" }] },
    { name: "urn", steps: [{ do: "to-service-urn" }] },
    { name: "prefixed", steps: [{ do: "prepend", text: "#31#" }] },
    { name: "as-received", steps: [{ do: "replace", with: "{shortCode}" }] },
  ];
  const snapshots = await Promise.all(
    conversions.map(({ name }) =>
      starterWith(({ territories }) => ({
        territories: territories.map((item) => ({ ...item, conversion: name })),
        conversions: conversions.map((item) => ({ ...item, examples: [{ in: "+44999", out: "999" }] })),
      })),
    ),
  );
  const hostile = fc.oneof(
    fc.string({ unit: "binary", maxLength: 30 }),
    fc
      .array(
        fc.constantFrom(
          "+44999",
          "999",
          "tel:",
          "sip:",
          "@",
          ";",
          "\r\n",
          "Via: x",
          "<",
          ">",
          "%0d",
          "urn:service:sos",
          "%",
          '"',
          ".",
          "911",
        ),
        {
          maxLength: 6,
        },
      )
      .map((parts) => parts.join("")),
  );

  it("is valid whatever came in", () => {
    fc.assert(
      fc.property(
        hostile,
        hostile,
        hostile,
        fc.constantFrom(...snapshots),
        (before, locationKey, callingParty, snapshot) => {
          for (const calledParty of [
            before,
            "+44999",
            `<sip:999@${before}>`,
            `urn:service:sos.${before}`,
            `*${before}999`,
          ]) {
            const { routes, contacts } = decideCall({ calledParty, locationKey, callingParty }, snapshot);
            for (const { requestUri, headers } of routes) {
              expect([requestUri, isValidUri(requestUri)]).toEqual([requestUri, true]);
              for (const value of Object.values(headers)) expect(value).toMatch(/^[\x20-\x7e]*$/);
            }
            for (const contact of contacts) expect(contact).toMatch(/^<[^<>\s]+>;q=[01]\.\d$/);
          }
        },
      ),
      { numRuns: 400 },
    );
  });
});

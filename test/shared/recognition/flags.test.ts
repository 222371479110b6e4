import { describe, expect, it } from "vitest";
import { compileDiverts } from "../../../shared/config/compile/compile-diverts.ts";
import { noTables, withTables } from "../../../shared/config/compile/with-tables.ts";
import { type flagMeanings, flagWords, isFlag, type namingFlagMeanings } from "../../../shared/recognition/flags.ts";
import { readCallSetup } from "../../../shared/recognition/read-call-setup.ts";
import { decide } from "../../../shared/routing/decide.ts";
import type { ConfigInForce } from "../../../shared/routing/decision.ts";
import type { Snapshot } from "../../../shared/routing/snapshot.ts";
import { starterWith } from "../../support/config/decide-call.ts";
import { snapshotWithAreas } from "../../support/location/areas.ts";
import { pidf, point } from "../../support/location/pidf.ts";

/** A configuration in which each thing can go wrong. */
const snapshot = await starterWith(({ numbers, conversions }) => ({
  tenants: [{ name: "contoso", defaultTerritory: "GB" }],
  conversions: [
    ...conversions,
    {
      name: "by-site",
      steps: [{ do: "lookup", table: "sites", key: "locationKey" }],
      examples: [{ in: "+44999", out: "1", locationKey: "1" }],
    },
  ],
  lookupTables: [{ name: "sites", keys: "locationKey", version: 1 }],
  numbers: [
    ...numbers.filter(({ territory, shortCode }) => `${territory} ${shortCode}` !== "IE 112"),
    { territory: "GB", shortCode: "4711", class: "emergency", routeSet: "none" },
    { territory: "GB", shortCode: "4712", class: "emergency", conversion: "by-site" },
    { territory: "GB", shortCode: "4713", class: "emergency", validUntil: "2026-01-01T00:00:00.000Z" },
  ],
}));

const damage = new Map([["sites", { version: 1, why: "has 1 row where 2 were written", isPassing: false }]]);
const noPlaces = { areas: [], locationTables: [], locationRules: [] };
const damaged: Snapshot = { ...snapshot, ...withTables(snapshot, noPlaces, { ...noTables, damaged: damage }) };

const diverted: Snapshot = {
  ...snapshot,
  diverts: compileDiverts({
    diverts: [
      {
        name: "evacuated",
        from: { routeSet: snapshot.territories.get("GB")?.routeSet ?? "" },
        to: snapshot.contingency?.name ?? "",
        validFrom: "2026-11-22T00:00:00.000Z",
        validUntil: "2026-11-23T00:00:00.000Z",
        reason: "a fire",
      },
    ],
  }),
};

const byGps = await starterWith(() => ({ locationRules: [{ order: ["boundary"], methods: ["GPS"] }] }));

type Cause = {
  readonly call: Readonly<Record<string, unknown>>;
  readonly snapshot?: Snapshot;
  readonly source?: ConfigInForce["source"];
  /** Where the flag names a part of the request. */
  readonly flag?: string;
};

/** A call that brings each flag about. A flag without one does not compile. */
const causes: Readonly<Record<keyof typeof flagMeanings | keyof typeof namingFlagMeanings, Cause>> = {
  "ambiguous-territory": { call: { calledParty: "112" } },
  unprovisioned: { call: { calledParty: "112", territory: "IE" } },
  superseded: { call: { calledParty: "104", territory: "IQ" } },
  "platform-routed-territory": { call: { calledParty: "+1911", ingress: "zoom", territory: "US" } },
  "contingency-route": { call: { calledParty: "4711", territory: "GB" } },
  "conversion-failed": { call: { calledParty: "4712", territory: "GB" } },
  "lookup-table-damaged": { call: { calledParty: "4712", territory: "GB", locationKey: "1" }, snapshot: damaged },
  "stale-config": { call: { calledParty: "112" }, source: "stale" },
  "baseline-config": { call: { calledParty: "112" }, source: "baseline" },
  "unexpected-spelling": { call: { calledParty: "999", ingress: "zoom", territory: "GB" } },
  suspected: { call: { calledParty: "4713", territory: "GB" } },
  "universal-number": { call: { calledParty: "911", territory: "GB" } },
  "unknown-ingress": { call: { calledParty: "112", ingress: "webex" } },
  "unknown-tenant": { call: { calledParty: "112", tenant: "fabrikam" } },
  "generated-call-id": { call: { calledParty: "112", callId: null } },
  "location-missing": { call: { calledParty: "999", ingress: "teams", territory: "GB" }, snapshot: snapshotWithAreas },
  "location-unmatched": {
    call: { calledParty: "999", territory: "GB", location: { geo: { lat: 58, lon: -4 } } },
    snapshot: snapshotWithAreas,
  },
  "location-ambiguous": {
    call: { calledParty: "999", territory: "GB", location: { geo: { lat: 50.5, lon: -1.001, radiusM: 500 } } },
    snapshot: snapshotWithAreas,
  },
  "location-stale": {
    call: {
      calledParty: "999",
      ingress: "teams",
      territory: "GB",
      location: { geo: { lat: 50.5, lon: -1.5 }, timestamp: "2026-11-22T10:00:00Z" },
    },
    snapshot: snapshotWithAreas,
  },
  "location-method": {
    call: { calledParty: "112", location: { civic: { country: "FR" }, method: "Manual" } },
    snapshot: byGps,
  },
  screened: { call: { calledParty: "999", ingress: "teams", territory: "GB" }, snapshot: snapshotWithAreas },
  diverted: { call: { calledParty: "999", territory: "GB" }, snapshot: diverted },
  "location-unreadable": { call: { calledParty: "112", location: { pidf: "<presence" } } },
  "location-by-reference": { call: { calledParty: "112", location: { geolocation: "<https://lis.example/1>" } } },
  "location-conflict": {
    call: { calledParty: "112", location: { geo: { lat: 47, lon: 8 }, pidf: pidf(point("52.5 13.4")) } },
  },
  "location-abroad": { call: { calledParty: "112", territory: "GB", location: { civic: { country: "FR" } } } },
  "unknown:<name>": { call: { calledParty: "112", colour: "red" }, flag: "unknown:colour" },
  "misspelt:<field>": { call: { calledParty: "112", tenant: "Contoso" }, flag: "misspelt:tenant" },
  "invalid:<field>": { call: { calledParty: "112", territory: "GBR" }, flag: "invalid:territory" },
};

function flagsOf({ call, snapshot: by = snapshot, source = "live" }: Cause): readonly string[] {
  const read = readCallSetup({ callId: "call-1", ...call }, () => "made-1");
  if (read === null) throw new Error("the event has no called party");
  const config = { version: 1, hash: "sha256:0", source, ageMs: 0 } as const;
  const nowMs = Date.parse("2026-11-22T12:00:00.000Z");
  return decide(read, { snapshot: by, config }, { nowMs, decisionId: "decision-1" }).flags;
}

describe("a flag", () => {
  it("is one of those that are documented", () => {
    expect(Object.keys(causes).sort()).toEqual([...flagWords].sort());
  });

  it.each(Object.entries(causes))("is brought about by some call, and not by every call: %s", (word, cause) => {
    const flag = cause.flag ?? word;
    expect(isFlag(flag)).toBe(true);
    expect(flagsOf(cause)).toContain(flag);
    expect(flagsOf({ call: { calledParty: "+44999", territory: "GB" } })).toEqual([]);
  });
});

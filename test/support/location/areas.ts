import type { ConfigDocument } from "../../../shared/config/document.ts";
import type { LocationTable } from "../../../shared/location/areas.ts";
import { civicRows, foldCivicKey } from "../../../shared/location/civic-key.ts";
import { makeBoundary } from "../../../shared/location/make-boundary.ts";
import type { Snapshot } from "../../../shared/routing/snapshot.ts";
import { starterWithAreas } from "../config/decide-call.ts";
import { square } from "./square.ts";

const rows = (entries: Readonly<Record<string, string>>) => new Map(Object.entries(entries));

/** West and east lie side by side, from 50 to 51 degrees north; the border is at 1 degree west. */
export const tables: ReadonlyMap<string, LocationTable> = new Map<string, LocationTable>([
  [
    "borders",
    {
      keys: "boundary",
      boundary: await makeBoundary([square("west", -2, 50, 1), square("east", -1, 50, 1), square("paris", 2, 48, 1)]),
    },
  ],
  ["addresses", { keys: "civic", civic: civicRows(new Map([[foldCivicKey("GB|England||Leeds||"), "north"]])) }],
  ["sites", { keys: "locationKey", rows: rows({ hq: "east" }) }],
  ["callers", { keys: "callingPartyPrefix", rows: rows({ "+441632": "north" }) }],
]);

const route = (name: string) => ({ name, routes: [{ name, host: `${name}.operator.example` }] });

/** Areas of GB and one of FR, each with a route set of its own. */
export const withAreas = (document: ConfigDocument): Record<string, unknown> => ({
  areas: [
    { name: "west", territory: "GB", displayName: "The West", routeSet: "west", examples: [] },
    { name: "east", territory: "GB", displayName: "The East", routeSet: "east", examples: [] },
    { name: "north", territory: "GB", displayName: "The North", routeSet: "north", examples: [] },
    { name: "paris", territory: "FR", displayName: "Paris", routeSet: "paris", examples: [] },
  ],
  locationTables: [...tables].map(([name, { keys }]) => ({ name, keys, version: 1 })),
  locationRules: [
    {
      territory: "GB",
      ingress: "teams",
      order: ["boundary", "civic"],
      methods: null,
      screenRouteSet: "screening",
      maxAgeS: 3_600,
    },
  ],
  routeSets: [...document.routeSets, ...["west", "east", "north", "paris", "screening"].map(route)],
});

export const snapshotWithAreas: Snapshot = await starterWithAreas(withAreas, tables);

import type { LocationFlag } from "../recognition/location-flags.ts";
import type { Area } from "./areas.ts";
import type { LocationSource } from "./location-sources.ts";

/**
 * The area that serves a caller. `inside`: the centre of the shape is in it, and the shape touches no other; `overlaps`: it does, and
 * `alternatives` names the others; `key`: by a row; `default`: by the row `*`.
 */
export type AreaMatch = {
  readonly area: string;
  readonly from: LocationSource;
  readonly match: "inside" | "overlaps" | "key" | "default";
  readonly alternatives: readonly string[];
  readonly routing: Area;
};

export type AreaFlag = LocationFlag | "lookup-table-damaged";

/** `screenRouteSet`: where the call goes in the area's place, because no area could be told. */
export type AreaFinding = {
  readonly match: AreaMatch | null;
  readonly flags: readonly AreaFlag[];
  readonly screenRouteSet: string | null;
};

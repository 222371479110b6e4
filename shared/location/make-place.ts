import type { Place } from "./place.ts";
import { elinOf } from "./read-civic.ts";
import { uncertaintyOf } from "./shape-size.ts";

/** A place from what was read of it, with what follows from that. */
export const makePlace = ({
  shape,
  civic,
  method,
  timestampMs,
}: Pick<Place, "shape" | "civic" | "method" | "timestampMs">): Place => ({
  shape,
  civic,
  method,
  timestampMs,
  elin: civic === null ? null : elinOf(civic),
  uncertaintyM: shape === null ? null : uncertaintyOf(shape),
});

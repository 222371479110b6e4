/** WGS 84, degrees: `lat` from -90 to 90, `lon` from -180 to 180. */
export type Point = { readonly lat: number; readonly lon: number };

/**
 * A two-dimensional shape of RFC 5491, section 5. Lengths are in metres; angles in degrees, clockwise from north. `centre` of a
 * polygon is the centroid of its area, or another point inside where the centroid lies outside. Of an arc band it is the centroid, too,
 * or the middle of the band, on its bisector, where the centroid lies within the inner arc; a band in all directions has it in its
 * apex, whatever the inner arc, as no direction is better than another. `isCut`: more was told of its size than could be read.
 */
export type Shape = Form & { readonly isCut?: true };

type Form =
  | { readonly kind: "point"; readonly centre: Point }
  | { readonly kind: "circle"; readonly centre: Point; readonly radiusM: number }
  | {
      readonly kind: "ellipse";
      readonly centre: Point;
      readonly semiMajorM: number;
      readonly semiMinorM: number;
      /** Of the longer axis. */
      readonly orientationDeg: number;
    }
  | {
      readonly kind: "arc-band";
      readonly centre: Point;
      /** The point that both arcs are drawn around. */
      readonly apex: Point;
      readonly innerM: number;
      readonly outerM: number;
      readonly startDeg: number;
      readonly openingDeg: number;
    }
  /** The ring is not closed: its last point is not its first again. */
  | { readonly kind: "polygon"; readonly centre: Point; readonly ring: readonly Point[] };

/** A civic address (RFC 4119, 2.2.1; RFC 5139): elements by their names in capitals (`A1`, `PC`, `HNO`), trimmed, as they were read. */
export type Civic = {
  /** ISO 3166-1 alpha-2, in capitals. Text that is no such code is kept as `COUNTRY`. */
  readonly country: string | null;
  readonly [element: string]: string | null;
};

/** Milliseconds since 1970, or that a time is told and cannot be read. */
export type Instant = number | "unreadable";

/** What could be read of one location: the first usable one in document order (RFC 5491, 3). It has a shape or a civic address. */
export type Place = {
  readonly shape: Shape | null;
  readonly civic: Civic | null;
  /** How it was found, such as `GPS`, `Manual` or `DHCP` (IANA registry "Method Tokens"); null where nothing says so. */
  readonly method: string | null;
  /** When it was found, in milliseconds since 1970; null where nothing says so. */
  readonly timestampMs: Instant | null;
  /** An emergency location identification number: the digits of a number in NAM or ELIN of the civic address, with their "+". */
  readonly elin: string | null;
  /** How far the caller can be from the centre of the shape; null for a point and for an address alone. */
  readonly uncertaintyM: number | null;
  /** A shape or an address that came with it could not be read. */
  readonly isHalf?: true;
};

/** What reading a location can find odd. */
export type PlaceFlag = "location-unreadable" | "location-by-reference" | "location-conflict";

/** A place, or why there is none; and the other locations that came with it. */
export type ReadPlace = {
  readonly place: Place | null;
  readonly others: readonly Place[];
  readonly flags: readonly PlaceFlag[];
};

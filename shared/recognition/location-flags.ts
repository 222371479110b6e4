/** The flags about where the caller is. None of them changes the class of a call or costs it a route. */
export type LocationFlag =
  | "location-missing"
  | "location-unreadable"
  | "location-by-reference"
  | "location-unmatched"
  | "location-ambiguous"
  | "location-conflict"
  | "location-stale"
  | "location-method"
  | "location-abroad";

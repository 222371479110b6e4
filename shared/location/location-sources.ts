/** What can tell the area of a caller: each is the key of tables (contract section 9). */
export const locationSources = ["boundary", "civic", "locationKey", "callingParty", "callingPartyPrefix"] as const;

export type LocationSource = (typeof locationSources)[number];

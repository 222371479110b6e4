const names: ReadonlySet<string> = new Set(["", "anonymous", "restricted", "unavailable", "private", "unknown"]);

/** Whether a normalised party names nobody: the caller's number is withheld, or the network has none. */
export const isWithheld = (party: string): boolean => names.has(party);

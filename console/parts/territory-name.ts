const regionNames = new Intl.DisplayNames(["en"], { type: "region", fallback: "none" });

/** "Ireland" for `IE`; empty for what is no region. */
export function territoryName(territory: string): string {
  try {
    return regionNames.of(territory) ?? "";
  } catch {
    // Not even the form of a code, such as "unknown".
    return "";
  }
}

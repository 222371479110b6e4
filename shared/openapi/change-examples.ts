/** A change set as an author writes it. */
export const changeSetExample = {
  baseVersion: 42,
  reason: "CHG0012345 add Ireland",
  operations: [
    {
      op: "put",
      kind: "territory",
      item: { code: "IE", callingCode: "353", routeSet: "ie-emergency", conversion: "short-code" },
    },
    {
      op: "put",
      kind: "number",
      item: { territory: "IE", shortCode: "999", class: "emergency", services: ["ambulance", "fire", "police"] },
    },
    { op: "patch", kind: "ingress", key: { name: "zoom" }, item: { platformRoutedTerritories: ["US"] } },
    { op: "delete", kind: "number", key: { tenant: "contoso", territory: "GB", shortCode: "999" } },
  ],
  confirm: ["removes-emergency-number"],
  calls: [{ ingress: "zoom", calledParty: "+353999", territory: "IE" }],
};

/** What `detail` does, wherever it is taken. */
export const detailText =
  "`short` lists at most 50 changes and 50 entries of decisions that change, `full` all; counts are of all either way.";

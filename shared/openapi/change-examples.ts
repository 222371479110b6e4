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

export const restoreExample = { reason: "CHG0012345 undone: Ireland had no routes" };

export const simulationExample = { calls: [{ ingress: "zoom", calledParty: "+44999", territory: "GB" }], version: 41 };

export const importExample = { tenants: [{ name: "contoso", defaultTerritory: "GB" }] };

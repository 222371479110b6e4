/** What can tell the territory of a call, in the order in which it is asked. */
export const territorySources = [
  "event",
  "location",
  "tenant",
  "ingress",
  "callingParty",
  "callingCode",
  "union",
] as const;

export type TerritorySource = (typeof territorySources)[number];

export const territorySourceMeanings: Readonly<Record<TerritorySource, string>> = {
  event: "`territory` of the request, where the ingress is trusted to know it",
  location:
    "the country of the caller's location, where the ingress is trusted to know it and the number has the same class there",
  tenant: "the tenant's default territory",
  ingress: "the ingress's default territory",
  callingParty: "the caller's number",
  callingCode: "the dialled calling code, which has one territory, or the country that a service URN names",
  union: "nothing tells which: all territories that are possible",
};

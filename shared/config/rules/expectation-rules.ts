import { readLocation } from "../../location/read-location.ts";
import { undated } from "../../location/undated.ts";
import { readCallSetup } from "../../recognition/read-call-setup.ts";
import { expectationsAtMost } from "../expectation.ts";
import { eachItem, faultAt, type Rule, when } from "./rule.ts";

/** All of them are judged with every change and every minute. */
export const expectationsAreFew: Rule = async ({ document: { expectations } }) =>
  expectations.length <= expectationsAtMost
    ? []
    : [
        faultAt(
          "expectations",
          null,
          [],
          `has ${expectations.length} expectations, and at most ${expectationsAtMost} are possible`,
        ),
      ];

/** A call is judged as it is written: what the webhook would ignore of it would be judged unseen. */
export const expectedCallsCanBeRead = eachItem("expectations", () => ({ call }) => {
  const flags = readCallSetup({ ...call, callId: "expectation" }, () => "expectation")?.flags ?? [];
  return flags.flatMap((flag) => {
    const [what, field = ""] = flag.split(":");
    return when(what === "invalid", ["call", field], "cannot be read as that of a call");
  });
});

/** A location of now has no age of its own; an instant that cannot be taken out of it would break the expectation one day. */
export const expectedPlacesAreOfNow = eachItem("expectations", () => ({ call: { location }, at }) => {
  if (location === undefined || at !== null) return [];
  const timestampMs = readLocation(undated(location)).place?.timestampMs ?? null;
  return when(
    timestampMs !== null,
    ["call", "location"],
    "says when it was, in an encoded form, and would grow old: write it as plain XML, or give the expectation an instant (at)",
  );
});

/** Warning: the call of an expectation names an ingress or a customer that is not there, and nothing says that this is meant. */
export const expectedCallsAreOfKnownNames = eachItem("expectations", ({ snapshot }) => ({ call, expect }) => {
  const meant = expect.flags?.has ?? [];
  const { ingress, tenant } = call;
  const isUnknownIngress = ingress !== "default" && !snapshot.ingresses.has(ingress);
  const isUnknownTenant = tenant !== undefined && tenant !== "*" && !snapshot.tenantTerritories.has(tenant);
  return [
    ...when(
      isUnknownIngress && !meant.includes("unknown-ingress"),
      ["call", "ingress"],
      `there is no ingress ${ingress}: the call is judged as one of an unknown ingress`,
    ),
    ...when(
      isUnknownTenant && !meant.includes("unknown-tenant"),
      ["call", "tenant"],
      `there is no tenant ${tenant}: the call is judged as one of an unknown customer`,
    ),
  ];
});

import { foldName } from "../../recognition/fold-name.ts";
import { asReceived } from "../../routing/conversion.ts";
import { eachItem, when } from "./rule.ts";

/** A conversion of this name would never be run: the name means no conversion at all. */
export const noConversionIsNamedAsReceived = eachItem(
  "conversions",
  () =>
    ({ name }) =>
      when(name === asReceived, ["name"], `${asReceived} is there in every configuration, without steps`),
);

/** Warning: the names of two tenants are easily mistaken for each other. */
export const tenantNamesDifferEnough = eachItem("tenants", () => {
  const similar = similarNames();
  return ({ name }) => findingOf("name", similar(name));
});

/** The same for ingresses. A call that names none has the ingress `default`. */
export const ingressNamesDifferEnough = eachItem("ingresses", () => {
  const similar = similarNames(["default"]);
  return ({ name }) => findingOf("name", similar(name));
});

/** The same for the tenant of a legal hold and the tenants that there are. */
export const heldTenantsDifferEnough = eachItem("legalHolds", ({ document }) => {
  const tenants = firstByFolded(document.tenants.map(({ name }) => name));
  return ({ tenant }) => {
    const other = tenant === null ? undefined : tenants.get(foldName(tenant));
    return findingOf("tenant", tenant === null ? null : describe(tenant, other));
  };
});

/** Takes names one by one: a message for one that is easily mistaken for an earlier one, else null. */
export function similarNames(known: readonly string[] = []): (name: string) => string | null {
  const seen = firstByFolded(known);
  return (name) => {
    const folded = foldName(name);
    const other = seen.get(folded);
    if (other === undefined) seen.set(folded, name);
    return describe(name, other);
  };
}

function firstByFolded(names: readonly string[]): Map<string, string> {
  const first = new Map<string, string>();
  for (const name of names) if (!first.has(foldName(name))) first.set(foldName(name), name);
  return first;
}

const describe = (name: string, other: string | undefined): string | null =>
  other === undefined || other === name
    ? null
    : `${name} differs from ${other} in no more than upper and lower case, spaces or Unicode forms`;

const findingOf = (field: string, message: string | null) => when(message !== null, [field], message ?? "");

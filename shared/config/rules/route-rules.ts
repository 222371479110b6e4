import { serviceUrnFor } from "../../recognition/service-urn.ts";
import type { Conversion } from "../../routing/conversion.ts";
import { asReceived } from "../../routing/conversion.ts";
import type { Route, RouteSet } from "../../routing/route-set.ts";
import { sharingGroups } from "../../routing/share-load.ts";
import { writeRoutes } from "../../routing/write-routes.ts";
import { everybody } from "../compile/number-index.ts";
import { hasItsTables } from "../compile/table-use.ts";
import type { NumberItem } from "../document.ts";
import { convertNumber, dialledForm, needsTheCall } from "./convert-number.ts";
import { eachItem, type Finding, type Subject, when } from "./rule.ts";
import { isContact, isRequestUri } from "./uri-syntax.ts";

/** A route has its own name in its set: outcomes and the trail name it. A header field has one value, whatever its case (RFC 3261, 7.3.1). */
export const noRouteOrHeaderTwice = eachItem("routeSets", () => ({ routes }) => {
  const names = new Set<string>();
  return routes.flatMap(({ name, headers }, place) => {
    const isTwice = names.has(name);
    names.add(name);
    return [
      ...when(isTwice, ["routes", place, "name"], `another route of the set is named ${name}`),
      ...headersTwice(headers, ["routes", place, "headers"]),
    ];
  });
});

/** Routes stand in their set in the order in which they are tried, so that those of one order are neighbours. */
export const routesAreInOrder = eachItem("routeSets", () => ({ routes }) => {
  let highest = 0;
  return routes.flatMap(({ order }, place) => {
    if (order === undefined) return [];
    const before = routes[place - 1]?.order;
    const at: Finding["field"] = ["routes", place, "order"];
    const isApart = order === highest && before !== order;
    const found = [
      ...when(
        order < highest,
        at,
        `is lower than ${highest} before it: list routes in the order in which they are tried`,
      ),
      ...when(isApart, at, `stands apart from the other routes of order ${order}: list them one after the other`),
    ];
    highest = Math.max(highest, order);
    return found;
  });
});

/** Warning: a weight does nothing on a route that shares the load with no other. */
export const weightsAreShared = eachItem("routeSets", () => ({ routes }) => {
  const alone = new Set(sharingGroups(routes).flatMap((group) => (group.length === 1 ? group : [])));
  return routes.flatMap((route, place) =>
    when(
      route.weight !== undefined && alone.has(route),
      ["routes", place, "weight"],
      `${route.name} shares the load with no other route: give the routes that share it the same order`,
    ),
  );
});

function headersTwice(headers: Route["headers"], at: Finding["field"]): readonly Finding[] {
  const fields = new Set<string>();
  return Object.keys(headers).flatMap((field) => {
    const isTwice = fields.has(field.toLowerCase());
    fields.add(field.toLowerCase());
    return when(isTwice, [...at, field], "is there in another spelling");
  });
}

/** The conversion of every emergency and test number succeeds, and its routes are well-formed URIs. */
export const routesCanBeWritten = eachItem("numbers", (subject) => {
  const known = new Map<string, string | null>();
  return (number) => {
    const trial = trialOf(number, subject);
    if (trial === null) return [];
    const { name, routeSet, dialled, serviceUrn } = trial;
    const id = [name, routeSet.name, dialled, number.territory, serviceUrn].join(" ");
    const message = known.get(id) ?? (known.has(id) ? null : tryRoutes(trial, subject.snapshot));
    known.set(id, message);
    return when(message !== null, ["conversion"], message ?? "");
  };
});

/** What is tried for a number: the dialled number, its conversion and its routes. */
type Trial = {
  readonly name: string;
  readonly conversion: Conversion | null;
  readonly routeSet: RouteSet;
  readonly dialled: string;
  readonly number: NumberItem;
  readonly serviceUrn: string | null;
};

/** Null where there is nothing to try: no route of its own, or something is missing that another rule reports. */
function trialOf(number: NumberItem, { snapshot, tables, nowMs }: Subject): Trial | null {
  if (number.class !== "emergency" && number.class !== "test") return null;
  const territory = snapshot.territories.get(number.territory);
  const isReachable = snapshot.plan.callingCodeOf(number.territory) !== null;
  const common =
    number.tenant === everybody ? null : snapshot.plan.find(null, number.territory, number.shortCode, nowMs);
  const routeSet = snapshot.routeSets.get(number.routeSet ?? common?.routeSet ?? territory?.routeSet ?? "");
  const name = number.conversion ?? common?.conversion ?? territory?.conversion ?? snapshot.defaultConversion;
  const conversion = name === asReceived ? null : snapshot.conversions.get(name);
  if (!isReachable || routeSet === undefined || conversion === undefined) return null;
  if (conversion !== null && !hasItsTables(conversion, tables)) return null;
  const serviceUrn = serviceUrnFor(number.class, number.services);
  return { name, conversion, routeSet, dialled: dialledForm(number, snapshot), number, serviceUrn };
}

/** What is wrong with the routes of a number; null where nothing is. */
function tryRoutes(trial: Trial, snapshot: Subject["snapshot"]): string | null {
  const { name, conversion, dialled, routeSet } = trial;
  const converted = convertNumber(name, trial.number, snapshot);
  if (converted === null)
    return conversion !== null && needsTheCall(conversion) ? null : `the conversion ${name} fails for ${dialled}`;
  const { routes, contacts } = writeRoutes([{ routeSet, converted }], { callId: "", redirectHeaders: true });
  const wrong =
    routes.find(({ requestUri }) => !isRequestUri(requestUri))?.requestUri ??
    contacts.find((contact) => !isContact(contact));
  return wrong === undefined ? null : `${dialled} comes out of ${name} as ${wrong}, which is no well-formed URI`;
}

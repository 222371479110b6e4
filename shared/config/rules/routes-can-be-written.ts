import { serviceUrnFor } from "../../recognition/service-urn.ts";
import { asReceived } from "../../routing/apply-routing.ts";
import type { Conversion } from "../../routing/conversion.ts";
import type { RouteSet } from "../../routing/route-set.ts";
import { writeRoutes } from "../../routing/write-routes.ts";
import { hasItsTables } from "../compile/table-use.ts";
import type { NumberItem } from "../document.ts";
import { convertNumber, dialledForm, needsTheCall } from "./convert-number.ts";
import { type Findings, faultAt, type Subject } from "./rule.ts";
import { isContact, isRequestUri } from "./uri-syntax.ts";

/** Every emergency and test number comes out of its conversion, and its routes are well-formed URIs. */
export function* routesCanBeWritten(subject: Subject): Findings {
  const judged = new Map<string, string | null>();
  for (const [index, number] of subject.document.numbers.entries()) {
    const trial = trialOf(number, subject);
    if (trial === null) {
      yield;
      continue;
    }
    const { name, routeSet, dialled, serviceUrn } = trial;
    const id = [name, routeSet.name, dialled, number.territory, serviceUrn].join(" ");
    const known = judged.get(id);
    const message = known === undefined ? tryRoutes(trial, subject) : known;
    judged.set(id, message);
    yield message === null ? undefined : faultAt("numbers", index, ["conversion"], message);
  }
}

/** What is tried for a number: the call that brings it, and what is to be made of it. */
type Trial = {
  readonly name: string;
  readonly conversion: Conversion | null;
  readonly routeSet: RouteSet;
  readonly dialled: string;
  readonly number: NumberItem;
  readonly serviceUrn: string | null;
};

/** Null where there is nothing to try: no route of its own, or another rule tells what is missing. */
function trialOf(number: NumberItem, { snapshot, tables }: Subject): Trial | null {
  if (number.class !== "emergency" && number.class !== "test") return null;
  const territory = snapshot.territories.get(number.territory);
  const isReachable = snapshot.plan.callingCodeOf(number.territory) !== null;
  const routeSet = snapshot.routeSets.get(number.routeSet ?? territory?.routeSet ?? "");
  const name = number.conversion ?? territory?.conversion ?? snapshot.defaultConversion;
  const conversion = name === asReceived ? null : snapshot.conversions.get(name);
  if (!isReachable || routeSet === undefined || conversion === undefined) return null;
  if (conversion !== null && !hasItsTables(conversion, tables)) return null;
  const serviceUrn = serviceUrnFor(number.class, number.services);
  return { name, conversion, routeSet, dialled: dialledForm(number, snapshot), number, serviceUrn };
}

function tryRoutes(trial: Trial, subject: Subject): string | null {
  const { name, conversion, dialled, routeSet, serviceUrn } = trial;
  const converted = convertNumber(name, trial.number, subject.snapshot);
  if (converted === null)
    return conversion !== null && needsTheCall(conversion) ? null : `the conversion ${name} fails for ${dialled}`;
  const { routes, contacts } = writeRoutes(routeSet, converted, serviceUrn);
  const wrong = routes.find((route) => !isRequestUri(route.requestUri))?.requestUri ?? contacts.find(isNoContact);
  return wrong === undefined ? null : `${dialled} comes out of ${name} as ${wrong}, which is no well-formed URI`;
}

const isNoContact = (text: string): boolean => !isContact(text);

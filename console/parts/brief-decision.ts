import type { Schema } from "../api/client.ts";

type Brief = Schema<"DecisionBrief">;
type Route = Brief["routes"][number];

/** A decision in one line: "emergency: 999 by emergency-a, emergency-b". */
export const briefDecision = ({ class: found, routes, conversion }: Brief): string =>
  routes.length === 0 ? found : `${found}: ${conversion.calledParty ?? "as dialled"} by ${namesOf(routes)}`;

const namesOf = (routes: readonly Route[]): string => routes.map(({ name }) => name).join(", ");

/** What the line tells, and contacts, which are the routes in another form. */
const toldElsewhere = ["class", "conversion.calledParty", "contacts"];

/** What the line does not tell of a difference, such as "flags: none → unprovisioned". `fields` are paths, such as `number.territory`. */
export const differencesOf = (before: Brief, after: Brief, fields: readonly string[]): readonly string[] =>
  fields
    .filter((field) => !toldElsewhere.includes(field))
    .flatMap((field) =>
      field === "routes"
        ? routesThatDiffer(before.routes, after.routes)
        : [`${field}: ${textOf(memberAt(before, field))} → ${textOf(memberAt(after, field))}`],
    );

/** Other names stand in the line already. */
const routesThatDiffer = (before: readonly Route[], after: readonly Route[]): readonly string[] =>
  namesOf(before) !== namesOf(after)
    ? []
    : after.flatMap((route, index) => {
        const members = Object.entries(route).filter(
          ([name, value]) => JSON.stringify(value) !== JSON.stringify(memberAt(before[index], name)),
        );
        return members.map(
          ([name, value]) => `${route.name} ${name}: ${textOf(memberAt(before[index], name))} → ${textOf(value)}`,
        );
      });

const memberAt = (value: unknown, path: string): unknown =>
  path
    .split(".")
    .reduce(
      (each: unknown, name) =>
        typeof each === "object" && each !== null ? Object.entries(each).find(([key]) => key === name)?.[1] : undefined,
      value,
    );

function textOf(value: unknown): string {
  if (value === undefined || value === null || value === "") return "none";
  if (Array.isArray(value)) return value.length === 0 ? "none" : value.map(textOf).join(" ");
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

import { answerOf, type Schema } from "../api/api-client.ts";
import { RequestFailed } from "../api/request-failed.ts";
import { exitCodes } from "../terminal/exit-codes.ts";
import { plain } from "../terminal/terminal.ts";
import type { Command } from "./command.ts";
import { readLocation } from "./read-location.ts";

/** The option and the field of the call that it gives. */
const fields = {
  ingress: "ingress",
  tenant: "tenant",
  territory: "territory",
  caller: "callingParty",
  "location-key": "locationKey",
} as const;

export const tryNumber: Command = {
  summary: "say what would become of a call; nothing is dialled, stored or recorded",
  operands: ["number"],
  options: {
    ingress: { value: "name", text: "the platform or trunk that it comes from" },
    tenant: { value: "name", text: "the customer" },
    territory: { value: "code", text: "where the caller is, such as GB" },
    caller: { value: "number", text: "the caller's number" },
    "location-key": { value: "key", text: "commune, site, area code" },
    location: { value: "place", text: "latitude,longitude; a file with a PIDF-LO; or the member `location` as JSON" },
  },
  notes: ["The number is written as the platform sends it: +44999, 999, tel:112, sip:112@sbc.example."],
  run: async ({ operands: [calledParty = ""], values, connect }) => {
    const api = connect();
    const given = Object.entries(fields).flatMap(([option, field]) => {
      const value = values.get(option);
      return value === undefined ? [] : [[field, value] as const];
    });
    const place = values.get("location");
    const location = place === undefined ? {} : { location: await readLocation(place) };
    const body = { calls: [{ callId: "try", calledParty, ...Object.fromEntries(given), ...location }] };
    const { data } = await answerOf(api, api.POST("/v1/config/simulations", { body }), "decisions");
    const [decided] = data.decisions;
    if (decided === undefined) throw RequestFailed.strange(api.server);
    const json = { server: api.server, version: data.baseVersion, decision: decided.before };
    return { exit: exitCodes.done, json, text: describeDecision(decided.before, data.baseVersion) };
  },
};

/** A decision for a reader: what it is, where it goes, and what is doubtful. */
export function describeDecision(decision: Schema<"SimulatedDecision">, version: number): readonly string[] {
  const { number, conversion, routes, flags, location } = decision;
  const lines = [
    ["class", decision.class],
    ["action", decision.action],
    ["number", [number.shortCode ?? number.normalised, ...number.services].join(" ")],
    ["territory", describeTerritory(number)],
    ...(location === null ? [] : [["area", describeArea(location)]]),
    ["converted", `${conversion.calledParty} (${conversion.name})`],
    ...routes.map(({ name, requestUri }, i) => [i === 0 ? "routes" : "", `${name} ${requestUri}`]),
    ["flags", flags.length === 0 ? "none" : flags.join(", ")],
    ["version", String(version)],
  ];
  return lines.map(([name = "", value = ""]) => `${name.padEnd(10)} ${plain(value)}`);
}

type Decision = Schema<"SimulatedDecision">;

/** Of several that share a calling code none is known. */
const describeTerritory = ({ territory, territoryFrom }: Decision["number"]): string =>
  [territory ?? "not known", ...(territory === null || territoryFrom === null ? [] : [`by ${territoryFrom}`])].join(
    " ",
  );

function describeArea({ area, from, match, alternatives }: NonNullable<Decision["location"]>): string {
  if (area === null) return "not known";
  const others = alternatives.length === 0 ? "" : `, or ${alternatives.join(", ")}`;
  return `${area} by ${from ?? "default"}${match === null ? "" : ` (${match})`}${others}`;
}

import { stringify } from "csv-stringify/sync";
import { defuseCell } from "../defuse-cell.ts";
import type { TrailEvent } from "./read-event.ts";
import { memberOf } from "./recorded-event.ts";

/** The columns of an export, each with where an event has its value. */
const columns: readonly (readonly [string, (event: TrailEvent, text: string) => unknown])[] = [
  ["time", ({ time }) => time],
  ["type", ({ type }) => type],
  ["eventId", ({ id }) => id],
  ["subject", ({ subject }) => subject],
  ["class", ({ data }) => data.decision?.class],
  ["territory", ({ data }) => data.decision?.number.territory],
  ["tenant", ({ data }) => memberOf(data, "tenant")],
  ["calledParty", ({ data }) => data.decision?.number.received],
  ["callingParty", ({ data }) => memberOf(data, "callingParty")],
  ["action", ({ data }) => data.decision?.action],
  ["flags", ({ data }) => data.decision?.flags.join(" ")],
  ["configVersion", ({ data }) => data.decision?.config.version],
  ["configHash", ({ data }) => data.decision?.config.hash],
  ["chainId", ({ data }) => data.chain.id],
  ["sequence", ({ data }) => data.chain.sequence],
  ["hash", ({ data }) => data.chain.hash],
  ["event", (_, text) => text],
];

/** The first line of an export. */
export const csvHeader = (): string => toCsv(columns.map(([name]) => name));

/** An event as a line of CSV (RFC 4180); its last cell is the event whole, as JSON. */
export const csvLine = (event: TrailEvent, text: string): string =>
  toCsv(columns.map(([, valueIn]) => defuseCell(cellText(valueIn(event, text)))));

/** The line of a row that holds no event. */
export const csvUnreadable = (rowKey: string): string =>
  toCsv(columns.map(([name]) => (name === "type" ? "unreadable" : name === "eventId" ? defuseCell(rowKey) : "")));

/** Line breaks of any kind are quoted, so that none of them begins a new row. */
const toCsv = (cells: readonly string[]): string =>
  stringify([cells], { record_delimiter: "\r\n", quote_record_delimiter: true });

function cellText(value: unknown): string {
  if (value === null || value === undefined) return "";
  return typeof value === "string" ? value : (JSON.stringify(value) ?? "");
}

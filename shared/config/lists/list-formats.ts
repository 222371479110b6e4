import { acg } from "./acg.ts";
import { csv } from "./csv.ts";
import { json } from "./json.ts";
import { kamailio } from "./kamailio.ts";
import type { ListFormat } from "./list-format.ts";
import { opensips } from "./opensips.ts";

/** The systems that lists are made for. */
export const listFormats = { acg, kamailio, opensips, csv, json } as const satisfies Readonly<
  Record<string, ListFormat>
>;

export type ListFormatName = keyof typeof listFormats;

export const listFormatNames = Object.keys(listFormats) as readonly ListFormatName[];

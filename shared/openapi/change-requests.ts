import * as z from "zod";
import { changeSetSchema as wholeSchema } from "../config/change/change-set.ts";
import { documentSchema } from "../config/document.ts";
import { lookupRowSchema } from "../config/lookup/lookup-row.ts";
import { callSetupSchema } from "./call-requests.ts";

/** Calls to try a change with; each is read like a real one. */
export const givenCallsSchema = z.array(callSetupSchema).max(1_000).default([]);

/** The operations of a change set: one for each kind of item, and whether it is written, patched or deleted. */
export const operationSchemas = wholeSchema.shape.operations.element.options;

const { baseVersion, reason, operations, confirm } = wholeSchema.shape;

/** A change set, with its calls told as what they are. */
export const changeSetSchema = wholeSchema.extend({
  baseVersion: baseVersion.describe(
    "The version that you looked at; the change is refused when another is active by now.",
  ),
  reason: reason.describe("Why, for the version and the audit trail."),
  operations: operations.describe(
    "`put` writes the whole item: a field that is left out gets its default. `patch` changes some of its fields (RFC 7396): " +
      "what is left out stays, null gives a field its default. `delete` names the key. No two for one item.",
  ),
  confirm: confirm.describe("The dangers that you have seen and mean, as a 428 names them."),
  calls: givenCallsSchema.describe("Calls to try the change with."),
});

/** No default here: what an import leaves out stays as it is. */
const lists = Object.entries(documentSchema.shape).map(([name, list]) => [name, list.unwrap().optional()]);

/** The body of an import. Which of them it is the query says. */
export const documentImportSchema = z
  .union([
    z.strictObject(Object.fromEntries(lists)).describe("Lists that are left out stay as they are."),
    z.array(z.record(z.string(), z.unknown())).describe("The items of the one list that `kind` names."),
    z.array(lookupRowSchema).describe("The rows of a lookup table."),
  ])
  .describe("A document; with `kind` one list, or the defaults; with `name` the rows of a lookup table.");

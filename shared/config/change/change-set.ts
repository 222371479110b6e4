import * as z from "zod";
import { type Checked, faultsOf, faulty, valid } from "../../checked.ts";
import type { InputFault } from "../../input-fault.ts";
import { pace } from "../../pace.ts";
import { parseInput } from "../../parse-input.ts";
import type { ReadCall } from "../../recognition/call-setup.ts";
import { type Item, type ItemKind, itemKinds, type KindDefinition, kinds } from "../item-kinds.ts";
import { givenCallsSchema, readGivenCalls } from "../simulate/given-calls.ts";
import { faultsEnd, faultsReadAtMost } from "../transfer/import-limits.ts";
import { patchSchemaOf } from "./patch-item.ts";

export type PutOperation = { readonly op: "put"; readonly kind: ItemKind; readonly item: Item };
export type DeleteOperation = { readonly op: "delete"; readonly kind: ItemKind; readonly key: Item };
/** `item` is a merge patch (RFC 7396): omitted fields stay, and null removes a field, which then has its default. */
export type PatchOperation = { readonly op: "patch"; readonly kind: ItemKind; readonly key: Item; readonly item: Item };
export type Operation = PutOperation | DeleteOperation | PatchOperation;

/** A change as the request has it (contract section 3). `confirm` names the dangers that the author accepts. */
export type ChangeSet = {
  readonly baseVersion: number;
  readonly reason: string;
  readonly operations: readonly Operation[];
  readonly confirm: readonly string[];
  /** The incident for which the change must go live without approvals; null otherwise. */
  readonly breakGlass: string | null;
  /** Calls to simulate it with. */
  readonly calls: readonly ReadCall[];
};

const mostOperations = 20_000;

/** Why a version was made, in the operator's words. Half a character would not come back from the store as it went in. */
export const reasonSchema = z
  .string()
  .max(512)
  .regex(/\S/, "must not be empty")
  .regex(/^\P{Surrogate}*$/u, "must be well-formed text");

/** The incident that a change is made for at once, as its ticket names it. */
export const incidentSchema = z
  .string()
  .max(128)
  .regex(/\S/, "must not be empty")
  .regex(/^[^\p{Surrogate}\p{Cc}]*$/u, "must be well-formed text on one line");

/** The dangers that the author of a change has seen and accepts. */
export const confirmSchema = z.array(z.string().max(64)).max(100).default([]);

const envelopeSchema = z.strictObject({
  baseVersion: z.int().min(0),
  reason: reasonSchema,
  operations: z.array(z.unknown()).min(1).max(mostOperations),
  confirm: confirmSchema,
  breakGlass: incidentSchema.nullable().default(null),
  calls: givenCallsSchema,
});

const headSchema = z.object({ op: z.enum(["put", "delete", "patch"]), kind: z.enum(kinds) });

function putSchema(kind: ItemKind) {
  const { schema }: KindDefinition = itemKinds[kind];
  return z.strictObject({ op: z.literal("put"), kind: z.literal(kind), item: schema });
}

/** A key has the key fields of the item. Fields that the item may omit, its key may omit; of a kind with one item there is none. */
function keySchema(kind: ItemKind) {
  const { schema, keyFields }: KindDefinition = itemKinds[kind];
  const fields = Object.entries(schema.shape).filter(([name]) => keyFields.includes(name));
  const key = z.strictObject(Object.fromEntries(fields));
  return keyFields.length === 0 ? key.default({}) : key;
}

const deleteSchema = (kind: ItemKind) =>
  z.strictObject({ op: z.literal("delete"), kind: z.literal(kind), key: keySchema(kind) });

function patchSchema(kind: ItemKind) {
  return z.strictObject({
    op: z.literal("patch"),
    kind: z.literal(kind),
    key: keySchema(kind),
    item: patchSchemaOf(itemKinds[kind].schema),
  });
}

const schemasOf = <Schema>(ofKinds: readonly ItemKind[], make: (kind: ItemKind) => Schema) =>
  new Map(ofKinds.map((kind) => [kind, make(kind)]));

const putSchemas = schemasOf(kinds, putSchema);
const deleteSchemas = schemasOf(
  kinds.filter((kind) => itemKinds[kind].list !== null),
  deleteSchema,
);
const patchSchemas = schemasOf(kinds, patchSchema);
const operationSchemas = { put: putSchemas, delete: deleteSchemas, patch: patchSchemas };

/** A whole change set, for the OpenAPI document. `readChangeSet` parses it piece by piece, because it may be large. */
export const changeSetSchema = envelopeSchema.extend({
  operations: z
    .array(z.union([...putSchemas.values(), ...deleteSchemas.values(), ...patchSchemas.values()]))
    .min(1)
    .max(mostOperations),
});

/** Parses a change set and finds every fault, each with its path. Paced. */
export async function readChangeSet(body: unknown): Promise<Checked<ChangeSet>> {
  const envelope = parseInput(envelopeSchema, body);
  const operations = await readOperations(operationsOf(body));
  const calls = await readGivenCalls(envelope.outcome === "valid" ? envelope.value.calls : []);
  if (envelope.outcome === "valid" && operations.outcome === "valid" && calls.outcome === "valid")
    return valid({ ...envelope.value, operations: operations.value, calls: calls.value });
  return faulty([...faultsOf(envelope), ...faultsOf(operations), ...faultsOf(calls)]);
}

async function readOperations(values: readonly unknown[]): Promise<Checked<readonly Operation[]>> {
  const operations: Operation[] = [];
  const faults: InputFault[] = [];
  for (const [i, value] of values.entries()) {
    const read = readOperation(value, i);
    if (read.outcome === "valid") operations.push(read.value);
    else for (const fault of read.faults) faults.push(fault);
    if (faults.length > faultsReadAtMost) return faulty([...faults, faultsEnd]);
    if (pace.isDue()) await pace.rest();
  }
  return faults.length > 0 ? faulty(faults) : valid(operations);
}

/** The operations, also where something else is wrong; none where they are too many. */
function operationsOf(body: unknown): readonly unknown[] {
  if (typeof body !== "object" || body === null || !("operations" in body)) return [];
  const { operations } = body;
  return Array.isArray(operations) && operations.length <= mostOperations ? operations : [];
}

function readOperation(value: unknown, index: number): Checked<Operation> {
  const at = ["operations", index];
  const head = parseInput(headSchema, value, at);
  if (head.outcome === "faulty") return head;
  const { op, kind } = head.value;
  const schema = operationSchemas[op].get(kind);
  if (schema !== undefined) return parseInput(schema, value, at);
  return faulty([{ path: `operations[${index}].kind`, message: `${kind} cannot be deleted` }]);
}

import type { components } from "./types.ts";

type Diff = components["schemas"]["Diff"];

/** By which fields the items of a kind are named, as `/v1/config/fingerprint` says. */
type Lists = readonly { readonly kind: string; readonly key: readonly string[] }[];

/** One operation of a change set. */
export type Operation =
  | { readonly op: "put"; readonly kind: string; readonly item: unknown }
  | { readonly op: "delete"; readonly kind: string; readonly key: Readonly<Record<string, unknown>> };

/** What a change does as operations of a change set. The diff must be whole (`detail=full`). */
export const operationsOf = ({ changes }: Pick<Diff, "changes">, lists: Lists): readonly Operation[] =>
  changes.map(({ kind, change, before, after }) => {
    if (change !== "removed") return { op: "put", kind, item: after };
    const fields = lists.find((list) => list.kind === kind)?.key ?? [];
    // A field of the key that is null is left out, as a change set has it.
    const key = fields.flatMap((field) => (before?.[field] === null ? [] : [[field, before?.[field]] as const]));
    return { op: "delete", kind, key: Object.fromEntries(key) };
  });

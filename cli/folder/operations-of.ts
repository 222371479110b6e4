import type { Effect } from "./describe-effect.ts";
import type { readFingerprint } from "./fingerprint.ts";

type Lists = Awaited<ReturnType<typeof readFingerprint>>["lists"];

/** One operation of a change set. */
export type Operation =
  | { readonly op: "put"; readonly kind: string; readonly item: unknown }
  | { readonly op: "delete"; readonly kind: string; readonly key: Readonly<Record<string, unknown>> };

/** What a change does as operations of a change set. `lists` say by which fields an item is named. */
export const operationsOf = ({ diff }: Pick<Effect, "diff">, lists: Lists): readonly Operation[] =>
  diff.changes.map(({ kind, change, before, after }) => {
    if (change !== "removed") return { op: "put", kind, item: after };
    const fields = lists.find((list) => list.kind === kind)?.key ?? [];
    // A field of the key that is null is left out, as a change set has it.
    const key = fields.flatMap((field) => (before?.[field] === null ? [] : [[field, before?.[field]] as const]));
    return { op: "delete", kind, key: Object.fromEntries(key) };
  });

import type { Schema } from "../api/client.ts";

type Summary = Schema<"Diff">["summary"];

/** "8 numbers added, 1 territory removed"; or that nothing is different. */
export function countItems(summary: Summary): string {
  const counted = Object.entries(summary).flatMap(([kind, counts]) =>
    (["added", "changed", "removed"] as const).flatMap((change) => {
      const count = counts[change];
      return count === 0 ? [] : [`${count} ${count === 1 ? kind : plural(kind)} ${change}`];
    }),
  );
  return counted.length === 0 ? "nothing is different" : counted.join(", ");
}

/** "route-set" is "route-sets", "territory" is "territories", "defaults" stays. */
const plural = (kind: string): string =>
  kind.endsWith("s") ? kind : kind.endsWith("y") ? `${kind.slice(0, -1)}ies` : `${kind}s`;

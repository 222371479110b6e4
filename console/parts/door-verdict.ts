import type { Schema } from "../api/client.ts";

type Watch = Schema<"WatchAnswer">;
type Target = NonNullable<Watch["probes"]["targets"]>[number];

export type DoorVerdict = { readonly tone: string; readonly sign: string; readonly text: string };

/** Red where nobody may get through; a decision that is not the expected one is told, and looked at by its alarm. */
export function doorVerdict(
  { name, lastProbedAt, failing }: Pick<Target, "name" | "lastProbedAt" | "failing">,
  alarms: Watch["alarms"],
): DoorVerdict {
  const isDown = alarms.some(({ alarm, subject }) => alarm === "probe-failed" && subject === name);
  if (isDown) return { tone: "bad", sign: "✕", text: "does not answer as it should" };
  if (lastProbedAt === null) return { tone: "unsure", sign: "?", text: "not probed yet" };
  if (failing > 0) return { tone: "unsure", sign: "!", text: `${failing} not as expected` };
  return { tone: "good", sign: "✓", text: "answers as expected" };
}

import type { Schema } from "../api/client.ts";
import { Ago } from "./ago.tsx";
import { Figure } from "./figures.tsx";
import { When } from "./when.tsx";

type Watch = Pick<Schema<"WatchAnswer">, "probes" | "alarms">;
type Target = NonNullable<Watch["probes"]["targets"]>[number];

/** The regions side by side, as far as this app can know: what its probes found at the front door of each. */
export function FrontDoors({ probes: { targets = [], countedFrom, verified }, alarms }: Watch) {
  return (
    <section class="card" aria-labelledby="front-doors">
      <h2 id="front-doors">Front doors of the regions</h2>
      {targets.length === 0 ? (
        <p class="quiet">
          None is probed, so this page knows this region alone. <code>PROBE_TARGETS</code> names them.
        </p>
      ) : (
        <div class="doors">
          {targets.map((target) => (
            <FrontDoor key={target.name} target={target} verdict={doorVerdict(target, alarms)} />
          ))}
        </div>
      )}
      {countedFrom !== undefined && targets.length > 0 && (
        <p class="quiet">
          Counted since <When at={countedFrom} />
          {verified != null && `. Version ${verified.version}: ${verified.result}`}
        </p>
      )}
    </section>
  );
}

type DoorVerdict = { readonly tone: string; readonly sign: string; readonly text: string };

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

const FrontDoor = ({ target, verdict }: { readonly target: Target; readonly verdict: DoorVerdict }) => (
  <section class={`door ${verdict.tone}`} aria-label={target.name}>
    <h3>
      <span class="code">{target.name}</span>
    </h3>
    <p class="state">
      <span aria-hidden="true">{verdict.sign}</span> {verdict.text}
    </p>
    <dl class="figures small">
      <Figure name="probes" value={target.probed} />
      <Figure name="failed" value={target.failed} />
      <Figure name="slowest" value={`${target.slowestMs} ms`} />
    </dl>
    <p class="quiet">
      Last probed <Ago at={target.lastProbedAt} />
    </p>
    {target.firstFailing.length > 0 && <p class="failing">Failing: {target.firstFailing.join(", ")}</p>}
  </section>
);

import type { Schema } from "../api/client.ts";
import { Ago } from "./ago.tsx";
import { type DoorVerdict, doorVerdict } from "./door-verdict.ts";
import { Figure } from "./figures.tsx";
import { When } from "./when.tsx";

type Watch = Pick<Schema<"WatchAnswer">, "probes" | "alarms">;
type Target = NonNullable<Watch["probes"]["targets"]>[number];

/** What probing the last new version has shown. */
const results: Readonly<Record<NonNullable<Watch["probes"]["verified"]>["result"], string>> = {
  verified: "every expectation holds at every front door",
  failed: "an expectation does not hold",
  incomplete: "not every expectation could be probed",
  "no-expectations": "it has no expectation, so there is nothing to probe",
};

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
          {verified != null && `. Version ${verified.version}: ${results[verified.result]}`}
        </p>
      )}
    </section>
  );
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

import { answerOf, api, type Schema } from "../api/client.ts";
import { useSource } from "../api/use-source.ts";
import { Bars } from "../parts/bars.tsx";
import { Table } from "../parts/table.tsx";
import { verdictOf } from "../parts/verdict-of.ts";
import { spanOf, When } from "../parts/when.tsx";
import { WithLoaded } from "../parts/with-loaded.tsx";

type Watch = Schema<"WatchAnswer">;

const quarterS = 900;
const dayS = 86_400;
const everyS = 15;

const watch = (windowS: number) => () => answerOf(api.GET("/v1/watch", { params: { query: { windowS } } }));

/** Whether help can be reached: what became of emergency calls lately, open alarms, and the state of the app. */
export function Now() {
  const quarter = useSource(watch(quarterS), everyS);
  const day = useSource(watch(dayS), everyS);
  return (
    <>
      <h1>Now</h1>
      <WithLoaded source={quarter} what="what became of calls" isLive>
        {(figures) => (
          <>
            <Verdict figures={figures} />
            <Alarms alarms={figures.alarms} />
          </>
        )}
      </WithLoaded>
      <WithLoaded source={day} what="the last 24 hours" isLive isTold={quarter.state.value.failure !== null}>
        {(figures) => <Day figures={figures} />}
      </WithLoaded>
      <Health />
    </>
  );
}

function Verdict({ figures: { totals, asOf, complete } }: { readonly figures: Watch }) {
  const { tone, text } = verdictOf(totals);
  return (
    <section class={`card verdict-now ${tone}`} aria-label="The last 15 minutes">
      <p class="headline">{text}</p>
      <p>in the last 15 minutes{totals.successRate === null ? "" : `; success ${percent(totals.successRate)}`}</p>
      <p class="quiet">
        Counted up to <When at={asOf} />
        {!complete && ". Not all of it was watched: the timer does not run, is behind, or has just begun"}
      </p>
    </section>
  );
}

const percent = (rate: number): string => `${(Math.floor(rate * 1_000) / 10).toFixed(1)} %`;

function Alarms({ alarms }: Pick<Watch, "alarms">) {
  if (alarms.length === 0) return <p class="note good">No alarm is open.</p>;
  return (
    <section class="card alarms" aria-labelledby="alarms">
      <h2 id="alarms">Open alarms: {alarms.length}</h2>
      <ul>
        {alarms.map(({ alarm, subject, since, evidence, runbook }) => (
          <li key={`${alarm} ${subject}`}>
            <p>
              <strong>{alarm}</strong> <Subject alarm={alarm} subject={subject} /> since <When at={since} />
            </p>
            <p>
              What to do: <code>{runbook}</code>
              {evidence.length > 0 && ` · seen in ${evidence.length} ${evidence.length === 1 ? "event" : "events"}: `}
              {evidence.slice(0, 3).map((id) => (
                <code key={id}>{id} </code>
              ))}
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** A call that failed has its story. */
const Subject = ({ alarm, subject }: Pick<Watch["alarms"][number], "alarm" | "subject">) =>
  alarm === "emergency-call-failed" ? (
    <a href={`/console/calls?${new URLSearchParams({ callId: subject })}`}>
      <code>{subject}</code>
    </a>
  ) : (
    <code>{subject}</code>
  );

function Day({ figures: { totals, series, byTerritory, byRoute } }: { readonly figures: Watch }) {
  return (
    <section class="card" aria-labelledby="day">
      <h2 id="day">The last 24 hours</h2>
      <dl class="figures">
        <Figure name="decided" value={String(totals.decided)} />
        <Figure name="answered" value={String(totals.answered)} />
        <Figure name="failed" value={String(totals.failed)} />
        <Figure name="abandoned" value={String(totals.abandoned)} />
        <Figure name="no outcome" value={String(totals.missing)} />
        <Figure name="success" value={totals.successRate === null ? "–" : percent(totals.successRate)} />
      </dl>
      <Bars series={series} />
      <div class="side-by-side">
        <Territories rows={byTerritory} />
        <RouteTable rows={byRoute} />
      </div>
    </section>
  );
}

const Figure = ({ name, value }: { readonly name: string; readonly value: string }) => (
  <div>
    <dt>{name}</dt>
    <dd>{value}</dd>
  </div>
);

const Territories = ({ rows }: { readonly rows: Watch["byTerritory"] }) => (
  <Table caption="By territory" columns={["Territory", "Decided", "Failed", "No outcome", "Success"]}>
    {rows.length === 0 && (
      <tr>
        <td colSpan={5}>No emergency call yet</td>
      </tr>
    )}
    {rows.map(({ territory, decided, failed, missing, successRate }) => (
      <tr key={territory} class={failed > 0 ? "bad" : undefined}>
        <td class="code">{territory}</td>
        <td class="number">{decided}</td>
        <td class="number">{failed}</td>
        <td class="number">{missing}</td>
        <td class="number">{successRate === null ? "–" : percent(successRate)}</td>
      </tr>
    ))}
  </Table>
);

const RouteTable = ({ rows }: { readonly rows: Watch["byRoute"] }) => (
  <Table caption="By route" columns={["Route", "Tried", "Failed", "Failed in a row", "Last answered"]}>
    {rows.length === 0 && (
      <tr>
        <td colSpan={5}>No outcome named a route yet</td>
      </tr>
    )}
    {rows.map(({ name, tried, failed, consecutiveFailures, lastAnsweredAt }) => (
      <tr key={name} class={consecutiveFailures > 0 ? "bad" : undefined}>
        <td class="code">{name}</td>
        <td class="number">{tried}</td>
        <td class="number">{failed}</td>
        <td class="number">{consecutiveFailures}</td>
        <td>
          <Ago at={lastAnsweredAt} />
        </td>
      </tr>
    ))}
  </Table>
);

const Ago = ({ at }: { readonly at: string | null }) =>
  at === null ? (
    "never"
  ) : (
    <time dateTime={at} title={at}>
      {spanOf(Math.max(0, Date.now() - Date.parse(at)) / 1_000)} ago
    </time>
  );

/** A store that is down does not stop calls, so it is no alarm: it is told in words. */
function Health() {
  const source = useSource(() => answerOf(readReady()), everyS);
  return (
    <section class="card" aria-labelledby="health">
      <h2 id="health">The app</h2>
      <WithLoaded source={source} what="its health" isLive>
        {({ config, tables, eventHubs, outbox }) => (
          <dl class="figures">
            <Figure name="version" value={`${config.version} (${config.source})`} />
            <Figure name="Table Storage" value={tables} />
            <Figure name="Event Hubs" value={eventHubs} />
            <Figure name="waiting in the outbox" value={outbox.depth === null ? "unknown" : String(outbox.depth)} />
            {outbox.oldestAgeS !== null && <Figure name="oldest waits" value={spanOf(outbox.oldestAgeS)} />}
          </dl>
        )}
      </WithLoaded>
      <ActiveVersion />
    </section>
  );
}

/** An app that is not ready answers 503, with the same members. */
async function readReady() {
  const { data, error, response } = await api.GET("/v1/health/ready");
  const told = data ?? (error !== undefined && "config" in error ? error : undefined);
  return told === undefined ? { error, response } : { data: told, response: new Response() };
}

function ActiveVersion() {
  const page = useSource(() => answerOf(api.GET("/v1/config/versions", { params: { query: { limit: 1 } } })), 30);
  return (
    <WithLoaded source={page} what="who activated the version">
      {({ versions: [active] }) =>
        active === undefined ? (
          <p class="note">
            There is no configuration yet: calls are decided by the built-in catalogue.{" "}
            <a href="/console/coverage">Add the first territory</a>
          </p>
        ) : (
          <p>
            Version {active.version}: “{active.reason}”, by {active.author}, <When at={active.createdAt} />
          </p>
        )
      }
    </WithLoaded>
  );
}

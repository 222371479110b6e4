import { answerOf, api, type Schema } from "../api/client.ts";
import type { Source } from "../api/loaded.ts";
import { may } from "../api/session.ts";
import { useSource } from "../api/use-source.ts";
import { Ago } from "../parts/ago.tsx";
import { Alarms } from "../parts/alarms.tsx";
import { Author } from "../parts/author.tsx";
import { Bars } from "../parts/bars.tsx";
import { CallsMap } from "../parts/calls-map.tsx";
import { Figure, percent, percentOrNone } from "../parts/figures.tsx";
import { FrontDoors } from "../parts/front-doors.tsx";
import { lately } from "../parts/lately.ts";
import { spanOf } from "../parts/moment.ts";
import { Table } from "../parts/table.tsx";
import { verdictOf } from "../parts/verdict-of.ts";
import { When } from "../parts/when.tsx";
import { WithLoaded } from "../parts/with-loaded.tsx";

/** `ageMs`: how old the figures were when they were answered, by the app's own clock. */
type Watch = Schema<"WatchAnswer"> & { readonly ageMs: number };

const quarterS = 900;
const dayS = 86_400;
const everyS = 15;

/** One reading for all figures of the page, so that they are of the same instant. */
async function readWatch() {
  const answered = await answerOf(api.GET("/v1/watch", { params: { query: { windowS: dayS } } }));
  if (answered.outcome === "failed") return answered;
  const ageMs = Date.parse(answered.response.headers.get("date") ?? "") - Date.parse(answered.data.asOf);
  return { ...answered, data: { ...answered.data, ageMs: Number.isNaN(ageMs) ? 0 : Math.max(0, ageMs) } };
}

const readActive = () => answerOf(api.GET("/v1/config/versions", { params: { query: { limit: 1 } } }));

type Active = { readonly active: Source<Schema<"VersionPage">> | null };

/** Whether help can be reached: what became of emergency calls lately, open alarms, and the state of the app. */
export const Now = () => (may("Config.Read") ? <WithVersion /> : <Page active={null} />);

function WithVersion() {
  return <Page active={useSource(readActive, 30)} />;
}

const Page = ({ active }: Active) => (
  <>
    <h1>Now</h1>
    {active?.state.value.data?.versions.length === 0 && (
      <p class="note">
        There is no configuration yet: calls are decided by the built-in catalogue, and have no route of yours.{" "}
        <a href="/console/change">Make a route set</a>, then <a href="/console/coverage">add the first territory</a>.
      </p>
    )}
    {may("Audit.Read") ? (
      <WatchedCalls />
    ) : (
      <p class="note">What became of calls is for those with the role Audit.Read.</p>
    )}
    <Health active={active} />
  </>
);

function WatchedCalls() {
  const watch = useSource(readWatch, everyS);
  return (
    <WithLoaded source={watch} what="what became of calls" isLive ageMsOf={({ ageMs }) => ageMs}>
      {(figures) => (
        <>
          <Verdict figures={figures} />
          <Alarms alarms={figures.alarms} />
          <Day figures={figures} />
          <FrontDoors probes={figures.probes} alarms={figures.alarms} />
        </>
      )}
    </WithLoaded>
  );
}

function Verdict({ figures }: { readonly figures: Watch }) {
  const counts = lately(figures, quarterS);
  const { tone, text } = verdictOf(counts);
  const { answered, failed } = counts;
  return (
    <section class={`card verdict-now ${tone}`} aria-label="The last 15 minutes">
      <p class="headline">{text}</p>
      <p>in the last 15 minutes{answered + failed > 0 && `; success ${percent(answered / (answered + failed))}`}</p>
      <p class="quiet">
        Counted up to <When at={figures.asOf} />
        {!figures.complete && ". Not all of it was watched: the timer does not run, is behind, or has just begun"}
      </p>
    </section>
  );
}

function Day({ figures }: { readonly figures: Watch }) {
  const { totals, series, byTerritory, byRoute } = figures;
  return (
    <section class="card" aria-labelledby="day">
      <h2 id="day">The last 24 hours</h2>
      <dl class="figures">
        <Figure name="decided" value={totals.decided} />
        <Figure name="answered" value={totals.answered} />
        <Figure name="failed" value={totals.failed} />
        <Figure name="abandoned" value={totals.abandoned} />
        <Figure name="no outcome" value={totals.missing} />
        <Figure name="success" value={percentOrNone(totals.successRate)} />
      </dl>
      <Bars series={series} />
      <CallsMap rows={byTerritory} />
      <RouteTable rows={byRoute} />
    </section>
  );
}

const RouteTable = ({ rows }: { readonly rows: Watch["byRoute"] }) => (
  <Table caption="By route" columns={["Route", "Tried", "Failed", "Failed in a row", "Last answered"]}>
    {rows.length === 0 && (
      <tr>
        <td colSpan={5}>No outcome named a route yet</td>
      </tr>
    )}
    {rows.map(({ name, tried, failed, consecutiveFailures, lastAnsweredAt }) => (
      <tr key={name} class={consecutiveFailures > 0 ? "bad" : undefined}>
        {name === "other" ? <td>other, not in the decision</td> : <td class="code">{name}</td>}
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

/** A store that is down does not stop calls, so it is no alarm: it is told in words. */
function Health({ active }: Active) {
  const source = useSource(() => answerOf(readReady()), everyS);
  return (
    <section class="card" aria-labelledby="health">
      <h2 id="health">The app</h2>
      <WithLoaded source={source} what="its health" isLive>
        {({ config, tables, eventHubs, outbox }) => (
          <dl class="figures">
            <Figure name="decided by" value={deciderOf(config)} isDoubtful={config.source !== "live"} />
            <Figure name="Table Storage" value={tables} isDoubtful={tables !== "up"} />
            <Figure name="Event Hubs" value={eventHubs} isDoubtful={eventHubs !== "up"} />
            <Figure name="waiting in the outbox" value={outbox.depth ?? "unknown"} />
            {outbox.oldestAgeS !== null && <Figure name="oldest waits" value={spanOf(outbox.oldestAgeS)} />}
          </dl>
        )}
      </WithLoaded>
      {active !== null && <ActiveVersion active={active} />}
    </section>
  );
}

const deciderOf = ({ version, source }: Schema<"ReadyAnswer">["config"]): string =>
  source === "baseline"
    ? "the built-in catalogue"
    : `version ${version}${source === "stale" ? ", last known good" : ""}`;

/** An app that is not ready answers 503, with the same members. */
async function readReady() {
  const { data, error, response } = await api.GET("/v1/health/ready");
  const told = data ?? (error !== undefined && "config" in error ? error : undefined);
  return told === undefined ? { error, response } : { data: told, response: new Response() };
}

const ActiveVersion = ({ active }: { readonly active: NonNullable<Active["active"]> }) => (
  <WithLoaded source={active} what="who activated the version">
    {({ versions: [version] }) =>
      version !== undefined && (
        <p>
          Version {version.version}: “{version.reason}”, by <Author author={version.author} />,{" "}
          <When at={version.createdAt} />
        </p>
      )
    }
  </WithLoaded>
);

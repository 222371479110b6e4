import { useState } from "preact/hooks";
import { useLocation } from "preact-iso/router";
import { type Answered, answerOf, api, type Schema } from "../api/client.ts";
import { flagMeanings } from "../api/flag-meanings.ts";
import { AnswerArea } from "../parts/answer-area.tsx";
import { CallStory } from "../parts/call-story.tsx";
import { Failed } from "../parts/failed.tsx";
import { Choice, Field } from "../parts/field.tsx";
import { Table } from "../parts/table.tsx";
import { When } from "../parts/when.tsx";

type Page = Schema<"AuditEventPage">;
type Decided = Schema<"DecidedEvent">;

const empty = {
  callId: "",
  lastS: "3600",
  from: "",
  to: "",
  territory: "",
  shortCode: "",
  class: "",
  flag: "",
  ingress: "",
  tenant: "",
  callingParty: "",
};
type Search = typeof empty;

/** Finds recorded calls, and tells the story of one. */
export function Calls() {
  const { query, route } = useLocation();
  const callId = query.callId;
  if (callId !== undefined && callId !== "")
    return <CallStory key={callId} callId={callId} onLeft={() => route("/console/calls")} />;
  return <SearchCalls />;
}

function SearchCalls() {
  const [search, setSearch] = useState<Search>(empty);
  const [asked, setAsked] = useState<Query | null>(null);
  const [answer, setAnswer] = useState<Answered<Page> | null>(null);
  const { route } = useLocation();
  const field = (name: keyof Search) => ({
    name,
    value: search[name],
    onInput: (value: string) => setSearch((before) => ({ ...before, [name]: value })),
  });
  const ask = async (query: Query): Promise<void> => {
    setAsked(query);
    setAnswer(await answerOf(api.GET("/v1/audit/events", { params: { query } })));
  };
  const submit = (event: Event): void => {
    event.preventDefault();
    if (search.callId !== "") route(storyOf(search.callId));
    else void ask(queryOf(search, Date.now()));
  };
  return (
    <>
      <h1>Calls</h1>
      <p class="lead">
        Recorded decisions: emergencies, tests, and whatever was suspected to be one. Each look is recorded.
      </p>
      <form class="card" onSubmit={submit}>
        <div class="fields">
          <Field {...field("callId")} label="Call-ID" hint="goes to that call at once" />
          <Choice {...field("lastS")} label="When">
            <option value="900">the last 15 minutes</option>
            <option value="3600">the last hour</option>
            <option value="86400">the last 24 hours</option>
            <option value="604800">the last 7 days</option>
            <option value="">from … to …</option>
          </Choice>
          {search.lastS === "" && (
            <>
              <Field {...field("from")} label="From (local time)" type="datetime-local" required />
              <Field {...field("to")} label="To (local time)" type="datetime-local" required />
            </>
          )}
          <Field {...field("territory")} label="Territory" />
          <Field {...field("shortCode")} label="Number" hint="the short code: 999" />
          <Field {...field("callingParty")} label="Caller" hint="needs Audit.Read.Personal" />
          <Choice {...field("class")} label="Class">
            <option value="">any</option>
            {["emergency", "emergency-normal-routing", "test", "special", "ordinary"].map((name) => (
              <option key={name}>{name}</option>
            ))}
          </Choice>
          <Choice {...field("flag")} label="Flag">
            <option value="">any</option>
            {Object.keys(flagMeanings).flatMap((flag) =>
              flag.includes(":") ? [] : [<option key={flag}>{flag}</option>],
            )}
          </Choice>
          <Field {...field("ingress")} label="Ingress" />
          <Field {...field("tenant")} label="Customer" />
        </div>
        <button type="submit">Search</button>
      </form>
      <AnswerArea answer={answer}>
        {answer?.outcome === "failed" && <Failed failure={answer.failure} />}
        {answer?.outcome === "answered" && asked !== null && (
          <Found page={answer.data} next={(continuationToken) => void ask({ ...asked, continuationToken })} />
        )}
      </AnswerArea>
    </>
  );
}

const storyOf = (callId: string): string => `/console/calls?${new URLSearchParams({ callId })}`;

type Query = Record<string, string>;

const instant = (local: string): string => (local === "" ? "" : new Date(local).toISOString());

/** What is filled in, as the API asks for it. Only decisions: an outcome is told with its call. */
function queryOf({ lastS, from, to, callId, ...filters }: Search, nowMs: number): Query {
  const window =
    lastS === ""
      ? { from: instant(from), to: instant(to) }
      : { from: new Date(nowMs - Number(lastS) * 1_000).toISOString(), to: new Date(nowMs).toISOString() };
  const given = Object.entries(filters).filter(([, value]) => value.trim() !== "");
  return { ...window, type: "emergency-call.decided.v1", limit: "100", ...Object.fromEntries(given) };
}

type FoundProps = { readonly page: Page; readonly next: (token: string) => void };

function Found({ page: { events, continuationToken }, next }: FoundProps) {
  const calls = events.filter((event): event is Decided => event.type === "emergency-call.decided.v1");
  return (
    <>
      {calls.length === 0 ? (
        <p class="note" role="status">
          {continuationToken === null ? "No call was recorded that fits." : "Nothing on this page yet: go on."}
        </p>
      ) : (
        <CallTable calls={calls} />
      )}
      {continuationToken !== null && <p>There are newer calls on the next page.</p>}
      {continuationToken !== null && (
        <button type="button" onClick={() => next(continuationToken)}>
          Next page
        </button>
      )}
    </>
  );
}

const CallTable = ({ calls }: { readonly calls: readonly Decided[] }) => (
  <Table
    caption="Calls, oldest first"
    columns={["Time", "Number", "Class", "Territory", "First route", "Flags", "Call-ID"]}
  >
    {calls.map(({ id, time, data: { decision } }) => (
      <tr key={id}>
        <td>
          <When at={time} />
        </td>
        <td class="code">{decision.number.received}</td>
        <td>{decision.class}</td>
        <td class="code">{decision.number.territory ?? decision.number.candidateTerritories.join(" ")}</td>
        <td class="code">{decision.routes[0]?.name ?? "–"}</td>
        <td>
          {decision.flags.map((flag) => (
            <div key={flag} class="line">
              {flag}
            </div>
          ))}
        </td>
        <td class="code">
          <a href={storyOf(decision.callId)}>{decision.callId}</a>
        </td>
      </tr>
    ))}
  </Table>
);

import { answerOf, api, type Schema } from "../api/client.ts";
import { useSource } from "../api/use-source.ts";
import { Decision } from "./decision.tsx";
import { Scroll } from "./table.tsx";
import { When } from "./when.tsx";
import { WithLoaded } from "./with-loaded.tsx";

type Story = Schema<"CallStory">;

/** The Call-ID's story with what was masked in it. */
const read = async (callId: string) => {
  const answered = await answerOf(api.GET("/v1/audit/calls", { params: { query: { callId } } }));
  if (answered.outcome === "failed") return answered;
  const masked = answered.response.headers.get("x-redacted");
  return { ...answered, data: { story: answered.data, masked } };
};

/** One call from its decision to its outcome. */
export function CallStory({ callId, onLeft }: { readonly callId: string; readonly onLeft: () => void }) {
  const source = useSource(() => read(callId));
  return (
    <>
      <h1>One call</h1>
      <Scroll label="Call-ID">
        <code class="code">{callId}</code>
      </Scroll>
      <button type="button" onClick={onLeft}>
        Back to the search
      </button>
      <WithLoaded source={source} what="the call">
        {({ story, masked }) => (
          <>
            {masked !== null && <p class="note">Masked for your role: {masked}.</p>}
            <Fate outcomes={story.outcomes} />
            <Proof story={story} />
            <Timeline story={story} />
          </>
        )}
      </WithLoaded>
    </>
  );
}

/** What became of the call, by the last report. */
function Fate({ outcomes }: Pick<Story, "outcomes">) {
  const last = outcomes.toSorted((a, b) => (a.time < b.time ? -1 : 1)).at(-1);
  if (last === undefined) return <p class="note">Nobody has reported what became of this call.</p>;
  const { finalStatus, routeName } = last.data.outcome;
  const { tone, text } = fateOf(finalStatus);
  return (
    <p class={`note ${tone}`}>
      <strong>
        {text}: {finalStatus}
      </strong>
      {routeName != null && ` by ${routeName}`}
    </p>
  );
}

function fateOf(finalStatus: number): { readonly tone: string; readonly text: string } {
  if (finalStatus >= 200 && finalStatus < 300) return { tone: "good", text: "Answered" };
  return finalStatus === 487 ? { tone: "", text: "The caller hung up" } : { tone: "bad", text: "Failed" };
}

const Proof = ({ story: { altered, complete, configurations } }: { readonly story: Story }) => (
  <>
    <p class={`note ${altered.length === 0 ? "good" : "bad"}`}>
      {altered.length === 0
        ? "Every event of this call is what its hash was taken over."
        : `Events that are not what was recorded: ${altered.join(", ")}.`}
      {!complete && " The call has more than the 1,000 events that were read."}
    </p>
    <ul>
      {configurations.map(({ version, hash }) => (
        <li key={`${version} ${hash}`}>
          Decided by version {version}, <code>{hash.slice(0, 19)}…</code>
        </li>
      ))}
    </ul>
  </>
);

function Timeline({ story: { decisions, outcomes } }: { readonly story: Story }) {
  const events = [...decisions, ...outcomes].sort((a, b) => (a.time < b.time ? -1 : 1));
  return (
    <section aria-labelledby="timeline">
      <h2 id="timeline">What happened</h2>
      <ol class="timeline">
        {events.map((event) => (
          <li key={event.id}>
            <p>
              <When at={event.time} />
            </p>
            {event.type === "emergency-call.decided.v1" ? <Decided event={event} /> : <Outcome event={event} />}
          </li>
        ))}
      </ol>
    </section>
  );
}

const Decided = ({ event: { data } }: { readonly event: Schema<"DecidedEvent"> }) => (
  <>
    <Decision heading={`Decided in ${data.latencyMs.toFixed(1)} ms`} decision={data.decision} />
    <ChainPlace chain={data.chain} />
    <details>
      <summary>The request as it came</summary>
      <Scroll label="The request">
        <pre>{JSON.stringify(data.request, null, 2)}</pre>
      </Scroll>
    </details>
  </>
);

const Outcome = ({ event: { data } }: { readonly event: Schema<"OutcomeEvent"> }) => {
  const { finalStatus, routeName, attempts = [] } = data.outcome;
  return (
    <section class="decision">
      <h3>
        Reported outcome: {finalStatus}
        {routeName != null && ` by ${routeName}`}
      </h3>
      <ul>
        {(attempts ?? []).map(({ routeName: name, status, atMs }) => (
          <li key={`${name} ${atMs}`}>
            <code>{name}</code> {status} after {atMs} ms
          </li>
        ))}
      </ul>
      <ChainPlace chain={data.chain} />
    </section>
  );
};

const ChainPlace = ({ chain }: { readonly chain: Schema<"ChainLink"> }) => (
  <p class="quiet">
    Link {chain.sequence} of chain <code>{chain.id}</code>
  </p>
);

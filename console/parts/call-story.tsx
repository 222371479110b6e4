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
            <Proof story={story} />
            <Timeline story={story} />
          </>
        )}
      </WithLoaded>
    </>
  );
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
      {outcomes.length === 0 && <p class="note">Nobody has reported what became of this call.</p>}
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
  const answered = finalStatus >= 200 && finalStatus < 300;
  return (
    <section class="decision">
      <h3>Reported outcome</h3>
      <p class={`note ${answered ? "good" : finalStatus === 487 ? "" : "bad"}`}>
        {answered ? "Answered" : finalStatus === 487 ? "The caller hung up" : "Failed"}: {finalStatus}
        {routeName != null && ` by ${routeName}`}
      </p>
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

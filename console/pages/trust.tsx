import { useState } from "preact/hooks";
import { type Answered, answerOf, api, type Schema } from "../api/client.ts";
import { AnswerArea } from "../parts/answer-area.tsx";
import { Failed } from "../parts/failed.tsx";
import { Field } from "../parts/field.tsx";
import { When } from "../parts/when.tsx";

type Report = Schema<"VerificationReport">;
type Chain = Report["chains"][number];

const dayMs = 86_400_000;

/** Verifies the audit trail of one UTC day: what is missing, edited or forged, and the hashes to keep elsewhere. */
export function Trust() {
  const [day, setDay] = useState(new Date().toISOString().slice(0, 10));
  const [answer, setAnswer] = useState<Answered<Report> | null>(null);
  const [isAsking, setAsking] = useState(false);
  const verify = async (event: Event): Promise<void> => {
    event.preventDefault();
    setAsking(true);
    setAnswer(await answerOf(api.GET("/v1/audit/verification", { params: { query: windowOf(day) } })));
    setAsking(false);
  };
  return (
    <>
      <h1>Trust</h1>
      <p class="lead">Is the audit trail whole? Every event is read and its hash taken again.</p>
      <form class="card" onSubmit={(event) => void verify(event)}>
        <Field label="Day (UTC)" name="day" type="date" value={day} onInput={setDay} required />
        <button type="submit" aria-busy={isAsking}>
          Verify
        </button>
      </form>
      <AnswerArea answer={answer} isAsking={isAsking}>
        {answer?.outcome === "failed" && <Failed failure={answer.failure} />}
        {answer?.outcome === "answered" && <Verified report={answer.data} />}
      </AnswerArea>
    </>
  );
}

/** A day that is not over ends now. */
function windowOf(day: string): { readonly from: string; readonly to: string } {
  const fromMs = Date.parse(`${day}T00:00:00Z`);
  return {
    from: new Date(fromMs).toISOString(),
    to: new Date(Math.min(fromMs + dayMs, Math.max(Date.now(), fromMs + 1))).toISOString(),
  };
}

const quarterMs = 900_000;

/** A report begins and ends with a full quarter of an hour: that of today ends with the last one. */
const fullQuarters = ({ from, to }: { readonly from: string; readonly to: string }) => {
  const endMs = Math.max(Math.floor(Date.parse(to) / quarterMs) * quarterMs, Date.parse(from) + quarterMs);
  return { from, to: new Date(endMs).toISOString() };
};

function Verified({ report }: { readonly report: Report }) {
  const { intact, complete, keyed, events, chains, forged, unreadable, verifiedTo, from, to } = report;
  const isGood = intact && complete;
  return (
    <>
      <p class={`note ${isGood ? "good" : "bad"}`} role="status">
        <strong>
          {events === 0
            ? "Nothing was recorded"
            : isGood
              ? "Whole: nothing is missing, edited or forged"
              : "Not whole, or not read to the end"}
        </strong>
        : {events} events in {chains.length} {chains.length === 1 ? "chain" : "chains"}.{" "}
        {keyed ? "A key vouches for them." : "No key vouches for them: hashes alone do."}
      </p>
      {!complete && (
        <p class="note">
          Verified up to <When at={verifiedTo} />. Verify again to go on.
        </p>
      )}
      {forged.length + unreadable.length > 0 && (
        <p class="note bad">
          {forged.length} forged, {unreadable.length} unreadable rows.
        </p>
      )}
      <ul>
        {chains.map((chain) => (
          <li key={chain.chainId}>
            <ChainReport chain={chain} />
          </li>
        ))}
      </ul>
      <p>
        <a href={`/api/v1/audit/events/export?${new URLSearchParams({ from, to, format: "ndjson" })}`} download>
          Export the events of this day
        </a>
        {" · "}
        <a
          href={`/api/v1/watch/report?${new URLSearchParams({ ...fullQuarters({ from, to }), format: "html" })}`}
          target="_blank"
          rel="noopener"
        >
          The report of this day
        </a>
      </p>
    </>
  );
}

const faults = ["brokenLinks", "edited", "misplaced", "duplicates", "afterClose", "unknownKey", "forged"] as const;

const ChainReport = ({ chain }: { readonly chain: Chain }) => (
  <>
    <p>
      <code>{chain.chainId}</code>: {chain.events} events, {chain.firstSequence} to {chain.lastSequence}, {chain.state},{" "}
      {chain.intact ? "intact" : "not intact"}
    </p>
    {chain.gaps.length > 0 && <p>Missing: {chain.gaps.map(({ from, to }) => `${from} to ${to}`).join(", ")}</p>}
    {faults.map((fault) => chain[fault].length > 0 && <p key={fault}>{`${fault}: ${chain[fault].join(", ")}`}</p>)}
    {chain.lastHash !== null && (
      <p>
        Last hash, to keep elsewhere: <code>{chain.lastHash}</code>
      </p>
    )}
  </>
);

import { alarmMeanings } from "../api/alarm-meanings.ts";
import type { Schema } from "../api/client.ts";
import { byKind } from "./alarms-by-kind.ts";
import { FirstFew } from "./first-few.tsx";
import { sentence } from "./sentence.ts";
import { When } from "./when.tsx";

type Alarm = Schema<"Alarm">;

/** More of a kind say no more: something fails for everybody. */
const shownAtMost = 3;

/** The open alarms by kind: what it means, what to do, and where it was seen. */
export function Alarms({ alarms }: { readonly alarms: readonly Alarm[] }) {
  if (alarms.length === 0) return <p class="note good">No alarm is open.</p>;
  return (
    <section class="card alarms" aria-labelledby="alarms">
      <h2 id="alarms">Open alarms: {alarms.length}</h2>
      {byKind(alarms).map((group) => (
        <Kind key={group.alarm} {...group} />
      ))}
    </section>
  );
}

type KindProps = ReturnType<typeof byKind>[number];

function Kind({ alarm, runbook, alarms }: KindProps) {
  return (
    <section class="alarm" aria-label={alarm}>
      <h3>
        {sentence(alarmMeanings[alarm] ?? alarm)}
        {alarms.length > 1 && ` (${alarms.length})`}
      </h3>
      <p class="quiet">
        What to do: <Runbook runbook={runbook} />
      </p>
      <FirstFew items={alarms} atMost={shownAtMost}>
        {(some) => <Subjects alarms={some} />}
      </FirstFew>
    </section>
  );
}

/** Wraps before the heading that it names, nowhere else. */
const Runbook = ({ runbook }: Pick<Alarm, "runbook">) => {
  const [file, heading] = runbook.split("#");
  return (
    <code>
      {file}
      {heading !== undefined && (
        <>
          <wbr />#{heading}
        </>
      )}
    </code>
  );
};

const Subjects = ({ alarms }: Pick<KindProps, "alarms">) => (
  <ul>
    {alarms.map(({ alarm, subject, since, evidence }) => (
      <li key={subject}>
        <p>
          <Subject alarm={alarm} subject={subject} /> since <When at={since} />
        </p>
        <Evidence evidence={evidence} />
      </li>
    ))}
  </ul>
);

const Evidence = ({ evidence }: Pick<Alarm, "evidence">) =>
  evidence.length === 0 ? null : (
    <details>
      <summary>
        Seen in {evidence.length} {evidence.length === 1 ? "event" : "events"}
      </summary>
      <ul>
        {evidence.map((id) => (
          <li key={id}>
            <code>{id}</code>
          </li>
        ))}
      </ul>
    </details>
  );

/** A call that failed has its story. */
const Subject = ({ alarm, subject }: Pick<Alarm, "alarm" | "subject">) =>
  alarm === "emergency-call-failed" ? (
    <a href={`/console/calls?${new URLSearchParams({ callId: subject })}`}>
      <code>{subject}</code>
    </a>
  ) : (
    <code>{subject}</code>
  );

import type { Schema } from "../api/client.ts";
import { When } from "./when.tsx";

type Alarm = Schema<"Alarm">;

/** The open alarms, each with what to do and where it was seen. */
export function Alarms({ alarms }: { readonly alarms: readonly Alarm[] }) {
  if (alarms.length === 0) return <p class="note good">No alarm is open.</p>;
  return (
    <section class="card alarms" aria-labelledby="alarms">
      <h2 id="alarms">Open alarms: {alarms.length}</h2>
      <ul>
        {alarms.map((alarm) => (
          <li key={`${alarm.alarm} ${alarm.subject}`}>
            <OpenAlarm {...alarm} />
          </li>
        ))}
      </ul>
    </section>
  );
}

const OpenAlarm = ({ alarm, subject, since, evidence, runbook }: Alarm) => (
  <>
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
  </>
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

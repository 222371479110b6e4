import { alarmMeanings } from "../api/alarm-meanings.ts";
import type { Schema } from "../api/client.ts";
import { sentence } from "./sentence.ts";
import { When } from "./when.tsx";

type Alarm = Schema<"Alarm">;

/** More of them say no more: something fails for everybody. */
const shownAtMost = 10;

/** The open alarms, each with what to do and where it was seen. */
export function Alarms({ alarms }: { readonly alarms: readonly Alarm[] }) {
  if (alarms.length === 0) return <p class="note good">No alarm is open.</p>;
  const more = alarms.length - shownAtMost;
  return (
    <section class="card alarms" aria-labelledby="alarms">
      <h2 id="alarms">Open alarms: {alarms.length}</h2>
      <ul>
        {alarms.slice(0, shownAtMost).map((alarm) => (
          <li key={`${alarm.alarm} ${alarm.subject}`}>
            <OpenAlarm {...alarm} />
          </li>
        ))}
      </ul>
      {more > 0 && (
        <details>
          <summary>
            {more} more, by kind: {countKinds(alarms)}
          </summary>
          <ul>
            {alarms.slice(shownAtMost).map((alarm) => (
              <li key={`${alarm.alarm} ${alarm.subject}`}>
                <OpenAlarm {...alarm} />
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}

/** "12 emergency-call-failed, 1 route-failing", of all of them. */
function countKinds(alarms: readonly Alarm[]): string {
  const counts = new Map<string, number>();
  for (const { alarm } of alarms) counts.set(alarm, (counts.get(alarm) ?? 0) + 1);
  return [...counts].map(([alarm, count]) => `${count} ${alarm}`).join(", ");
}

const OpenAlarm = ({ alarm, subject, since, evidence, runbook }: Alarm) => (
  <>
    <p>
      <strong>{sentence(alarmMeanings[alarm] ?? alarm)}</strong>: <Subject alarm={alarm} subject={subject} /> since{" "}
      <When at={since} />
    </p>
    <p class="quiet">
      <code>{alarm}</code> · what to do: <code>{runbook}</code>
    </p>
    {evidence.length > 0 && (
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
    )}
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

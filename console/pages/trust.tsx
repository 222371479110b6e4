import { useRef, useState } from "preact/hooks";
import { answerOf, api, type Failure } from "../api/client.ts";
import { AnswerArea } from "../parts/answer-area.tsx";
import { Failed } from "../parts/failed.tsx";
import { Choice, Field } from "../parts/field.tsx";
import { daysUpTo, type Report } from "../parts/trail-window.ts";
import { VerifiedDays } from "../parts/verified-days.tsx";

/** How far verifying has come. `left`: windows that nobody has read yet. */
type Progress = { readonly reports: readonly Report[]; readonly left: number; readonly failure: Failure | null };

const nothing: Progress = { reports: [], left: 0, failure: null };

/** Verifies the audit trail day by day: what is missing, edited or forged, and the hashes to keep elsewhere. */
export function Trust() {
  const [day, setDay] = useState(new Date().toISOString().slice(0, 10));
  const [days, setDays] = useState("1");
  const [progress, setProgress] = useState<Progress>(nothing);
  const run = useRef(0);
  const verify = async (event: Event): Promise<void> => {
    event.preventDefault();
    const turn = ++run.current;
    await verifyWindows(daysUpTo(day, Number(days), Date.now()), (now) => {
      if (turn !== run.current) return false;
      setProgress(now);
      return true;
    });
  };
  const { reports, left, failure } = progress;
  return (
    <>
      <h1>Trust</h1>
      <p class="lead">Is the audit trail whole? Every event is read and its hash taken again.</p>
      <form class="card" onSubmit={(event) => void verify(event)}>
        <div class="fields">
          <Field label="Day (UTC)" name="day" type="date" value={day} onInput={setDay} required />
          <Choice label="How many" name="days" value={days} onInput={setDays}>
            <option value="1">that day</option>
            <option value="7">7 days up to it</option>
            <option value="31">31 days up to it</option>
          </Choice>
        </div>
        <button type="submit" aria-busy={left > 0}>
          Verify
        </button>
      </form>
      <AnswerArea answer={reports[0] ?? failure} isAsking={left > 0}>
        {left > 0 && (
          <p class="quiet">
            Verifying: {reports.length} of {reports.length + left} done…
          </p>
        )}
        {failure !== null && <Failed failure={failure} />}
        {reports.length > 0 && left === 0 && <VerifiedDays reports={reports} />}
      </AnswerArea>
    </>
  );
}

type Windows = ReturnType<typeof daysUpTo>;

/** One after another, as the app verifies one at a time. What took it too long is gone on with. `tell` says whether to go on. */
async function verifyWindows(windows: Windows, tell: (progress: Progress) => boolean): Promise<void> {
  const left = [...windows];
  let progress: Progress = { ...nothing, left: left.length };
  if (!tell(progress)) return;
  for (let window = left.shift(); window !== undefined; window = left.shift()) {
    const answered = await answerOf(api.GET("/v1/audit/verification", { params: { query: window } }));
    if (answered.outcome === "failed") {
      tell({ ...progress, left: 0, failure: answered.failure });
      return;
    }
    const { complete, verifiedTo } = answered.data;
    if (!complete && verifiedTo > window.from) left.unshift({ from: verifiedTo, to: window.to });
    progress = { reports: [...progress.reports, answered.data], left: left.length, failure: null };
    if (!tell(progress)) return;
  }
}

import { useState } from "preact/hooks";
import { answerOf, api, type Failure } from "../api/client.ts";
import { may } from "../api/session.ts";
import { useSource } from "../api/use-source.ts";
import { answerProposal } from "./answer-proposal.ts";
import type { Proposal } from "./propose-change.ts";
import { nowMs } from "./with-loaded.tsx";

const everyS = 15;

const read = async () => {
  const query = { state: "provisional", limit: 1 } as const;
  const answered = await answerOf(api.GET("/v1/config/proposals", { params: { query } }));
  if (answered.outcome === "failed") return answered;
  // The clock of this computer may be wrong: the app's counts.
  const appMs = Date.parse(answered.response.headers.get("date") ?? "");
  const aheadMs = Number.isNaN(appMs) ? 0 : Date.now() - appMs;
  return { ...answered, data: { proposal: answered.data.proposals[0] ?? null, aheadMs } };
};

/** Counts down on every page while a version is live that goes back by itself. */
export function ProvisionalBanner() {
  const source = useSource(read, everyS);
  const { data } = source.state.value;
  if (data === null || data.proposal === null) return null;
  return <Countdown proposal={data.proposal} aheadMs={data.aheadMs} onDone={() => void source.ask()} />;
}

type CountdownProps = { readonly proposal: Proposal; readonly aheadMs: number; readonly onDone: () => void };

function Countdown({ proposal, aheadMs, onDone }: CountdownProps) {
  const [failure, setFailure] = useState<Failure | null>(null);
  const leftS = (Date.parse(proposal.revertAt ?? "") - (nowMs.value - aheadMs)) / 1_000;
  const keep = async (): Promise<void> => {
    const answered = await answerProposal("confirm", proposal, "");
    setFailure(answered.outcome === "failed" ? answered.failure : null);
    onDone();
  };
  return (
    <section class="banner" aria-label="A provisional version">
      <strong>Version {proposal.version} is provisional</strong> (“{proposal.reason}”):{" "}
      <span role="timer">{leftS > 0 ? `it goes back by itself in ${clockOf(leftS)}` : "it goes back now"}</span>
      {leftS > 0 && ", unless it is kept. "}
      {may("Config.Approve") && leftS > 0 && (
        <button type="button" class="small" onClick={() => void keep()}>
          Keep version {proposal.version}
        </button>
      )}
      {failure !== null && <span role="alert"> {failure.detail}</span>}
    </section>
  );
}

/** "1:05:09", "9:41". */
function clockOf(seconds: number): string {
  const whole = Math.floor(seconds);
  const [h, m, s] = [Math.floor(whole / 3_600), Math.floor(whole / 60) % 60, whole % 60];
  const two = (part: number): string => String(part).padStart(2, "0");
  return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
}

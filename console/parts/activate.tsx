import { useState } from "preact/hooks";
import type { Answered, Failure } from "../api/client.ts";
import { BreakGlass } from "./break-glass.tsx";
import type { ChangeEffect } from "./change-effect.ts";
import { Conflict } from "./conflict.tsx";
import { Failed } from "./failed.tsx";
import { Field } from "./field.tsx";
import { stateOf } from "./proposal-state.ts";
import type { Timing } from "./propose-change.ts";
import type { Sending } from "./send-change.ts";
import { asUsual, TimingFields } from "./timing-fields.tsx";
import { TypeDangers } from "./type-dangers.tsx";

type Props = Sending & {
  readonly effect: ChangeEffect;
  /** Takes what became of it, in words. */
  readonly onDone: (text: string) => void;
  /** Takes an answer that wants more than the dry run did: other dangers confirmed, or other people's approval. */
  readonly onHeldUp: (answered: Answered<ChangeEffect>) => void;
  /** On this version. */
  readonly tryAgain: (version: number) => void;
};

/** The policy lets it go live only with the approval of others. */
const isRefused = (effect: ChangeEffect): boolean => "status" in effect && effect.status === 403;

/** The last step of a change: its dangers typed, its reason, and whether it goes live at once or is proposed. */
export function Activate({ effect, send, propose, onDone, onHeldUp, tryAgain }: Props) {
  const { dangers, baseVersion, approvalsNeeded } = effect;
  const [reason, setReason] = useState("");
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({});
  const [timing, setTiming] = useState<Timing>(asUsual);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [isLost, setLost] = useState(false);
  const [isSending, setSending] = useState(false);
  const [isGlassWhole, setGlassWhole] = useState(false);
  const isReady = dangers.every(({ danger }) => typed[danger] === danger) && reason.trim() !== "" && !isSending;
  const confirm = dangers.map(({ danger }) => danger);
  const activate = async (breakGlass: string | null = null): Promise<void> => {
    setSending(true);
    const answered = await send({ dryRun: false, reason, confirm, baseVersion, breakGlass });
    setSending(false);
    if (answered.outcome === "failed") {
      setFailure(answered.failure);
      setLost((before) => before || answered.failure.status === null);
    } else if ("version" in answered.data) onDone(`Version ${answered.data.version} is active.`);
    else {
      setGlassWhole(breakGlass !== null && isRefused(answered.data));
      onHeldUp(answered);
    }
  };
  const proposeIt = async (): Promise<void> => {
    if (propose === null) return;
    setSending(true);
    const answered = await propose({ reason, confirm, baseVersion, timing });
    setSending(false);
    if (answered.outcome === "failed") setFailure(answered.failure);
    else onDone(`Proposed: ${stateOf(answered.data)}.`);
  };
  const isForOthers = propose !== null && (approvalsNeeded > 0 || isRefused(effect) || timing !== asUsual);
  return (
    <>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (isReady) void (isForOthers ? proposeIt() : activate());
        }}
      >
        <TypeDangers dangers={dangers} typed={typed} onTyped={setTyped} />
        {approvalsNeeded > 0 && <Approvals needed={approvalsNeeded} />}
        <Field
          label="Reason"
          name="reason"
          value={reason}
          onInput={setReason}
          hint="for the version and the audit trail"
          required
        />
        {propose !== null && <TimingFields timing={timing} onChange={setTiming} />}
        {failure?.status === 409 && (
          <Conflict base={baseVersion} touched={touchedBy(effect.diff)} mayBeMine={isLost} retry={tryAgain} />
        )}
        {failure?.status === null && <NoAnswer />}
        {failure !== null && failure.status !== null && failure.status !== 409 && <Failed failure={failure} />}
        {!isForOthers && (
          <button type="submit" disabled={!isReady} aria-busy={isSending}>
            Activate
          </button>
        )}{" "}
        {approvalsNeeded > 0 && isForOthers && !isRefused(effect) && timing === asUsual && (
          <button type="button" disabled={!isReady} onClick={() => void activate()}>
            Activate without approval
          </button>
        )}{" "}
        {propose !== null && (
          <button
            type={isForOthers ? "submit" : "button"}
            disabled={!isReady}
            onClick={isForOthers ? undefined : () => void proposeIt()}
          >
            Propose
          </button>
        )}
      </form>
      {isRefused(effect) && (
        <BreakGlass isReady={isReady} isRefused={isGlassWhole} activate={(incident) => void activate(incident)} />
      )}
    </>
  );
}

/** Sent again it does no harm: on the version that it made it is a conflict. */
const NoAnswer = () => (
  <p class="note" role="alert">
    <strong>No answer came, so the change may be live.</strong> Look at the versions below before you send it again.
    Sent twice it does not count twice.
  </p>
);

/** Null where not all that it touches is known. */
const touchedBy = ({ changes, truncated }: ChangeEffect["diff"]): ReadonlySet<string> | null =>
  truncated ? null : new Set(changes.map(({ kind, key }) => `${kind} ${key}`));

const Approvals = ({ needed }: { readonly needed: number }) => (
  <p class="note">
    The policy asks for the approval of {needed} {needed === 1 ? "other person" : "other people"}.
  </p>
);

import { useState } from "preact/hooks";
import type { Answered, Failure } from "../api/client.ts";
import { Conflict } from "./conflict.tsx";
import { Failed } from "./failed.tsx";
import { Field } from "./field.tsx";
import { stateOf } from "./proposal-state.ts";
import type { ChangeEffect, Sending, Timing } from "./send-change.ts";
import { asUsual, TimingFields } from "./timing-fields.tsx";

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
  const isReady = dangers.every(({ danger }) => typed[danger] === danger) && reason.trim() !== "" && !isSending;
  const confirm = dangers.map(({ danger }) => danger);
  const activate = async (): Promise<void> => {
    setSending(true);
    const answered = await send({ dryRun: false, reason, confirm, baseVersion });
    setSending(false);
    if (answered.outcome === "failed") {
      setFailure(answered.failure);
      setLost((before) => before || answered.failure.status === null);
    } else if ("version" in answered.data) onDone(`Version ${answered.data.version} is active.`);
    else onHeldUp(answered);
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
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (isReady) void (isForOthers ? proposeIt() : activate());
      }}
    >
      <Dangers dangers={dangers} typed={typed} onTyped={setTyped} />
      {approvalsNeeded > 0 && <Approvals needed={approvalsNeeded} isRefused={isRefused(effect)} propose={propose} />}
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

type DangersProps = {
  readonly dangers: ChangeEffect["dangers"];
  readonly typed: Readonly<Record<string, string>>;
  readonly onTyped: (typed: Readonly<Record<string, string>>) => void;
};

const Dangers = ({ dangers, typed, onTyped }: DangersProps) => (
  <>
    {dangers.map(({ danger, message, count, items }) => (
      <div key={danger} class="note bad">
        <p>
          <strong>{message}</strong> {items.slice(0, 5).join(", ")}
          {count > 5 && ` and ${count - 5} more`}
        </p>
        <Field
          label={`Type ${danger} to confirm`}
          name={`confirm-${danger}`}
          value={typed[danger] ?? ""}
          onInput={(value) => onTyped({ ...typed, [danger]: value.trim() })}
        />
      </div>
    ))}
  </>
);

type ApprovalsProps = Pick<Props, "propose"> & { readonly needed: number; readonly isRefused: boolean };

const Approvals = ({ needed, isRefused: mustWait, propose }: ApprovalsProps) => (
  <p class="note">
    The policy asks for the approval of {needed} {needed === 1 ? "other person" : "other people"}.
    {mustWait && propose === null && " Only a change set can be proposed: a file cannot go live here."}
  </p>
);

import { useEffect, useState } from "preact/hooks";
import type { Answered, Failure } from "../api/client.ts";
import { Conflict } from "./conflict.tsx";
import { Effect } from "./effect.tsx";
import { Failed } from "./failed.tsx";
import { Field } from "./field.tsx";
import type { ChangeEffect, SendChange } from "./send-change.ts";

type Props = {
  readonly send: SendChange;
  /** The version that the change was made on, if it was made on one, and the items that it changes: `number *|GB|999`. */
  readonly base?: number;
  readonly touched?: ReadonlySet<string>;
  /** Takes the faults that a dry run found. Without it they are listed here. */
  readonly onFaults?: (faults: Failure["errors"]) => void;
  /** Called with the new version. */
  readonly onActivated: (version: number) => void;
  readonly onGivenUp: () => void;
};

/** A change from its dry run to its activation: what it does, its dangers to be typed, the reason. */
export function ReviewChange({ send, base, touched, onFaults, onActivated, onGivenUp }: Props) {
  const [tried, setTried] = useState<Answered<ChangeEffect> | null>(null);
  const tryIt = async (baseVersion: number | null = null): Promise<void> => {
    setTried(null);
    const answered = await send({ dryRun: true, reason: "a dry run", confirm: [], baseVersion });
    setTried(answered);
    if (answered.outcome === "failed" && answered.failure.errors.length > 0) onFaults?.(answered.failure.errors);
  };
  // A new change is tried as soon as it is here.
  useEffect(() => void tryIt(), [send]);
  return (
    <section class="card" aria-labelledby="review" aria-live="polite">
      <h2 id="review">Dry run</h2>
      {tried === null && <p class="quiet">Trying the change on every number and on recent calls. Nothing is stored…</p>}
      {tried?.outcome === "failed" && (
        <NotTried
          failure={tried.failure}
          conflict={{ base, touched: touched ?? null, retry: (version) => void tryIt(version) }}
          retry={() => void tryIt()}
        />
      )}
      {tried?.outcome === "answered" && (
        <>
          <Effect effect={tried.data} />
          <Activate
            effect={tried.data}
            send={send}
            onActivated={onActivated}
            onDangers={setTried}
            tryAgain={(version) => void tryIt(version)}
          />
        </>
      )}
      <button type="button" onClick={onGivenUp}>
        Leave it
      </button>
    </section>
  );
}

type NotTriedProps = {
  readonly failure: Failure;
  readonly conflict: {
    readonly base: number | undefined;
    readonly touched: ReadonlySet<string> | null;
    readonly retry: (version: number) => void;
  };
  readonly retry: () => void;
};

function NotTried({ failure, conflict, retry }: NotTriedProps) {
  if (failure.status === 409 && conflict.base !== undefined) return <Conflict {...conflict} base={conflict.base} />;
  return <Failed failure={failure} retry={retry} />;
}

type ActivateProps = Pick<Props, "send" | "onActivated"> & {
  readonly effect: ChangeEffect;
  /** Takes an answer that names dangers which were not there in the dry run. */
  readonly onDangers: (answered: Answered<ChangeEffect>) => void;
  /** On this version. */
  readonly tryAgain: (version: number) => void;
};

function Activate({ effect: { dangers, baseVersion, diff }, send, onActivated, onDangers, tryAgain }: ActivateProps) {
  const [reason, setReason] = useState("");
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({});
  const [failed, setFailed] = useState<Extract<Answered<ChangeEffect>, { outcome: "failed" }> | null>(null);
  const [isSending, setSending] = useState(false);
  const isConfirmed = dangers.every(({ danger }) => typed[danger] === danger);
  const activate = async (event: Event): Promise<void> => {
    event.preventDefault();
    setSending(true);
    const confirm = dangers.map(({ danger }) => danger);
    const answered = await send({ dryRun: false, reason, confirm, baseVersion });
    setSending(false);
    if (answered.outcome === "failed") setFailed(answered);
    else if ("version" in answered.data) onActivated(answered.data.version);
    else onDangers(answered);
  };
  return (
    <form onSubmit={(event) => void activate(event)}>
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
            onInput={(value) => setTyped((before) => ({ ...before, [danger]: value.trim() }))}
          />
        </div>
      ))}
      <Field
        label="Reason"
        name="reason"
        value={reason}
        onInput={setReason}
        hint="for the version and the audit trail"
        required
      />
      {failed?.failure.status === 409 && (
        <Conflict base={baseVersion} touched={diff.truncated ? null : touchedBy(diff)} retry={tryAgain} />
      )}
      {failed !== null && failed.failure.status !== 409 && <Failed failure={failed.failure} />}
      <button type="submit" disabled={!isConfirmed || reason.trim() === "" || isSending} aria-busy={isSending}>
        Activate
      </button>
    </form>
  );
}

const touchedBy = ({ changes }: ChangeEffect["diff"]): ReadonlySet<string> =>
  new Set(changes.map(({ kind, key }) => `${kind} ${key}`));

import { useEffect, useState } from "preact/hooks";
import type { Answered, Schema } from "../api/client.ts";
import { Effect } from "./effect.tsx";
import { Failed } from "./failed.tsx";
import { Field } from "./field.tsx";

/** What both a dry run and an activation answer. */
export type ChangeEffect = Schema<"DryRunAnswer"> | Schema<"ChangeAnswer">;

/** How a change is sent. `baseVersion` is the version that the dry run was made on; null in the dry run itself. */
export type SendChange = (options: {
  readonly dryRun: boolean;
  readonly reason: string;
  readonly confirm: readonly string[];
  readonly baseVersion: number | null;
}) => Promise<Answered<ChangeEffect>>;

type Props = {
  readonly send: SendChange;
  /** Called with the new version. */
  readonly onActivated: (version: number) => void;
  readonly onGivenUp: () => void;
};

/** A change from its dry run to its activation: what it does, its dangers to be typed, the reason. */
export function ReviewChange({ send, onActivated, onGivenUp }: Props) {
  const [tried, setTried] = useState<Answered<ChangeEffect> | null>(null);
  const tryIt = async (): Promise<void> => {
    setTried(null);
    setTried(await send({ dryRun: true, reason: "a dry run", confirm: [], baseVersion: null }));
  };
  // A new change is tried as soon as it is here.
  useEffect(() => void tryIt(), [send]);
  return (
    <section class="card" aria-labelledby="review" aria-live="polite">
      <h2 id="review">Dry run</h2>
      {tried === null && <p class="quiet">Trying the change on every number and on recent calls. Nothing is stored…</p>}
      {tried?.outcome === "failed" && <Failed failure={tried.failure} retry={() => void tryIt()} />}
      {tried?.outcome === "answered" && (
        <>
          <Effect effect={tried.data} />
          <Activate effect={tried.data} send={send} onActivated={onActivated} />
        </>
      )}
      <button type="button" onClick={onGivenUp}>
        Leave it
      </button>
    </section>
  );
}

type ActivateProps = Pick<Props, "send" | "onActivated"> & { readonly effect: ChangeEffect };

function Activate({ effect: { dangers, baseVersion }, send, onActivated }: ActivateProps) {
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
      {failed !== null && <Failed failure={failed.failure} />}
      <button type="submit" disabled={!isConfirmed || reason.trim() === "" || isSending} aria-busy={isSending}>
        Activate
      </button>
    </form>
  );
}

import { useEffect, useState } from "preact/hooks";
import type { Answered, Failure } from "../api/client.ts";
import { Activate } from "./activate.tsx";
import { AnswerArea } from "./answer-area.tsx";
import type { ChangeEffect } from "./change-effect.ts";
import { Conflict } from "./conflict.tsx";
import { Effect } from "./effect.tsx";
import { Failed } from "./failed.tsx";
import type { Sending } from "./send-change.ts";

type Props = Sending & {
  /** The version that the change was made on, if it was made on one, and the items that it changes: `number *|GB|999`. */
  readonly base?: number;
  readonly touched?: ReadonlySet<string>;
  /** Takes the faults that a dry run found. Without it they are listed here. */
  readonly onFaults?: (faults: Failure["errors"]) => void;
  /** Takes what became of it, in words. */
  readonly onDone: (text: string) => void;
  readonly onGivenUp: () => void;
};

/** A change from its dry run to its activation: what it does, its dangers to be typed, the reason. */
export function ReviewChange({ send, propose, base, touched, onFaults, onDone, onGivenUp }: Props) {
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
    <AnswerArea answer={tried} isAsking={tried === null}>
      <section class="card" aria-labelledby="review">
        <h2 id="review">Dry run</h2>
        {tried === null && (
          <p class="quiet">Trying the change on every number and on recent calls. Nothing is stored…</p>
        )}
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
              propose={propose}
              onDone={onDone}
              onHeldUp={setTried}
              tryAgain={(version) => void tryIt(version)}
            />
          </>
        )}
        <button type="button" onClick={onGivenUp}>
          Leave it
        </button>
      </section>
    </AnswerArea>
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

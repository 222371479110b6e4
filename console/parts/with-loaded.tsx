import { signal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import type { Source } from "../api/loaded.ts";
import { Failed } from "./failed.tsx";
import { momentOf, spanOf } from "./moment.ts";

/** With no answer for so long, what is shown may be wrong by now. */
const staleAfterMs = 30_000;
/** So may be what was answered just now, if the app itself had it for so long: it looks every 15 s. */
const oldAfterMs = 60_000;

/** The time of this computer, anew each second. */
export const nowMs = signal(Date.now());
setInterval(() => {
  nowMs.value = Date.now();
}, 1_000);

type Props<Data> = {
  readonly source: Source<Data>;
  /** What is being fetched, such as "the figures". */
  readonly what: string;
  /** Whether it is asked for again by itself, so that its age means something. */
  readonly isLive?: boolean;
  /** How old the data was when it came, in milliseconds. */
  readonly ageMsOf?: (data: Data) => number;
  readonly children: (data: Data) => ComponentChildren;
};

/** Shows what was loaded; before that, that it is awaited; after a failure, why, above what was known last. */
export function WithLoaded<Data>({ source, what, isLive = false, ageMsOf = () => 0, children }: Props<Data>) {
  const { data, atMs, failure, failedAtMs, isAsking } = source.state.value;
  const bornMs = data === null || atMs === null ? null : atMs - ageMsOf(data);
  const isStale =
    isLive &&
    atMs !== null &&
    bornMs !== null &&
    (nowMs.value - atMs > staleAfterMs || nowMs.value - bornMs > oldAfterMs);
  return (
    <div aria-busy={isAsking}>
      {failure !== null && (
        <Failed
          failure={failure}
          retry={() => void source.ask()}
          silence={failedAtMs === null ? null : `No answer about ${what} since ${momentOf(failedAtMs)}.`}
        />
      )}
      {data === null && failure === null && <p class="quiet">Waiting for {what}…</p>}
      {data !== null && bornMs !== null && (
        <div class={isStale || failure !== null ? "stale" : undefined}>
          {(isStale || failure !== null) && <Age bornMs={bornMs} />}
          {children(data)}
        </div>
      )}
    </div>
  );
}

const Age = ({ bornMs }: { readonly bornMs: number }) => (
  <p class="note" role="status">
    This is from {momentOf(bornMs)}, {spanOf((nowMs.value - bornMs) / 1_000)} ago. It may be different now.
  </p>
);

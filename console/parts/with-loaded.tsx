import { signal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import type { Loaded, Source } from "../api/loaded.ts";
import { Failed } from "./failed.tsx";
import { spanOf, timeOf } from "./when.tsx";

/** Older than this, what is shown may be wrong by now. */
const staleAfterMs = 30_000;

const nowMs = signal(Date.now());
setInterval(() => {
  nowMs.value = Date.now();
}, 1_000);

type Props<Data> = {
  readonly source: Source<Data>;
  /** What is being fetched, such as "the figures". */
  readonly what: string;
  /** Whether it is asked for again by itself, so that its age means something. */
  readonly isLive?: boolean;
  /** Whether the same failure is told elsewhere on the page. */
  readonly isTold?: boolean;
  readonly children: (data: Data) => ComponentChildren;
};

/** Shows what was loaded; before that, that it is awaited; after a failure, why, above what was known last. */
export function WithLoaded<Data>({ source, what, isLive = false, isTold = false, children }: Props<Data>) {
  const { data, atMs, failure, isAsking } = source.state.value;
  const isStale = isLive && atMs !== null && nowMs.value - atMs > staleAfterMs;
  return (
    <div aria-busy={isAsking}>
      {failure !== null && !isTold && <Failed failure={failure} retry={() => void source.ask()} />}
      {data === null && failure === null && <p class="quiet">Waiting for {what}…</p>}
      {data !== null && atMs !== null && (
        <div class={isStale || failure !== null ? "stale" : undefined}>
          {isStale && <Age atMs={atMs} />}
          {children(data)}
        </div>
      )}
    </div>
  );
}

const Age = ({ atMs }: { readonly atMs: NonNullable<Loaded<unknown>["atMs"]> }) => (
  <p class="note" role="status">
    This is from {timeOf(atMs)}, {spanOf((nowMs.value - atMs) / 1_000)} ago. It may be different now.
  </p>
);

import { type Signal, signal } from "@preact/signals";
import type { Answered, Failure } from "./client.ts";

/** What a page knows of something it asks for. After a failure the last answer stays, with its time. */
export type Loaded<Data> = {
  readonly data: Data | null;
  /** When the data came, in milliseconds since 1970. */
  readonly atMs: number | null;
  /** Of the last request; null after an answer. */
  readonly failure: Failure | null;
  /** When the first request failed since the last answer. */
  readonly failedAtMs: number | null;
  readonly isAsking: boolean;
};

export type Source<Data> = { readonly state: Signal<Loaded<Data>>; readonly ask: () => Promise<void> };

const nothing = { data: null, atMs: null, failure: null, failedAtMs: null, isAsking: false } as const;

/** Holds the newest answer of a request that may be made again and again. */
export function makeSource<Data>(request: () => Promise<Answered<Data>>, now: () => number = Date.now): Source<Data> {
  const state = signal<Loaded<Data>>(nothing);
  let latest = 0;
  const ask = async (): Promise<void> => {
    const turn = ++latest;
    state.value = { ...state.value, isAsking: true };
    const answered = await request();
    // An older request that is answered late must not hide a newer answer.
    if (turn !== latest) return;
    const { failedAtMs } = state.value;
    state.value =
      answered.outcome === "answered"
        ? { ...nothing, data: answered.data, atMs: now() }
        : { ...state.value, failure: answered.failure, failedAtMs: failedAtMs ?? now(), isAsking: false };
  };
  return { state, ask };
}

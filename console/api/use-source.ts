import { useEffect, useState } from "preact/hooks";
import type { Answered } from "./client.ts";
import { makeSource, type Source } from "./loaded.ts";
import { session } from "./session.ts";

/** Asks when the page is shown, and then every so many seconds while somebody looks at it; at once when the connection is back. */
export function useSource<Data>(request: () => Promise<Answered<Data>>, everyS: number | null = null): Source<Data> {
  const [source] = useState(() => makeSource(request));
  useEffect(() => {
    void source.ask();
    if (everyS === null) return;
    const askIfSeen = () => void (document.hidden || source.ask());
    const timer = setInterval(askIfSeen, everyS * 1_000);
    document.addEventListener("visibilitychange", askIfSeen);
    window.addEventListener("online", askIfSeen);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", askIfSeen);
      window.removeEventListener("online", askIfSeen);
    };
  }, [source, everyS]);
  // What failed for want of a sign-in is asked for again after it.
  useEffect(
    () =>
      session.subscribe(({ state }) => {
        if (state === "signed-in" && source.state.peek().failure?.status === 401) void source.ask();
      }),
    [source],
  );
  return source;
}

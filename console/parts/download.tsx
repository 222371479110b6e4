import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { answerOf, type Failure, send } from "../api/client.ts";
import { session } from "../api/session.ts";
import { Failed } from "./failed.tsx";

type Props = {
  /** The address at the app, with its query. */
  readonly href: string;
  /** What the file is called. */
  readonly name: string;
  readonly children: ComponentChildren;
};

/** A file of the app to keep. A link has no token, so where somebody has signed in the page fetches the file itself. */
export const Download = ({ href, name, children }: Props) =>
  session.value.state === "open" ? (
    <a href={href} download={name}>
      {children}
    </a>
  ) : (
    <FetchFile href={href} name={name}>
      {children}
    </FetchFile>
  );

function FetchFile({ href, name, children }: Props) {
  const [isAsking, setAsking] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const fetchFile = async (): Promise<void> => {
    setAsking(true);
    const answered = await answerOf(fetchBlob(href));
    setAsking(false);
    setFailure(answered.outcome === "failed" ? answered.failure : null);
    if (answered.outcome === "answered") keep(answered.data, name);
  };
  return (
    <>
      <button type="button" class="small" disabled={isAsking} aria-busy={isAsking} onClick={() => void fetchFile()}>
        {children}
      </button>
      {failure !== null && <Failed failure={failure} />}
    </>
  );
}

async function fetchBlob(href: string) {
  const response = await send(new Request(href));
  return response.ok
    ? { data: await response.blob(), response }
    : { error: await response.json().catch(() => undefined), response };
}

/** The browser has read the file by the time that the address is given up. */
function keep(file: Blob, name: string): void {
  const href = URL.createObjectURL(file);
  const link = Object.assign(document.createElement("a"), { href, download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(href), 60_000);
}

/** Why the pages cannot be used now. */
export type ClosedBecause =
  | { readonly state: "no-answer" | "leaving" | "answered" }
  | { readonly state: "failed"; readonly detail: string; readonly retry: () => Promise<void> };

/** What stands in place of a page while no page can be used. */
export function Closed({ because }: { readonly because: ClosedBecause }) {
  switch (because.state) {
    case "no-answer":
      return <NoAnswer />;
    case "leaving":
      return (
        <>
          <h1>Signing in</h1>
          <p role="status">You are taken to the sign-in of your organisation, and back.</p>
        </>
      );
    case "answered":
      return (
        <>
          <h1>You are signed in</h1>
          <p role="status">Close this window and go on in the other one.</p>
        </>
      );
    case "failed":
      return <NotSignedIn {...because} />;
  }
}

const NoAnswer = () => (
  <>
    <h1>The app does not answer</h1>
    <p>
      The settings of this page could not be read. Calls do not go through this page and may be well: look at the
      console of another region, and at your own gateway.
    </p>
    <button type="button" onClick={() => location.reload()}>
      Try again
    </button>
  </>
);

type NotSignedInProps = Extract<ClosedBecause, { readonly state: "failed" }>;

const NotSignedIn = ({ detail, retry }: NotSignedInProps) => (
  <>
    <h1>You are not signed in</h1>
    <div class="note" role="alert">
      <p>The sign-in came back without success: {detail}</p>
      <p>Calls are decided all the same, and the API takes tokens as before.</p>
      <button type="button" onClick={() => void retry()}>
        Sign in
      </button>
    </div>
  </>
);

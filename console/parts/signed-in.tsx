import { useState } from "preact/hooks";
import { session } from "../api/session.ts";

/** Who has signed in, and the way out. Nothing where nobody signs in. */
export function SignedIn() {
  const current = session.value;
  if (current.state === "open") return null;
  return (
    <p class="person">
      <span>{current.person.name}</span>{" "}
      <button type="button" class="small" onClick={() => void current.signIn.out()}>
        Sign out
      </button>
    </p>
  );
}

/** Asks to sign in again where no token can be had any more. The page below keeps what was typed. */
export function SignInBanner() {
  const [fault, setFault] = useState<string | null>(null);
  const current = session.value;
  if (current.state !== "ended") return null;
  const again = async (): Promise<void> => {
    setFault(null);
    await current.signIn.again().catch((error: unknown) => setFault(String(error)));
  };
  return (
    <div class="banner" role="alert">
      <p>
        <strong>Your sign-in has ended.</strong> Nothing is sent and nothing new is shown until you sign in again. What
        you have typed stays here.
      </p>
      {fault !== null && <p>That did not succeed. Does the browser block the window? ({fault})</p>}
      <button type="button" class="small" onClick={() => void again()}>
        Sign in again
      </button>
    </div>
  );
}

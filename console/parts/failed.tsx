import type { Failure } from "../api/client.ts";
import { FaultList } from "./fault-list.tsx";
import { sentence } from "./sentence.ts";

/** What an operator can do about a failure, by its status. */
const advice: Readonly<Record<string, string>> = {
  none: "The connection is lost, or the app does not run. Calls do not go through this page and may be well. Look at the console of another region, and at your own gateway.",
  401: "You are not signed in, or your sign-in has ended. What you have typed stays here.",
  403: "Your role does not allow this. Ask whoever gives the app's roles.",
  404: "There is no such thing. It may have been removed.",
  409: "Somebody else changed the configuration meanwhile. Nothing of yours was stored: look at the new version and try again.",
  413: "It is too large for one request. Send it in parts.",
  422: "Nothing was done. Mend what is listed.",
  428: "It has other dangers by now than those that you have confirmed. Make the dry run again.",
  503: "Calls are decided all the same. Try again in a moment.",
};

const otherwise = "Nothing is known to have been done. Look at what is active before you try again.";

type Props = {
  readonly failure: Failure;
  readonly retry?: () => void;
  /** What there is no news of, and since when; told where the app itself is in trouble. */
  readonly silence?: string | null;
};

/** Says why something could not be had, what to do, and offers to try again. Not in red: no caller suffers from it. */
export function Failed({ failure, retry, silence = null }: Props) {
  const { status, detail, errors } = failure;
  return (
    <div class="note" role="alert">
      <p>
        <strong>{sentence(detail)}</strong> {status !== null && <span class="quiet">({status})</span>}
      </p>
      {silence !== null && (status === null || status >= 500) && <p>{silence}</p>}
      <p>{advice[status ?? "none"] ?? otherwise}</p>
      <FaultList faults={errors} />
      {retry && (
        <button type="button" onClick={retry}>
          Try again
        </button>
      )}
    </div>
  );
}

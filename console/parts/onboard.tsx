import { useState } from "preact/hooks";
import { answerOf, api, type Failure, type Schema } from "../api/client.ts";
import { useSource } from "../api/use-source.ts";
import { Failed } from "./failed.tsx";
import { Choice } from "./field.tsx";
import { proposeChangeSet } from "./propose-change.ts";
import { ReviewChange } from "./review-change.tsx";
import { type Sending, sendChangeSet } from "./send-change.ts";

type OnboardProps = {
  /** The route set that is proposed. */
  readonly usual: string | null;
  readonly wanted: ReadonlySet<string>;
  readonly onDone: () => void;
  readonly reload: () => Promise<void>;
};

/** From territories to a dry run: choose them, choose where their calls go, try. */
export function Onboard({ usual, wanted, onDone, reload }: OnboardProps) {
  const items = useSource(() => answerOf(api.GET("/v1/config/items", { params: { query: { kind: "route-set" } } })));
  const names = (items.state.value.data?.items ?? []).map(({ name }) => String(name));
  const [chosen, choose] = useState<string | null>(null);
  const routeSet = chosen ?? usual ?? names[0] ?? "";
  const [send, setSend] = useState<Sending | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [done, setDone] = useState<string | null>(null);
  const end = (): void => {
    setSend(null);
    onDone();
  };
  const draft = async (): Promise<void> => {
    setFailure(null);
    setDone(null);
    const answered = await answerOf(api.POST("/v1/config/drafts", { body: { territories: [...wanted], routeSet } }));
    if (answered.outcome === "failed") setFailure(answered.failure);
    else setSend(sendDraft(answered.data));
  };
  if (items.state.value.data !== null && names.length === 0)
    return (
      <p class={wanted.size > 0 ? "note at-hand" : "note"}>
        There is no route set yet, so there is nowhere to send calls. Make one on the page{" "}
        <a href="/console/change">Change</a>, then tick territories below.
      </p>
    );
  return (
    <>
      {done !== null && (
        <p class="note good" role="status">
          {done}
        </p>
      )}
      {wanted.size > 0 && (
        <div class={send === null ? "card at-hand" : "card"}>
          <h2>Add {[...wanted].join(", ")}</h2>
          <Choice label="Their calls go by" name="routeSet" value={routeSet} onInput={choose}>
            {names.map((name) => (
              <option key={name}>{name}</option>
            ))}
          </Choice>
          <button type="button" onClick={() => void draft()}>
            Dry run
          </button>
          {failure !== null && <Failed failure={failure} />}
        </div>
      )}
      {send !== null && (
        <ReviewChange
          {...send}
          onGivenUp={end}
          onDone={(text) => {
            setDone(text);
            end();
            void reload();
          }}
        />
      )}
    </>
  );
}

/** A draft is on the version that it was made from, so a version that came meanwhile is a conflict. */
const sendDraft = ({ baseVersion, operations }: Schema<"DraftedChangeSet">): Sending => {
  // The operations come from the app as they are to be sent back to it.
  const change = { baseVersion, reason: "", operations: operations as Schema<"ChangeSet">["operations"] };
  return { send: sendChangeSet(change), propose: proposeChangeSet(change) };
};

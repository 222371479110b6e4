import { useState } from "preact/hooks";
import { answerOf, api, type Schema } from "../api/client.ts";
import { may } from "../api/session.ts";
import { useSource } from "../api/use-source.ts";
import { type Draft, EditItems } from "../forms/edit-items.tsx";
import { operationOf, touchedBy } from "../forms/edits.ts";
import type { Fault } from "../forms/faults.ts";
import { WriteFile } from "../forms/write-file.tsx";
import { LookupTables } from "../parts/lookup-tables.tsx";
import { isOver } from "../parts/proposal-state.ts";
import { Proposals } from "../parts/proposals.tsx";
import { proposeChangeSet } from "../parts/propose-change.ts";
import { ReviewChange } from "../parts/review-change.tsx";
import { type Sending, sendChangeSet, sendRestore } from "../parts/send-change.ts";
import { Versions } from "../parts/versions.tsx";
import { WithLoaded } from "../parts/with-loaded.tsx";

/** A change on its way. `touched`: the items that it is known to change. */
type Change = Sending & { readonly base?: number; readonly touched?: ReadonlySet<string> };

const emptyDraft: Draft = { baseVersion: null, edits: [] };

/** Changes the configuration item by item, by a file or a change set, and brings versions back. */
export function Change() {
  const versions = useSource(() => answerOf(api.GET("/v1/config/versions", { params: { query: { limit: 50 } } })), 15);
  const proposals = useSource(
    () => answerOf(api.GET("/v1/config/proposals", { params: { query: { limit: 50 } } })),
    15,
  );
  const [draft, setDraft] = useState(emptyDraft);
  const [faults, setFaults] = useState<readonly Fault[]>([]);
  const [change, setChange] = useState<Change | null>(null);
  const [done, setDone] = useState<string | null>(null);
  const [doneCount, setDoneCount] = useState(0);
  const review = (next: Change | null): void => {
    setDone(null);
    setFaults([]);
    setChange(next);
  };
  const showFaults = (found: readonly Fault[]): void => {
    setChange(null);
    setFaults(found);
  };
  const askAgain = (): void => {
    void versions.ask();
    void proposals.ask();
  };
  const end = (text: string): void => {
    setDraft(emptyDraft);
    review(null);
    setDone(text);
    setDoneCount((before) => before + 1);
    askAgain();
  };
  const proposed = (versions.state.value.failure === null || proposals.state.value.data !== null) && (
    <WithLoaded source={proposals} what="what is proposed">
      {({ proposals: listed }) => <Proposals proposals={listed} onDone={askAgain} />}
    </WithLoaded>
  );
  const listed = (
    <WithLoaded source={versions} what="the versions">
      {(page) => (
        <Versions
          versions={page.versions}
          restore={(version) => review({ send: sendRestore(version), propose: null })}
        />
      )}
    </WithLoaded>
  );
  // Whoever is about to fill in a form first sees that the store does not answer.
  const isUnknown = versions.state.value.failure !== null && versions.state.value.data === null;
  // What waits for somebody comes first, but not between somebody and their own change.
  const isProposedFirst =
    change === null && draft.edits.length === 0 && proposals.state.value.data?.proposals.some((each) => !isOver(each));
  // While items are open their fields stay there beside what a dry run says.
  const isOther = change !== null && draft.edits.length === 0;
  return (
    <>
      <h1>Change</h1>
      {isUnknown && listed}
      {!isUnknown && versions.state.value.data?.versions.length !== 0 && (
        <p>
          <a href="#versions">Versions, and how to bring one back</a>
        </p>
      )}
      {done !== null && (
        <p class="note good" role="status">
          {done}
        </p>
      )}
      {!may("Config.Write") && <p class="note">You may read what was changed. A change needs the role Config.Write.</p>}
      {versions.state.value.data?.versions.length === 0 && <NothingYet />}
      {isProposedFirst && proposed}
      {may("Config.Write") && !isOther && (
        <EditItems
          draft={draft}
          faults={faults}
          onChange={(next) => {
            setDraft(next);
            setChange(null);
          }}
          tryIt={() => review(changeOf(draft))}
        />
      )}
      {may("Config.Write") && draft.edits.length === 0 && (
        // What was written stays there while it is looked at: there may be something to mend.
        <div hidden={change !== null}>
          <WriteFile key={doneCount} review={review} />
        </div>
      )}
      {change !== null && (
        <ReviewChange
          {...change}
          {...(isOther ? {} : { onFaults: showFaults })}
          onGivenUp={() => review(null)}
          onDone={end}
        />
      )}
      {!isProposedFirst && proposed}
      <LookupTables />
      {!isUnknown && listed}
    </>
  );
}

const NothingYet = () => (
  <p class="note">
    There is no configuration yet: calls are decided by the built-in catalogue, and have no route of yours. Begin with a
    route set, and <a href="/console/coverage">add the first territory</a>.
  </p>
);

/** The app checks the operations, and tells every fault by its path. */
function changeOf({ baseVersion, edits }: Draft): Change {
  const operations = edits.map(operationOf) as Schema<"ChangeSet">["operations"];
  const base = baseVersion ?? 0;
  const change = { baseVersion: base, reason: "", operations };
  return { send: sendChangeSet(change), propose: proposeChangeSet(change), base, touched: touchedBy(edits) };
}

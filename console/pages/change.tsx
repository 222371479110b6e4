import { useState } from "preact/hooks";
import { answerOf, api, type Schema } from "../api/client.ts";
import { may } from "../api/session.ts";
import { useSource } from "../api/use-source.ts";
import { countItems } from "../parts/count-items.ts";
import { Download } from "../parts/download.tsx";
import { ItemList } from "../parts/effect.tsx";
import { type ChangeEffect, ReviewChange, type SendChange } from "../parts/review-change.tsx";
import { Table } from "../parts/table.tsx";
import { When } from "../parts/when.tsx";
import { WithLoaded } from "../parts/with-loaded.tsx";

/** Changes the configuration by a file or a change set, and brings versions back. */
export function Change() {
  const versions = useSource(() => answerOf(api.GET("/v1/config/versions", { params: { query: { limit: 50 } } })), 15);
  const [change, setChange] = useState<{ readonly send: SendChange } | null>(null);
  const [activated, setActivated] = useState<number | null>(null);
  const review = (send: SendChange): void => {
    setActivated(null);
    setChange({ send });
  };
  return (
    <>
      <h1>Change</h1>
      {activated !== null && (
        <p class="note good" role="status">
          Version {activated} is active.
        </p>
      )}
      {!may("Config.Write") && <p class="note">You may read what was changed. A change needs the role Config.Write.</p>}
      {change === null ? (
        may("Config.Write") && <Write review={review} />
      ) : (
        <ReviewChange
          send={change.send}
          onGivenUp={() => setChange(null)}
          onActivated={(version) => {
            setChange(null);
            setActivated(version);
            void versions.ask();
          }}
        />
      )}
      <WithLoaded source={versions} what="the versions">
        {({ versions: listed }) => <Versions versions={listed} restore={(version) => review(sendRestore(version))} />}
      </WithLoaded>
    </>
  );
}

/** A file of the list of numbers or the whole document, or a change set. */
function Write({ review }: { readonly review: (send: SendChange) => void }) {
  const [text, setText] = useState("");
  const [fault, setFault] = useState<string | null>(null);
  const read = (given: string): void => {
    const send = sendText(given);
    if (typeof send === "string") setFault(send);
    else review(send);
  };
  const take = async (file: File | undefined): Promise<void> => {
    if (file !== undefined) setText(await file.text());
  };
  return (
    <form
      class="card"
      onSubmit={(event) => {
        event.preventDefault();
        read(text);
      }}
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault();
        void take(event.dataTransfer?.files[0]);
      }}
    >
      <p class="field">
        <label for="file">A file</label>
        <input
          id="file"
          type="file"
          accept=".json,.csv"
          aria-describedby="file-hint"
          onChange={({ currentTarget }) => void take(currentTarget.files?.[0])}
        />
        <span id="file-hint" class="hint">
          An export as JSON, the numbers as CSV, or a change set. Drop it here, or write below. Lists in a file replace
          the lists that are active.
        </span>
      </p>
      <p class="field">
        <label for="text">Its content</label>
        <textarea
          id="text"
          rows={10}
          spellcheck={false}
          value={text}
          required
          onInput={({ currentTarget }) => setText(currentTarget.value)}
        />
      </p>
      {fault !== null && (
        <p class="note bad" role="alert">
          {fault}
        </p>
      )}
      <button type="submit">Dry run</button>{" "}
      <Download href="/api/v1/config/export?format=json" name="configuration.json">
        Export the active configuration
      </Download>
    </form>
  );
}

/** How this text is sent; or, as text, why it cannot be. What does not begin as JSON does is CSV. */
function sendText(text: string): SendChange | string {
  if (!/^\s*[{[]/.test(text)) return sendFile("csv", text);
  try {
    const value: unknown = JSON.parse(text);
    return isChangeSet(value) ? sendChangeSet(value) : sendFile("json", text);
  } catch (error) {
    return `This is not JSON: ${error instanceof Error ? error.message : String(error)}`;
  }
}

/** Only what tells it from a whole document. The app checks the rest, and tells every fault. */
const isChangeSet = (value: unknown): value is Schema<"ChangeSet"> =>
  typeof value === "object" && value !== null && "operations" in value;

const flag = (dryRun: boolean) => (dryRun ? "true" : "false");

const sendChangeSet =
  (change: Schema<"ChangeSet">): SendChange =>
  ({ dryRun, reason, confirm }) =>
    answerOf(
      api.POST("/v1/config/changes", {
        params: { query: { dryRun: flag(dryRun) } },
        body: { ...change, reason, confirm: [...confirm] },
      }),
    );

/** The version of the dry run goes with the activation, so that a change made meanwhile is not overwritten. */
const sendFile =
  (format: "json" | "csv", text: string): SendChange =>
  async ({ dryRun, reason, confirm, baseVersion }) => {
    const query = {
      format,
      dryRun: flag(dryRun),
      reason,
      ...(confirm.length === 0 ? {} : { confirm: confirm.join(",") }),
      ...(baseVersion === null ? {} : { baseVersion: String(baseVersion) }),
    } as const;
    const headers = { "content-type": format === "csv" ? "text/csv" : "application/json" };
    const asking = api.POST("/v1/config/imports", {
      params: { query },
      headers,
      body: text,
      bodySerializer: () => text,
    });
    const answered = await answerOf(asking);
    if (answered.outcome === "failed") return answered;
    // Without `name` the answer is never that of a lookup table.
    return { ...answered, data: answered.data as ChangeEffect };
  };

const sendRestore =
  (version: number): SendChange =>
  ({ dryRun, reason, confirm }) =>
    answerOf(
      api.POST("/v1/config/versions/{version}/restore", {
        params: { path: { version }, query: { dryRun: flag(dryRun) } },
        body: { reason, confirm: [...confirm] },
      }),
    );

type VersionsProps = {
  readonly versions: Schema<"VersionPage">["versions"];
  readonly restore: (version: number) => void;
};

const Versions = ({ versions, restore }: VersionsProps) => (
  <Table caption="Versions, newest first" columns={["Version", "Made", "By", "Reason", "What changed", "Bring back"]}>
    {versions.map(({ version, createdAt, author, reason, summary, restoredFrom }, index) => (
      <tr key={version}>
        <td class="number">{version}</td>
        <td>
          <When at={createdAt} />
        </td>
        <td>{author}</td>
        <td>
          {reason}
          {restoredFrom !== null && ` (the content of ${restoredFrom})`}
        </td>
        <td>
          <WhatChanged version={version} summary={summary} />
        </td>
        <td>
          {index === 0
            ? "active"
            : may("Config.Write") && (
                <button type="button" class="small" onClick={() => restore(version)}>
                  Restore {version}
                </button>
              )}
        </td>
      </tr>
    ))}
  </Table>
);

type WhatChangedProps = Pick<VersionsProps["versions"][number], "version" | "summary">;

/** The count, and item by item what it is, which is asked for when somebody wants to know. */
function WhatChanged({ version, summary }: WhatChangedProps) {
  const [isOpen, setOpen] = useState(false);
  if (Object.keys(summary).length === 0) return <>{countItems(summary)}</>;
  return (
    <details onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>{countItems(summary)}</summary>
      {isOpen && <Diff version={version} />}
    </details>
  );
}

function Diff({ version }: { readonly version: number }) {
  const source = useSource(() => answerOf(api.GET("/v1/config/versions/{version}", { params: { path: { version } } })));
  return (
    <WithLoaded source={source} what="the version">
      {({ diff }) => <ItemList diff={diff} />}
    </WithLoaded>
  );
}

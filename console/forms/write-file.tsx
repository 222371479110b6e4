import { useState } from "preact/hooks";
import { Download } from "../parts/download.tsx";
import { Choice } from "../parts/field.tsx";
import { type FileKind, isFileKind, kindOfFile, listFiles } from "../parts/list-files.ts";
import { type Sending, sendText } from "../parts/send-change.ts";

/** A file of one list or of the whole document, or a change set. */
export function WriteFile({ review }: { readonly review: (sending: Sending) => void }) {
  const [text, setText] = useState("");
  const [kind, setKind] = useState<FileKind | null>(null);
  const [fault, setFault] = useState<string | null>(null);
  const read = (given: string): void => {
    const sending = sendText(given, kind);
    if (typeof sending === "string") setFault(sending);
    else review(sending);
  };
  const take = async (file: File | undefined): Promise<void> => {
    if (file === undefined) return;
    setKind(kindOfFile(file.name));
    setText(await file.text());
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
      <h2>Change by a file</h2>
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
          An export, one list as CSV or JSON, or a change set. Drop it here, or write below. Lists in a file replace the
          lists that are active.
        </span>
      </p>
      <Choice
        label="It holds"
        name="holds"
        value={kind ?? ""}
        onInput={(chosen) => setKind(isFileKind(chosen) ? chosen : null)}
      >
        <option value="">JSON, or CSV of numbers</option>
        {Object.entries(listFiles).map(([each, list]) => (
          <option key={each} value={each}>
            {list}
          </option>
        ))}
      </Choice>
      <p class="field">
        <label for="text">Its content</label>
        <textarea
          id="text"
          rows={5}
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

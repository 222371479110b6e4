import { useState } from "preact/hooks";
import { type Answered, answerOf, api, type Schema } from "../api/client.ts";
import { useSource } from "../api/use-source.ts";
import { AnswerArea } from "./answer-area.tsx";
import { Failed } from "./failed.tsx";
import { Field } from "./field.tsx";

type Props = { readonly onDone: () => void };

type Rows = { readonly name: string; readonly reason: string; readonly file: File };

type Stored = Schema<"LookupTableAnswer">;

/** Stores a file of keys and values as the next version of a table. No call uses it before a change names that version. */
export function ImportRows({ onDone }: Props) {
  const items = useSource(() => answerOf(api.GET("/v1/config/items", { params: { query: { kind: "lookup-table" } } })));
  // Not those of location tables: plain rows are of no use there.
  const names = (items.state.value.data?.items ?? []).map(({ name }) => String(name));
  const [name, setName] = useState("");
  const [reason, setReason] = useState("");
  const [file, setFile] = useState<File | null>(null);
  const [answer, setAnswer] = useState<Answered<Stored> | null>(null);
  const [isAsking, setAsking] = useState(false);
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (file === null || isAsking) return;
    setAsking(true);
    const answered = await importRows({ name, reason, file });
    setAsking(false);
    setAnswer(answered);
    if (answered.outcome === "answered") onDone();
  };
  return (
    <form onSubmit={(event) => void submit(event)}>
      <h3>New rows for calls that are converted by a location key</h3>
      <div class="fields">
        <Field label="Table" name="table" value={name} onInput={setName} list="tables" required hint="a new one too" />
        <datalist id="tables">
          {names.map((each) => (
            <option key={each} value={each} />
          ))}
        </datalist>
        <p class="field">
          <label for="rows">All its rows</label>
          <input
            id="rows"
            type="file"
            accept=".csv,.json"
            required
            aria-describedby="rows-hint"
            onChange={({ currentTarget }) => setFile(currentTarget.files?.[0] ?? null)}
          />
          <span id="rows-hint" class="hint">
            CSV or JSON with key and value
          </span>
        </p>
        <Field
          label="Why"
          name="rows-reason"
          value={reason}
          onInput={setReason}
          hint="for the table and the audit trail"
          required
        />
      </div>
      <button type="submit" aria-busy={isAsking}>
        Store the rows
      </button>
      <AnswerArea answer={answer} isAsking={isAsking}>
        {answer?.outcome === "failed" && <Failed failure={answer.failure} />}
        {answer?.outcome === "answered" && <WayOn {...answer.data} />}
      </AnswerArea>
    </form>
  );
}

const WayOn = ({ name, version, rows }: Stored) => (
  <p class="note good">
    <strong>
      {rows === 1 ? "1 row is" : `${rows.toLocaleString("en")} rows are`} stored as version {version} of {name}.
    </strong>{" "}
    No call uses them yet: above, open the item <code>lookup-table</code> {name}, or make it, and set its version to{" "}
    {version}.
  </p>
);

async function importRows({ name, reason, file }: Rows): Promise<Answered<Stored>> {
  const [text, format] = [await file.text(), /\.json$/i.test(file.name) ? "json" : "csv"] as const;
  const answered = await answerOf(
    api.POST("/v1/config/imports", {
      params: { query: { format, kind: "lookup-table", name, reason } },
      headers: { "content-type": format === "csv" ? "text/csv" : "application/json" },
      body: text,
      bodySerializer: () => text,
    }),
  );
  // With `name`, and no dry run, the answer is always that of stored rows.
  return answered as Answered<Stored>;
}

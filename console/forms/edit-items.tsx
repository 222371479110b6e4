import { useEffect, useRef, useState } from "preact/hooks";
import { answerOf, api, type Failure } from "../api/client.ts";
import { useSource } from "../api/use-source.ts";
import { Failed } from "../parts/failed.tsx";
import { FaultList } from "../parts/fault-list.tsx";
import { Choice, Field } from "../parts/field.tsx";
import { WithLoaded } from "../parts/with-loaded.tsx";
import { type Edit, editOf, faultsElsewhere, nameOf } from "./edits.ts";
import type { Fault } from "./faults.ts";
import { Members } from "./fields.tsx";
import { type ItemKind, itemKindsOf, keyTextOf } from "./item-kinds.ts";
import type { Json, Schemas } from "./json-schema.ts";

/** What is being changed, on which version. */
export type Draft = { readonly baseVersion: number | null; readonly edits: readonly Edit[] };

type Props = {
  readonly draft: Draft;
  readonly onChange: (draft: Draft) => void;
  readonly faults: readonly Fault[];
  readonly tryIt: () => void;
};

/** The description of the API, which is the same until a release. */
const readSchemas = async () => {
  const answered = await answerOf(api.GET("/v1/openapi.json"));
  if (answered.outcome === "failed") return answered;
  const { schemas } = answered.data.components as { readonly schemas: Schemas };
  return { ...answered, data: itemKindsOf(schemas) };
};

/** Items as forms, made from the schemas of the API. Whatever is wrong with a field stands beside it. */
export function EditItems({ draft, onChange, faults, tryIt }: Props) {
  const kinds = useSource(readSchemas);
  const { edits } = draft;
  const replace = (edit: Edit, next: readonly Edit[]) =>
    onChange({ ...draft, edits: edits.flatMap((each) => (each.id === edit.id ? next : [each])) });
  return (
    <WithLoaded source={kinds} what="what an item may hold">
      {(all) => (
        <>
          <OpenItem
            kinds={all}
            isSmall={edits.length > 0}
            onOpened={(edit, version) =>
              onChange({ baseVersion: draft.baseVersion ?? version, edits: [...edits, edit] })
            }
          />
          {edits.length > 0 && <EditForm edits={edits} faults={faults} replace={replace} tryIt={tryIt} />}
        </>
      )}
    </WithLoaded>
  );
}

type EditFormProps = Pick<Props, "faults" | "tryIt"> & {
  readonly edits: readonly Edit[];
  readonly replace: (edit: Edit, next: readonly Edit[]) => void;
};

function EditForm({ edits, faults, replace, tryIt }: EditFormProps) {
  const form = useRef<HTMLFormElement>(null);
  const elsewhere = faultsElsewhere(faults, edits);
  // Whoever cannot see the page finds the first fault by the focus.
  useEffect(() => {
    if (faults.length > 0) form.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
  }, [faults]);
  return (
    <form
      ref={form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        tryIt();
      }}
    >
      {edits.map((edit, at) => (
        <EditCard key={edit.id} edit={edit} path={`operations[${at}].item`} faults={faults} replace={replace} />
      ))}
      {faults.length > 0 && (
        <div class="note" role="alert">
          <p>
            Nothing was stored: {faults.length} {faults.length === 1 ? "fault" : "faults"}
            {elsewhere.length < faults.length && ", beside the fields"}.
          </p>
          <FaultList faults={elsewhere} />
        </div>
      )}
      <button type="submit">Dry run</button>
    </form>
  );
}

type CardProps = Pick<EditFormProps, "replace" | "faults"> & { readonly edit: Edit; readonly path: string };

function EditCard({ edit, path, faults, replace }: CardProps) {
  const { kind, op, item, before, id } = edit;
  return (
    <section class="card" aria-labelledby={`edit-${id}`}>
      <h2 id={`edit-${id}`}>{nameOf(edit)}</h2>
      <p class="hint">{kind.description.replaceAll("`", "")}</p>
      {op === "delete" ? (
        <p class="note">This {kind.kind} will be removed.</p>
      ) : (
        <Members
          members={kind.members}
          path={path}
          value={item}
          faults={faults}
          onChange={(next) => replace(edit, [{ ...edit, item: next }])}
        />
      )}
      {before !== null && kind.canBeDeleted && (
        <button
          type="button"
          class="small"
          onClick={() => replace(edit, [{ ...edit, op: op === "put" ? "delete" : "put", item: before }])}
        >
          {op === "put" ? `Remove this ${kind.kind}` : "Keep it"}
        </button>
      )}{" "}
      <button type="button" class="small" onClick={() => replace(edit, [])}>
        Leave it as it was
      </button>
    </section>
  );
}

type OpenProps = {
  readonly kinds: readonly ItemKind[];
  /** Whether something is open already. */
  readonly isSmall: boolean;
  readonly onOpened: (edit: Edit, version: number) => void;
};

/** Chooses a kind, and an item of it by its key; without a key a new one. */
function OpenItem({ kinds, isSmall, onOpened }: OpenProps) {
  const [name, setName] = useState((kinds.find(({ kind }) => kind === "number") ?? kinds[0])?.kind ?? "");
  const [key, setKey] = useState("");
  const [failure, setFailure] = useState<Failure | null>(null);
  const kind = kinds.find((each) => each.kind === name);
  if (kind === undefined) return null;
  const open = async (event: Event): Promise<void> => {
    event.preventDefault();
    setFailure(null);
    const isOne = kind.keyFields.length === 0;
    const answered = await readItem(kind, isOne || key.trim() === "" ? null : key.trim());
    if (answered.outcome === "failed") return setFailure(answered.failure);
    const { version, items } = answered.data;
    setKey("");
    onOpened(editOf(kind, isOne || key.trim() !== "" ? ((items[0] as Json | undefined) ?? null) : null), version);
  };
  return (
    <form class={isSmall ? "again" : "card"} onSubmit={(event) => void open(event)}>
      <h2>{isSmall ? "One more item in the same change" : "Change an item"}</h2>
      <div class="fields">
        <Choice label="Kind" name="kind" value={name} onInput={setName}>
          {kinds.map((each) => (
            <option key={each.kind}>{each.kind}</option>
          ))}
        </Choice>
        {kind.keyFields.length > 0 && (
          <>
            <Field
              label="Which one"
              name="key"
              value={key}
              onInput={setKey}
              hint={`${kind.keyFields.join("|")}${kind.kind === "number" ? ", such as *|GB|999" : ""}; empty for a new one`}
              list="keys"
            />
            <Keys key={kind.kind} kind={kind} />
          </>
        )}
      </div>
      <button type="submit">{kind.keyFields.length > 0 && key.trim() === "" ? "New" : "Open"}</button>
      {failure !== null && <Failed failure={failure} />}
    </form>
  );
}

type ItemKindName = "number";

/** The version is asked for too, as a new item is a change of it: by the one item that there always is. */
const readItem = ({ kind, keyFields }: ItemKind, key: string | null) =>
  answerOf(
    api.GET("/v1/config/items", {
      params: {
        query:
          key === null
            ? { kind: (keyFields.length === 0 ? kind : "defaults") as ItemKindName }
            : { kind: kind as ItemKindName, key },
      },
    }),
  );

/** Numbers may be a hundred thousand: they are typed. Of everything else there are few. */
function Keys({ kind }: { readonly kind: ItemKind }) {
  const items = useSource(() =>
    kind.kind === "number"
      ? Promise.resolve({ outcome: "failed", failure: { status: null, detail: "", errors: [] } } as const)
      : answerOf(api.GET("/v1/config/items", { params: { query: { kind: kind.kind as ItemKindName } } })),
  );
  return (
    <datalist id="keys">
      {(items.state.value.data?.items ?? []).map((item) => {
        const key = keyTextOf(kind, item as Json);
        return <option key={key} value={key} />;
      })}
    </datalist>
  );
}

import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { type Fault, faultsAt, faultsWithin } from "./faults.ts";
import { isList, isObject, type Json, textOf } from "./json-schema.ts";
import { labelOf } from "./label-of.ts";
import type { Field, Member } from "./read-field.ts";

type ValueProps = {
  /** As faults name it. Also the id of the field. */
  readonly path: string;
  readonly value: Json;
  readonly onChange: (value: Json) => void;
  readonly faults: readonly Fault[];
};

type MembersProps = ValueProps & { readonly members: readonly Member[] };

/** The members of an object, one field each. */
export function Members({ members, path, value, onChange, faults }: MembersProps) {
  const object = isObject(value) ? value : {};
  return (
    <div class="fields">
      {members.map((member) => (
        <MemberField
          key={member.name}
          member={member}
          path={`${path}.${member.name}`}
          value={object[member.name]}
          onChange={(next) => onChange({ ...object, [member.name]: next })}
          faults={faults}
        />
      ))}
    </div>
  );
}

type MemberProps = ValueProps & { readonly member: Member };

function MemberField({ member, ...props }: MemberProps) {
  const { name, field, isRequired, description } = member;
  const label = `${labelOf(name)}${isRequired ? "" : " (optional)"}`;
  switch (field.shape) {
    case "list":
      return <ListField {...props} each={field.each} label={label} hint={description} />;
    case "object":
      return (
        <Group path={props.path} label={label} hint={description} faults={props.faults}>
          <Members {...props} members={field.members} />
        </Group>
      );
    case "variants":
      return (
        <Group path={props.path} label={label} hint={description} faults={props.faults}>
          <Variants {...props} field={field} />
        </Group>
      );
    case "several":
      return <Several {...props} options={field.options} label={label} hint={description} />;
    default:
      return <Leaf {...props} field={field} isRequired={isRequired} label={label} hint={description} />;
  }
}

type Told = { readonly label: string; readonly hint: string | null };

type GroupProps = Told & Pick<ValueProps, "path" | "faults"> & { readonly children: ComponentChildren };

/** Fields that belong together. */
const Group = ({ path, label, hint, faults, children }: GroupProps) => (
  <fieldset class="group" aria-describedby={`${path}-hint ${path}-fault`}>
    <legend>{label}</legend>
    <Hint path={path} hint={hint} />
    {children}
    <FaultText path={path} messages={faultsAt(faults, path)} />
  </fieldset>
);

const Hint = ({ path, hint }: { readonly path: string; readonly hint: string | null }) =>
  hint === null ? null : (
    <span id={`${path}-hint`} class="hint">
      {plain(hint)}
    </span>
  );

/** The description speaks of JSON. */
const plain = (hint: string): string => hint.replaceAll("`", "").replace(/\bnull\b/g, "empty");

const FaultText = ({ path, messages }: { readonly path: string; readonly messages: readonly string[] }) =>
  messages.length === 0 ? null : (
    <span id={`${path}-fault`} class="fault">
      {messages.join("; ")}
    </span>
  );

type ListProps = ValueProps & Told & { readonly each: Field };

/** Items in their order, each with its fields. */
function ListField({ each, path, value, onChange, faults, label, hint }: ListProps) {
  const items = isList(value) ? value : [];
  const replace = (at: number, next: readonly Json[]) =>
    onChange([...items.slice(0, at), ...next, ...items.slice(at + 1)]);
  return (
    <Group path={path} label={label} hint={hint} faults={faults}>
      {items.map((item, at) => {
        const itemPath = `${path}[${at}]`;
        const props = { path: itemPath, value: item, faults, onChange: (next: Json) => replace(at, [next]) };
        const name = `${labelOf(path.replace(/^.*\./, ""))} ${at + 1}`;
        return (
          <Group key={at} path={itemPath} label={name} hint={null} faults={faults}>
            {each.shape === "variants" && <Variants {...props} field={each} />}
            {each.shape === "object" && <Members {...props} members={each.members} />}
            <button type="button" class="small" onClick={() => replace(at, [])}>
              Remove {name}
            </button>
          </Group>
        );
      })}
      <button type="button" class="small" onClick={() => onChange([...items, {}])}>
        Add to {labelOf(path.replace(/^.*\./, ""))}
      </button>
    </Group>
  );
}

type VariantsProps = ValueProps & { readonly field: Extract<Field, { shape: "variants" }> };

/** What another variant does not have is given up with the choice. */
function Variants({ field: { by, variants }, path, value, onChange, faults }: VariantsProps) {
  const chosen = isObject(value) ? textOf(value[by]) : "";
  const choice: Field = { shape: "choice", options: Object.keys(variants) };
  return (
    <>
      <Leaf
        path={`${path}.${by}`}
        value={chosen}
        onChange={(next) => onChange({ [by]: next })}
        faults={faults}
        field={choice}
        isRequired
        label={labelOf(by)}
        hint={null}
      />
      <Members path={path} value={value} onChange={onChange} faults={faults} members={variants[chosen] ?? []} />
    </>
  );
}

type SeveralProps = ValueProps & Told & { readonly options: readonly string[] };

function Several({ options, path, value, onChange, faults, label, hint }: SeveralProps) {
  const chosen = isList(value) ? value : [];
  const toggle = (option: string, isOn: boolean) =>
    onChange(options.filter((each) => (each === option ? isOn : chosen.includes(each))));
  return (
    <Group path={path} label={label} hint={hint} faults={faults}>
      {options.map((option) => (
        <label key={option} class="tick">
          <input
            type="checkbox"
            checked={chosen.includes(option)}
            onChange={({ currentTarget }) => toggle(option, currentTarget.checked)}
          />{" "}
          {option}
        </label>
      ))}
    </Group>
  );
}

type Leaf = Exclude<Field, { shape: "list" | "object" | "variants" | "several" }>;

type LeafProps = ValueProps & Told & { readonly field: Leaf; readonly isRequired: boolean };

/** A field that has no fields inside, with its hint and whatever is wrong with it. */
function Leaf({ field, path, value, onChange, faults, isRequired, label, hint }: LeafProps) {
  const messages = faultsWithin(faults, path);
  const about = {
    id: path,
    name: path,
    "aria-invalid": messages.length > 0,
    "aria-describedby": `${path}-hint ${path}-fault`,
  };
  return (
    <p class="field">
      <label for={path}>{label}</label>
      <Input about={about} field={field} value={value} onChange={onChange} isRequired={isRequired} />
      <Hint path={path} hint={hint} />
      <FaultText path={path} messages={messages} />
    </p>
  );
}

type InputProps = Pick<LeafProps, "field" | "value" | "onChange" | "isRequired"> & { readonly about: object };

function Input({ about, field, value, onChange, isRequired }: InputProps) {
  const nothing = isRequired ? "" : undefined;
  switch (field.shape) {
    case "flag":
      return (
        <input
          {...about}
          type="checkbox"
          checked={value === true}
          onChange={({ currentTarget }) => onChange(currentTarget.checked)}
        />
      );
    case "choice":
      return (
        <select
          {...about}
          value={textOf(value)}
          onInput={({ currentTarget }) => onChange(currentTarget.value || nothing)}
        >
          <option value="">{isRequired ? "choose" : "as usual"}</option>
          {field.options.map((option) => (
            <option key={option}>{option}</option>
          ))}
        </select>
      );
    case "number":
      return (
        <Typed
          about={about}
          value={value}
          text={textOf(value)}
          read={(text) => numberOf(text) ?? nothing}
          onChange={onChange}
        />
      );
    case "texts":
      return (
        <Typed
          about={about}
          value={value}
          text={isList(value) ? value.map(textOf).join(" ") : ""}
          read={(text) => (text.trim() === "" && field.mayBeNull ? null : listOf(text, field.isNumeric))}
          onChange={onChange}
        />
      );
    case "map":
      return <Typed about={about} value={value} text={linesOf(value)} read={mapOf} onChange={onChange} isLong />;
    case "text":
      return (
        <Typed
          about={about}
          value={value}
          text={textOf(value)}
          read={(text) => (text === "" ? (field.mayBeNull ? null : nothing) : text)}
          onChange={onChange}
          isLong={field.isLong}
        />
      );
  }
}

type TypedProps = {
  readonly about: object;
  readonly value: Json;
  readonly text: string;
  readonly read: (text: string) => Json;
  readonly onChange: (value: Json) => void;
  readonly isLong?: boolean;
};

/** Shows what was typed as long as it says the value, though it may be written otherwise: "112 " is the list of 112. */
function Typed({ about, value, text, read, onChange, isLong = false }: TypedProps) {
  const [kept, setTyped] = useState(text);
  const typed = JSON.stringify(read(kept)) === JSON.stringify(value) ? kept : text;
  const type = (next: string): void => {
    setTyped(next);
    onChange(read(next));
  };
  const common = { ...about, value: typed, spellcheck: false, autocomplete: "off" } as const;
  return isLong ? (
    <textarea {...common} rows={3} onInput={({ currentTarget }) => type(currentTarget.value)} />
  ) : (
    <input {...common} type="text" onInput={({ currentTarget }) => type(currentTarget.value)} />
  );
}

/** What is no number stays as it was typed: the app says what is wrong with it. */
const numberOf = (text: string): Json => (text === "" ? undefined : /^-?\d{1,15}$/.test(text) ? Number(text) : text);

const listOf = (text: string, isNumeric: boolean): Json =>
  text
    .split(/[\s,]+/)
    .filter((each) => each !== "")
    .map((each) => (isNumeric ? numberOf(each) : each));

/** A name and its text a line: `Priority: emergency`. */
const linesOf = (value: Json): string =>
  isObject(value)
    ? Object.entries(value)
        .map(([name, each]) => `${name}: ${textOf(each)}`)
        .join("\n")
    : "";

const mapOf = (text: string): Json =>
  Object.fromEntries(
    text
      .split("\n")
      .filter((line) => line.trim() !== "")
      .map((line) => [line.replace(/:.*$/s, "").trim(), line.includes(":") ? line.replace(/^[^:]*:\s*/, "") : ""]),
  );

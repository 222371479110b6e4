import { useState } from "preact/hooks";
import { faultsWithin } from "./faults.ts";
import { FaultText, Hint } from "./group.tsx";
import { isList, type Json, textOf } from "./json-schema.ts";
import type { Field } from "./read-field.ts";
import type { Told, ValueProps } from "./value-props.ts";
import { linesOf, listOf, mapOf, numberOf } from "./written-values.ts";

type Leaf = Exclude<Field, { shape: "list" | "object" | "variants" | "several" }>;

type LeafProps = ValueProps & Told & { readonly field: Leaf; readonly isRequired: boolean };

/** A field that has no fields inside, with its hint and whatever is wrong with it. */
export function Leaf({ field, path, value, onChange, faults, isRequired, label, hint }: LeafProps) {
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

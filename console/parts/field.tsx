import type { ComponentChildren } from "preact";

type Props = {
  readonly label: string;
  readonly name: string;
  readonly value: string;
  readonly onInput: (value: string) => void;
  readonly hint?: string;
  readonly required?: boolean;
  readonly type?: "text" | "datetime-local" | "date";
  /** The id of a datalist with values to choose from. */
  readonly list?: string;
};

/** A text field with its label above and a hint below. */
export const Field = ({ label, name, value, onInput, hint, required = false, type = "text", list }: Props) => (
  <p class="field">
    <label for={name}>{label}</label>
    <input
      id={name}
      name={name}
      type={type}
      value={value}
      required={required}
      autocomplete="off"
      list={list}
      spellcheck={false}
      step={type === "datetime-local" ? 1 : undefined}
      aria-describedby={hint === undefined ? undefined : `${name}-hint`}
      onInput={({ currentTarget }) => onInput(currentTarget.value)}
    />
    {hint !== undefined && (
      <span id={`${name}-hint`} class="hint">
        {hint}
      </span>
    )}
  </p>
);

type ChoiceProps = Pick<Props, "label" | "name" | "value" | "onInput"> & { readonly children: ComponentChildren };

/** A list to choose from; its options are the children. */
export const Choice = ({ label, name, value, onInput, children }: ChoiceProps) => (
  <p class="field">
    <label for={name}>{label}</label>
    <select id={name} name={name} value={value} onInput={({ currentTarget }) => onInput(currentTarget.value)}>
      {children}
    </select>
  </p>
);

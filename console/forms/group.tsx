import type { ComponentChildren } from "preact";
import { faultsAt } from "./faults.ts";
import type { Told, ValueProps } from "./value-props.ts";

type GroupProps = Told & Pick<ValueProps, "path" | "faults"> & { readonly children: ComponentChildren };

/** Fields that belong together. */
export const Group = ({ path, label, hint, faults, children }: GroupProps) => (
  <fieldset class="group" aria-describedby={`${path}-hint ${path}-fault`}>
    <legend>{label}</legend>
    <Hint path={path} hint={hint} />
    {children}
    <FaultText path={path} messages={faultsAt(faults, path)} />
  </fieldset>
);

export const Hint = ({ path, hint }: { readonly path: string; readonly hint: string | null }) =>
  hint === null ? null : (
    <span id={`${path}-hint`} class="hint">
      {plain(hint)}
    </span>
  );

/** The description speaks of JSON. */
const plain = (hint: string): string => hint.replaceAll("`", "").replace(/\bnull\b/g, "empty");

export const FaultText = ({ path, messages }: { readonly path: string; readonly messages: readonly string[] }) =>
  messages.length === 0 ? null : (
    <span id={`${path}-fault`} class="fault">
      {messages.join("; ")}
    </span>
  );

import { Choice, Field } from "./field.tsx";
import type { Timing } from "./propose-change.ts";

/** At once, and for good. */
export const asUsual: Timing = {};

type Props = { readonly timing: Timing; readonly onChange: (timing: Timing) => void };

const spans = [
  ["", "never"],
  ["600", "10 minutes"],
  ["3600", "1 hour"],
  ["14400", "4 hours"],
  ["86400", "24 hours"],
] as const;

/** When a proposal goes live, and whether it goes back by itself. */
export function TimingFields({ timing, onChange }: Props) {
  const { activateAt, activateBefore, revertAfterS, confirmBy } = timing;
  /** Nothing chosen is the usual. */
  const change = (next: Timing): void => {
    const chosen = Object.entries({ ...timing, ...next }).filter(([, value]) => value !== null && value !== undefined);
    onChange(chosen.length === 0 ? asUsual : Object.fromEntries(chosen));
  };
  return (
    <details>
      <summary>At its time, or undone by itself</summary>
      <div class="fields">
        <Field
          label="Goes live at"
          name="activateAt"
          type="datetime-local"
          value={localOf(activateAt)}
          onInput={(value) => change({ activateAt: instantOf(value) })}
          hint="local time; empty for at once"
        />
        <Field
          label="Not after"
          name="activateBefore"
          type="datetime-local"
          value={localOf(activateBefore)}
          onInput={(value) => change({ activateBefore: instantOf(value) })}
          hint="without its approvals by then it is given up"
        />
        <Choice
          label="Goes back by itself after"
          name="revertAfterS"
          value={revertAfterS == null ? "" : String(revertAfterS)}
          onInput={(value) =>
            change(value === "" ? { revertAfterS: null, confirmBy: null } : { revertAfterS: Number(value) })
          }
        >
          {spans.map(([value, name]) => (
            <option key={value} value={value}>
              {name}
            </option>
          ))}
        </Choice>
        {revertAfterS != null && (
          <Choice
            label="Unless it is kept by"
            name="confirmBy"
            value={confirmBy ?? "person"}
            onInput={(value) => change({ confirmBy: value === "expectations" ? value : "person" })}
          >
            <option value="person">a person</option>
            <option value="expectations">probes of all expectations</option>
          </Choice>
        )}
      </div>
    </details>
  );
}

const instantOf = (local: string): string | null => (local === "" ? null : new Date(local).toISOString());

/** As the field writes it: local time, without a zone. */
function localOf(instant: string | null | undefined): string {
  if (instant == null) return "";
  const date = new Date(instant);
  return new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 19);
}

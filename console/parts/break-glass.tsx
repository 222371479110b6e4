import { useState } from "preact/hooks";
import { Field } from "./field.tsx";

type Props = {
  /** Whether the reason and the dangers are there. */
  readonly isReady: boolean;
  /** Whether the policy has refused that too. */
  readonly isRefused: boolean;
  /** Takes the incident. */
  readonly activate: (incident: string) => void;
};

/** The way past the approvals in an emergency. A form of its own, so that the key Enter does not propose instead. */
export function BreakGlass({ isReady, isRefused, activate }: Props) {
  const [incident, setIncident] = useState("");
  const mayGo = isReady && incident.trim() !== "";
  return (
    <details>
      <summary>In an emergency: without approval</summary>
      <form
        class="note"
        onSubmit={(event) => {
          event.preventDefault();
          if (mayGo) activate(incident.trim());
        }}
      >
        <p>
          The change is live at once. Everybody is told: the version, the audit trail and the alarm{" "}
          <code>approval-bypassed</code> name the incident, until another person has approved the change.
        </p>
        <Field
          label="Incident"
          name="incident"
          value={incident}
          onInput={setIncident}
          hint="its number, such as INC0099001"
        />
        {isRefused && (
          <p role="alert">
            <strong>The policy does not allow that for this change, not even for an incident.</strong> Propose it.
          </p>
        )}
        <button type="submit" disabled={!mayGo}>
          Activate for this incident
        </button>
      </form>
    </details>
  );
}

import type { Schema } from "../api/client.ts";
import { briefDecision, differencesOf } from "./brief-decision.ts";
import { countItems } from "./count-items.ts";
import { FaultList } from "./fault-list.tsx";
import { Table } from "./table.tsx";

type Told = Pick<
  Schema<"DryRunAnswer">,
  "baseVersion" | "diff" | "warnings" | "warningsCount" | "differing" | "simulated" | "decisionsChanged" | "truncated"
>;

/** What a change does: items, decisions before and after, warnings. */
export const Effect = ({ effect }: { readonly effect: Told }) => (
  <>
    <p>
      On version {effect.baseVersion}: {countItems(effect.diff.summary)}.{" "}
      <strong>
        {count(effect.differing)} of {count(effect.simulated)} decisions differ.
      </strong>
    </p>
    {effect.warnings.length > 0 && (
      <div class="note">
        <p>Worth a second look ({effect.warningsCount}):</p>
        <FaultList faults={effect.warnings} />
      </div>
    )}
    {effect.decisionsChanged.length > 0 && <Decisions effect={effect} />}
    <Items diff={effect.diff} />
  </>
);

const count = (number: number): string => number.toLocaleString("en");

/** More of them would hide what follows. */
const shownAtMost = 8;

const Decisions = ({ effect: { decisionsChanged, truncated } }: { readonly effect: Told }) => {
  const more = decisionsChanged.slice(shownAtMost);
  return (
    <>
      <DecisionTable caption="Decisions that differ" decisions={decisionsChanged.slice(0, shownAtMost)} />
      {more.length > 0 && (
        <details>
          <summary>
            {more.length} more kinds of difference{truncated && ", and others that are not listed"}
          </summary>
          <DecisionTable caption="More decisions that differ" decisions={more} />
        </details>
      )}
    </>
  );
};

type DecisionTableProps = { readonly caption: string; readonly decisions: Told["decisionsChanged"] };

const DecisionTable = ({ caption, decisions }: DecisionTableProps) => (
  <Table caption={caption} columns={["Calls", "For example", "Before", "After", "Besides"]}>
    {decisions.map(({ source, count: calledTimes, calls, before, after, fields }) => (
      <tr key={`${source} ${fields.join()} ${calls[0]?.calledParty} ${JSON.stringify(after)}`}>
        <td class="number">{calledTimes}</td>
        <td class="code">{calls[0]?.calledParty}</td>
        <td class="told">{briefDecision(before)}</td>
        <td class="told">{briefDecision(after)}</td>
        <td>
          {differencesOf(before, after, fields).map((difference) => (
            <Difference key={difference} text={difference} />
          ))}
        </td>
      </tr>
    ))}
  </Table>
);

/** Wraps at its arrow alone: a Request-URI stays in one line. */
const Difference = ({ text }: { readonly text: string }) => {
  const [before, after] = text.split(" → ");
  return (
    <div>
      <span class="line">{before}</span> → <span class="line">{after}</span>
    </div>
  );
};

const Items = ({ diff }: Pick<Told, "diff">) => (
  <details>
    <summary>What changes, item by item</summary>
    <ItemList diff={diff} />
  </details>
);

/** Each item that differs, and in which fields. */
export const ItemList = ({ diff: { changes, truncated } }: Pick<Told, "diff">) => (
  <>
    <ul>
      {changes.map(({ kind, key, change, fields }) => (
        <li key={`${kind} ${key}`}>
          {change}: {kind} <code>{key}</code> {fields.length > 0 && `(${fields.join(", ")})`}
        </li>
      ))}
    </ul>
    {truncated && <p class="quiet">There are more.</p>}
  </>
);

import type { Schema } from "../api/client.ts";
import { briefDecision, differencesOf } from "./brief-decision.ts";
import { countItems } from "./count-items.ts";
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
        {effect.differing} of {effect.simulated} decisions differ.
      </strong>
    </p>
    {effect.warnings.length > 0 && (
      <div class="note">
        <p>Worth a second look ({effect.warningsCount}):</p>
        <ul>
          {effect.warnings.slice(0, 20).map(({ path, message }) => (
            <li key={`${path} ${message}`}>
              <code>{path}</code> {message}
            </li>
          ))}
        </ul>
      </div>
    )}
    {effect.decisionsChanged.length > 0 && <Decisions effect={effect} />}
    <Items diff={effect.diff} />
  </>
);

const Decisions = ({ effect: { decisionsChanged, truncated } }: { readonly effect: Told }) => (
  <Table
    caption={`Decisions that differ${truncated ? ", the first of them" : ""}`}
    columns={["Calls", "For example", "Before", "After", "Besides"]}
  >
    {decisionsChanged.map(({ source, count, calls, before, after, fields }) => (
      <tr key={`${source} ${fields.join()} ${calls[0]?.calledParty} ${JSON.stringify(after)}`}>
        <td class="number">{count}</td>
        <td class="code">{calls[0]?.calledParty}</td>
        <td>{briefDecision(before)}</td>
        <td>{briefDecision(after)}</td>
        <td>
          {differencesOf(before, after, fields).map((difference) => (
            <div key={difference}>{difference}</div>
          ))}
        </td>
      </tr>
    ))}
  </Table>
);

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

import { Fragment } from "preact";
import { may } from "../api/session.ts";
import { type CoverageRow, coverageStates } from "./coverage-rows.ts";
import { Table } from "./table.tsx";
import { territoryName } from "./territory-name.ts";
import { Swatch } from "./world-map.tsx";

type Props = {
  readonly rows: readonly CoverageRow[];
  readonly wanted: ReadonlySet<string>;
  readonly toggle: (territory: string) => void;
};

/** Territories with what is known of each, and a box to add those that lack something. */
export const CoverageTable = ({ rows, wanted, toggle }: Props) => (
  <Table
    caption="Territories"
    columns={[
      "Add",
      "Territory",
      "State",
      "Country code",
      "Own",
      "Catalogue only",
      "Differ from it",
      "Stale",
      "No source",
      "Dialled, not listed",
    ]}
  >
    {rows.map((row) => (
      <tr key={row.territory}>
        <td>
          {may("Config.Write") && (row.state === "catalogue-only" || row.missing.length > 0) && (
            <input
              type="checkbox"
              aria-label={`Add ${row.territory}`}
              checked={wanted.has(row.territory)}
              onChange={() => toggle(row.territory)}
            />
          )}
        </td>
        <td class="name">
          <span class="code">{row.territory}</span> {territoryName(row.territory)}
        </td>
        <td class="line">
          <Swatch tone={coverageStates[row.state].tone} /> {coverageStates[row.state].words}
        </td>
        <td class="code">{row.callingCode === "" ? "" : `+${row.callingCode}`}</td>
        <td class="number">{row.own}</td>
        <td class="several">
          {row.missing.map((shortCode) => (
            <Fragment key={shortCode}>
              <span class="code">{shortCode}</span>{" "}
            </Fragment>
          ))}
        </td>
        <td class="number">{row.differing || ""}</td>
        <td class="number">{row.stale || ""}</td>
        <td class="number">{row.unsourced || ""}</td>
        <td class="number">{row.seen || ""}</td>
      </tr>
    ))}
  </Table>
);

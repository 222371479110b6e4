import { useState } from "preact/hooks";
import { answerOf, api, type Schema } from "../api/client.ts";
import { useSource } from "../api/use-source.ts";
import {
  type Area,
  type AreaRow,
  areaStates,
  coverAreas,
  type LocationRows,
  readArea,
  readLocationRows,
} from "./area-coverage.ts";
import { AreaMap } from "./area-map.tsx";
import { boundaryFaults } from "./boundary-faults.ts";
import { BoundaryTable } from "./boundary-table.tsx";
import { Choice } from "./field.tsx";
import { Table } from "./table.tsx";
import { territoryName } from "./territory-name.ts";
import { WithLoaded } from "./with-loaded.tsx";
import { Swatch } from "./world-map.tsx";

type Read = { readonly areas: readonly Area[]; readonly tables: readonly LocationRows[] };

type AreasFound = Schema<"CoverageAnswer">["areas"];

/**
 * Areas and what leads callers there: read when somebody wants to see it, as boundaries may be large and each look is recorded.
 * `found` is what the app knows of them without that; null while it is not there.
 */
export function AreasCard({ found }: { readonly found: AreasFound | null }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <details class="card" onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>Areas within territories{found !== null && <Lacking found={found} />}</summary>
      {isOpen && <Areas />}
    </details>
  );
}

/** What to look at, in short. */
function Lacking({ found: { counts } }: { readonly found: AreasFound }) {
  const parts = [
    counts.unreached > 0 ? `${counts.unreached} to which nothing leads` : "",
    counts.withoutRoute > 0 ? `${counts.withoutRoute} without a route` : "",
    counts.strayKeys > 0 ? `${counts.strayKeys} rows that lead nowhere` : "",
    counts.unusable > 0 ? `${counts.unusable} tables that cannot be used` : "",
  ].filter((part) => part !== "");
  return <>{parts.length > 0 && `: ${parts.join(", ")}`}</>;
}

function Areas() {
  const source = useSource(readAreas);
  return (
    <WithLoaded source={source} what="the areas">
      {(read) =>
        read.areas.length === 0 ? (
          <p class="quiet">No area is configured: calls go where their territory's calls go, wherever the caller is.</p>
        ) : (
          <Covered read={read} />
        )
      }
    </WithLoaded>
  );
}

/** All that is needed, or why it could not be had. */
async function readAreas() {
  const items = <Kind extends "area" | "location-table">(kind: Kind) =>
    answerOf(api.GET("/v1/config/items", { params: { query: { kind } } }));
  const [areas, tables] = await Promise.all([items("area"), items("location-table")]);
  if (areas.outcome === "failed") return areas;
  if (tables.outcome === "failed") return tables;
  const read: LocationRows[] = [];
  // One after another: the app reads one at a time.
  for (const table of tables.data.items) {
    const path = { name: String(table.name), version: Number(table.version) };
    const file = await answerOf(api.GET("/v1/config/lookup-tables/{name}/versions/{version}", { params: { path } }));
    if (file.outcome === "failed") return file;
    read.push(readLocationRows(path.name, file.data));
  }
  const data: Read = { areas: areas.data.items.map(readArea), tables: read };
  return { ...areas, data };
}

function Covered({ read: { areas, tables } }: { readonly read: Read }) {
  const { rows, strays } = coverAreas(areas, tables);
  const territories = [...new Set(rows.map(({ territory }) => territory))].sort();
  const [chosen, choose] = useState<string | null>(null);
  const territory = chosen ?? territories[0] ?? "";
  const shown = rows.filter((row) => row.territory === territory);
  const compared = useSource(compareBoundaries);
  const found = compared.state.value.data?.areas;
  const faults = found?.boundaries == null ? [] : boundaryFaults(found.boundaries, territory);
  return (
    <>
      {strays.length > 0 && (
        <p class="note">
          Rows lead to areas that are not there: {strays.map(({ table, name }) => `${name} (in ${table})`).join(", ")}
        </p>
      )}
      {found?.unusable.map(({ table, version, why }) => (
        <p key={table} class="note">
          Version {version} of {table} cannot be used: {why}
        </p>
      ))}
      <Choice label="Territory with areas" name="areas-of" value={territory} onInput={choose}>
        {territories.map((code) => (
          <option key={code} value={code}>
            {code} {territoryName(code)}
          </option>
        ))}
      </Choice>
      <div class="map-and-list">
        <AreaMap rows={shown} tables={tables} faults={faults} />
        <AreaTable rows={shown} />
      </div>
      <WithLoaded source={compared} what="overlaps and gaps of boundaries, which may take some seconds">
        {({ areas: { boundaries } }) => (
          <>
            {boundaries?.complete === false && (
              <p class="note">
                Not all boundaries were compared: {boundaries.leftOut.map(({ territory: code }) => code).join(", ")}.
              </p>
            )}
            <BoundaryTable faults={faults} />
          </>
        )}
      </WithLoaded>
    </>
  );
}

/** The app keeps it for the version. */
const compareBoundaries = () => answerOf(api.GET("/v1/config/coverage", { params: { query: { boundaries: "true" } } }));

const AreaTable = ({ rows }: { readonly rows: readonly AreaRow[] }) => (
  <Table caption="Areas" columns={["Area", "State", "Route set", "Led there by"]}>
    {rows.map(({ name, displayName, state, routeSet, ledBy }) => (
      <tr key={name}>
        <td class="name">
          <span class="code">{name}</span> {displayName}
        </td>
        <td class="name">
          <Swatch tone={areaStates[state].tone} /> {areaStates[state].words}
        </td>
        {routeSet === null ? <td class="name">that of the territory</td> : <td class="code">{routeSet}</td>}
        <td class="code">{ledBy.join(" ")}</td>
      </tr>
    ))}
  </Table>
);

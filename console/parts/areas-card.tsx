import { useState } from "preact/hooks";
import { answerOf, api } from "../api/client.ts";
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
import { Choice } from "./field.tsx";
import { fitShapes } from "./fit-shapes.ts";
import { Table } from "./table.tsx";
import { territoryName } from "./territory-name.ts";
import { WithLoaded } from "./with-loaded.tsx";
import { fillOf, Swatch } from "./world-map.tsx";

type Read = { readonly areas: readonly Area[]; readonly tables: readonly LocationRows[] };

/** Areas and what leads callers there: read when somebody wants to see it, as boundaries may be large and each look is recorded. */
export function AreasCard() {
  const [isOpen, setOpen] = useState(false);
  return (
    <details class="card" onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>Areas within territories</summary>
      {isOpen && <Areas />}
    </details>
  );
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
  return (
    <>
      {strays.length > 0 && (
        <p class="note">
          Rows lead to areas that are not there: {strays.map(({ table, name }) => `${name} (in ${table})`).join(", ")}
        </p>
      )}
      <Choice label="Territory with areas" name="areas-of" value={territory} onInput={choose}>
        {territories.map((code) => (
          <option key={code} value={code}>
            {code} {territoryName(code)}
          </option>
        ))}
      </Choice>
      <div class="map-and-list">
        <AreaMap rows={shown} tables={tables} />
        <AreaTable rows={shown} />
      </div>
    </>
  );
}

/** Boundaries let each other shine through, so that an overlap is darker and a gap is the ground. */
function AreaMap({ rows, tables }: { readonly rows: readonly AreaRow[]; readonly tables: readonly LocationRows[] }) {
  const byName = new Map(rows.map((row) => [row.name, row]));
  const fitted = fitShapes(tables.flatMap(({ shapes }) => shapes.filter(({ area }) => byName.has(area))));
  if (fitted === null) return <p class="quiet">No boundary leads to these areas: there is nothing to draw.</p>;
  return (
    <figure>
      <svg
        class="map areas"
        viewBox={`0 0 ${fitted.width} ${fitted.height}`}
        role="img"
        aria-label='Boundaries of areas. The list "Areas" has the same'
      >
        {fitted.outlines.map(({ area, outline }, index) => {
          const row = byName.get(area);
          const tone = areaStates[row?.state ?? "unreached"].tone;
          return (
            <path key={`${area} ${index}`} class={`land ${tone}`} fill={fillOf(tone)} d={outline}>
              <title>{`${row?.displayName} (${area}): ${areaStates[row?.state ?? "unreached"].words}`}</title>
            </path>
          );
        })}
      </svg>
      <figcaption>Where boundaries overlap the smaller area holds.</figcaption>
    </figure>
  );
}

const AreaTable = ({ rows }: { readonly rows: readonly AreaRow[] }) => (
  <Table caption="Areas" columns={["Area", "State", "Route set", "Led there by"]}>
    {rows.map(({ name, displayName, state, routeSet, ledBy }) => (
      <tr key={name}>
        <td>
          <span class="code">{name}</span> {displayName}
        </td>
        <td class="line">
          <Swatch tone={areaStates[state].tone} /> {areaStates[state].words}
        </td>
        <td class="code">{routeSet ?? "that of the territory"}</td>
        <td class="code">{ledBy.join(" ")}</td>
      </tr>
    ))}
  </Table>
);

import type { Schema } from "../api/client.ts";
import { percentOrNone } from "./figures.tsx";
import type { MapTone } from "./map-tone.ts";
import { Table } from "./table.tsx";
import { territoryName } from "./territory-name.ts";
import { type PlaceOf, WorldMap } from "./world-map.tsx";

type Row = Schema<"WatchAnswer">["byTerritory"][number];

/** Where emergency calls came from and what became of them: a map, and the same as a list. */
export function CallsMap({ rows }: { readonly rows: readonly Row[] }) {
  const byTerritory = new Map(rows.map((row) => [row.territory, row]));
  const tones = new Map<string, MapTone>(rows.map(({ territory }) => [territory, "called"]));
  return (
    <div class="map-and-list">
      <figure>
        <WorldMap
          label={`Where emergency calls came from: ${count(rows.length, "territory", "territories")}. The list "By territory" has the same`}
          tones={tones}
          titleOf={(territory) => titleOf(territory, byTerritory.get(territory))}
          marks={(place) => <Marks rows={rows} place={place} />}
        />
        <Legend />
      </figure>
      <Territories rows={rows} />
    </div>
  );
}

const titleOf = (territory: string, row: Row | undefined): string =>
  `${territoryName(territory)} (${territory}): ${row === undefined ? "no call" : sayRow(row)}`;

const count = (number: number, one: string, more: string): string => `${number} ${number === 1 ? one : more}`;

const sayRow = ({ decided, failed, missing }: Row): string =>
  [
    count(decided, "call", "calls"),
    failed > 0 ? `${failed} failed` : "",
    missing > 0 ? `${missing} without an outcome` : "",
  ]
    .filter((part) => part !== "")
    .join(", ");

const [smallestRadius, largestRadius] = [12, 40];

/** The area of a mark follows the number of calls; the largest is drawn first, so that none hides another. */
function Marks({ rows, place }: { readonly rows: readonly Row[]; readonly place: PlaceOf }) {
  const most = Math.max(1, ...rows.map(({ decided }) => decided));
  return (
    <>
      {rows
        .toSorted((a, b) => b.decided - a.decided)
        .map((row) => {
          const at = place(row.territory);
          if (at === null) return null;
          const radius = Math.max(smallestRadius, largestRadius * Math.sqrt(row.decided / most));
          return (
            <Mark key={row.territory} fate={fateOf(row)} at={at} radius={radius} title={titleOf(row.territory, row)} />
          );
        })}
    </>
  );
}

type Fate = "failed" | "missing" | "answered";

const fateOf = ({ failed, missing }: Row): Fate => (failed > 0 ? "failed" : missing > 0 ? "missing" : "answered");

type MarkProps = {
  readonly fate: Fate;
  readonly at: readonly [x: number, y: number];
  readonly radius: number;
  readonly title: string;
};

/** Each fate has its own form: a triangle, a diamond, a circle. */
const Mark = ({ fate, at: [x, y], radius: r, title }: MarkProps) => {
  const of = { class: `mark ${fate}` };
  const told = <title>{title}</title>;
  if (fate === "answered")
    return (
      <circle {...of} cx={x} cy={y} r={r}>
        {told}
      </circle>
    );
  const points = fate === "failed" ? [0, -1.3, 1.2, 0.8, -1.2, 0.8] : [0, -1.3, 1.3, 0, 0, 1.3, -1.3, 0];
  const placed = points.map((each, index) => (index % 2 === 0 ? x : y) + each * r);
  return (
    <polygon {...of} points={placed.join(" ")}>
      {told}
    </polygon>
  );
};

const fates = { answered: "none failed", missing: "some without an outcome", failed: "some failed" } as const;

const Sign = ({ fate }: { readonly fate: Fate }) => (
  <svg class="swatch" viewBox="0 0 40 40" aria-hidden="true">
    <Mark fate={fate} at={[20, 22]} radius={13} title="" />
  </svg>
);

const Legend = () => (
  <figcaption class="legend">
    {(["answered", "missing", "failed"] as const).map((fate) => (
      <span key={fate}>
        <Sign fate={fate} /> {fates[fate]}
      </span>
    ))}
    <span>The larger, the more calls</span>
  </figcaption>
);

const Territories = ({ rows }: { readonly rows: readonly Row[] }) => (
  <Table caption="By territory" columns={["Territory", "Decided", "Failed", "No outcome", "Success"]}>
    {rows.length === 0 && (
      <tr>
        <td colSpan={5}>No emergency call yet</td>
      </tr>
    )}
    {rows.map((row) => (
      <tr key={row.territory} class={row.failed > 0 ? "bad" : undefined}>
        <td>
          <Sign fate={fateOf(row)} /> <span class="code">{row.territory}</span> {territoryName(row.territory)}
        </td>
        <td class="number">{row.decided}</td>
        <td class="number">{row.failed}</td>
        <td class="number">{row.missing}</td>
        <td class="number">{percentOrNone(row.successRate)}</td>
      </tr>
    ))}
  </Table>
);

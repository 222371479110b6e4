import { type AreaRow, areaStates, type LocationRows } from "./area-coverage.ts";
import { type BoundaryFault, sizeOf } from "./boundary-faults.ts";
import { fitShapes } from "./fit-shapes.ts";
import { fillOf } from "./world-map.tsx";

type Props = {
  readonly rows: readonly AreaRow[];
  readonly tables: readonly LocationRows[];
  readonly faults: readonly BoundaryFault[];
};

/** The boundaries of areas, with what overlaps and what is left between them drawn above. */
export function AreaMap({ rows, tables, faults }: Props) {
  const byName = new Map(rows.map((row) => [row.name, row]));
  const shapes = tables.flatMap((table) => table.shapes.filter(({ area }) => byName.has(area)));
  const fitted = fitShapes([...shapes, ...faults.map(({ kind, polygons }) => ({ area: kind, polygons }))]);
  if (fitted === null) return <p class="quiet">No boundary leads to these areas: there is nothing to draw.</p>;
  return (
    <figure>
      <svg
        class="map areas"
        viewBox={`0 0 ${fitted.width} ${fitted.height}`}
        role="img"
        aria-label='Boundaries of areas. The lists "Areas" and "Overlaps and gaps" have the same'
      >
        {fitted.outlines.map(({ area, outline }, index) => {
          const fault = faults[index - shapes.length];
          return fault === undefined ? (
            <Boundary key={index} row={byName.get(area)} outline={outline} />
          ) : (
            <path key={index} class={fault.kind} d={outline}>
              <title>{titleOf(fault)}</title>
            </path>
          );
        })}
      </svg>
      <figcaption class="legend">
        <span>
          <FaultSign kind="overlap" /> overlap: the smaller area holds
        </span>
        <span>
          <FaultSign kind="gap" /> gap: no area
        </span>
      </figcaption>
    </figure>
  );
}

const titleOf = ({ kind, areas, squareMetres, meaning }: BoundaryFault): string =>
  `${kind} of ${areas.join(", ")}, ${sizeOf(squareMetres)}: ${meaning}`;

type BoundaryProps = { readonly row: AreaRow | undefined; readonly outline: string };

function Boundary({ row, outline }: BoundaryProps) {
  const { words, tone } = areaStates[row?.state ?? "unreached"];
  return (
    <path class={`land ${tone}`} fill={fillOf(tone)} d={outline}>
      <title>{`${row?.displayName} (${row?.name}): ${words}`}</title>
    </path>
  );
}

/** How it is drawn, for the words beside it. */
export const FaultSign = ({ kind }: Pick<BoundaryFault, "kind">) => (
  <svg class="swatch areas" viewBox="0 0 36 36" aria-hidden="true">
    <rect class={kind} x="2" y="2" width="32" height="32" />
  </svg>
);

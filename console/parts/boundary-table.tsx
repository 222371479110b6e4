import { FaultSign } from "./area-map.tsx";
import { type BoundaryFault, sizeOf } from "./boundary-faults.ts";
import { Table } from "./table.tsx";

/** There may be thousands of slivers: the largest matter. */
const shownAtMost = 100;

/** Overlaps and gaps of a territory in words, the largest first. */
export const BoundaryTable = ({ faults }: { readonly faults: readonly BoundaryFault[] }) => (
  <>
    <Table caption="Overlaps and gaps" columns={["What", "Areas", "Size", "Callers there"]}>
      {faults.length === 0 && (
        <tr>
          <td colSpan={4}>None: the boundaries fit together</td>
        </tr>
      )}
      {faults.slice(0, shownAtMost).map(({ kind, areas, squareMetres, meaning }, index) => (
        <tr key={index}>
          <td class="line">
            <FaultSign kind={kind} /> {kind}
          </td>
          <td class="code">{areas.join(", ")}</td>
          <td class="number line">{sizeOf(squareMetres)}</td>
          <td>{meaning}</td>
        </tr>
      ))}
    </Table>
    {faults.length > shownAtMost && <p class="quiet">And {faults.length - shownAtMost} smaller ones.</p>}
  </>
);

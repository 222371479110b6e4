import { useMemo } from "preact/hooks";
import { type CoverageRow, coverageStates, isCoverageState } from "./coverage-rows.ts";
import type { MapTone } from "./map-tone.ts";
import { territoryName } from "./territory-name.ts";
import { Swatch, WorldMap } from "./world-map.tsx";

type Props = {
  readonly rows: readonly CoverageRow[];
  /** The state that the list beside it is filtered by; anything else is all. */
  readonly shown: string;
  readonly show: (state: string) => void;
};

/** Territories by state. Its legend counts them, and filters the list. */
export function CoverageMap({ rows, shown, show }: Props) {
  const byTerritory = useMemo(() => new Map(rows.map((row) => [row.territory, row])), [rows]);
  const tones = useMemo(
    () => new Map<string, MapTone>(rows.map(({ territory, state }) => [territory, coverageStates[state].tone])),
    [rows],
  );
  return (
    <figure class="card">
      <WorldMap
        label='The territories of the world by what they have. The list "Territories" has the same'
        tones={tones}
        titleOf={(territory) => titleOf(territory, byTerritory.get(territory))}
      />
      <figcaption class="legend">
        {Object.entries(coverageStates).map(([state, { words, tone }]) => (
          <button
            key={state}
            type="button"
            class="small"
            aria-pressed={shown === state}
            onClick={() => show(shown === state ? "all" : state)}
          >
            <Swatch tone={tone} /> {words} ({rows.filter((row) => row.state === state).length})
          </button>
        ))}
        {isCoverageState(shown) && <span class="quiet">The list below has only these.</span>}
      </figcaption>
    </figure>
  );
}

const titleOf = (territory: string, row: CoverageRow | undefined): string =>
  `${territoryName(territory)} (${territory}): ${row === undefined ? "nothing is known" : coverageStates[row.state].words}`;

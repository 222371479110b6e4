import { useMemo, useState } from "preact/hooks";
import { answerOf, api, type Schema } from "../api/client.ts";
import { may } from "../api/session.ts";
import { useSource } from "../api/use-source.ts";
import { AreasCard } from "../parts/areas-card.tsx";
import { CoverageMap } from "../parts/coverage-map.tsx";
import { type CoverageRow, coverageRows, coverageStates, isCoverageState } from "../parts/coverage-rows.ts";
import { CoverageTable } from "../parts/coverage-table.tsx";
import { Choice, Field } from "../parts/field.tsx";
import { ListsOutOfStep } from "../parts/lists-out-of-step.tsx";
import { NumberList } from "../parts/number-list.tsx";
import { Onboard } from "../parts/onboard.tsx";
import { territoryName } from "../parts/territory-name.ts";
import { WithLoaded } from "../parts/with-loaded.tsx";
import { Patterns } from "../parts/world-map.tsx";

type Covered = Schema<"CoverageAnswer">;
type Entries = Schema<"CatalogueAnswer">["entries"];

/** Which territories are configured, what the catalogue knows beside that, and how to add a territory. */
export function Coverage() {
  const coverage = useSource(() => answerOf(api.GET("/v1/config/coverage")));
  const catalogue = useSource(() => answerOf(api.GET("/v1/catalogue")));
  return (
    <>
      <h1>Coverage</h1>
      <Patterns />
      <p class="lead">
        What the configuration lists, and what only the built-in catalogue knows. Numbers of the catalogue are
        recognised either way, and take the contingency route until you add them.
      </p>
      {may("Audit.Read") && <ListsOutOfStep />}
      <WithLoaded source={coverage} what="what is configured and what was dialled">
        {(covered) => (
          <WithLoaded source={catalogue} what="the catalogue">
            {({ entries }) => <Territories covered={covered} entries={entries} reload={coverage.ask} />}
          </WithLoaded>
        )}
      </WithLoaded>
      <AreasCard found={coverage.state.value.data?.areas ?? null} />
      <Numbers />
    </>
  );
}

/** Read when somebody wants to see it: there may be a hundred thousand. */
function Numbers() {
  const [isOpen, setOpen] = useState(false);
  return (
    <details class="card" onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>Every number of the configuration</summary>
      {isOpen && <NumberList />}
    </details>
  );
}

type Props = { readonly covered: Covered; readonly entries: Entries; readonly reload: () => Promise<void> };

function Territories({ covered, entries, reload }: Props) {
  const rows = useMemo(() => coverageRows(covered.territories, entries), [covered, entries]);
  const [wanted, setWanted] = useState<ReadonlySet<string>>(new Set());
  const [filter, setFilter] = useState("");
  const [show, setShow] = useState("all");
  const toggle = (territory: string): void =>
    setWanted(
      (before) =>
        new Set(before.has(territory) ? [...before].filter((each) => each !== territory) : [...before, territory]),
    );
  const seen = rows.filter((row) => matches(row, filter, show));
  const configured = rows.filter(({ state }) => state !== "catalogue-only").length;
  return (
    <>
      <p>
        <strong>
          {configured} of {rows.length}
        </strong>{" "}
        territories are configured{covered.version > 0 && `, in version ${covered.version}`}.
        {!covered.seen.complete && " What was dialled lately could not be counted in full."}
      </p>
      <CoverageMap rows={rows} shown={show} show={setShow} />
      <div class="fields">
        <Field
          label="Find a territory"
          name="filter"
          value={filter}
          onInput={setFilter}
          hint="code, name or country code: IE, Ireland, 353"
        />
        <Choice label="Show" name="show" value={show} onInput={setShow}>
          <option value="all">all</option>
          {Object.entries(coverageStates).map(([state, { words }]) => (
            <option key={state} value={state}>
              {words}
            </option>
          ))}
          <option value="lacking">whatever lacks something</option>
        </Choice>
      </div>
      <p role="status" class="quiet">
        {seen.length} of {rows.length} shown
      </p>
      {may("Config.Write") && (
        <Onboard usual={usualRouteSet(covered)} wanted={wanted} onDone={() => setWanted(new Set())} reload={reload} />
      )}
      <CoverageTable rows={seen} wanted={wanted} toggle={toggle} />
    </>
  );
}

function matches(row: CoverageRow, filter: string, show: string): boolean {
  const text = filter.trim().toLowerCase().replace(/^\+/, "");
  const { territory, callingCode, state } = row;
  const fits =
    [territory, territoryName(territory)].some((each) => each.toLowerCase().includes(text)) || callingCode === text;
  if (!fits) return false;
  if (show === "lacking") return lacksSomething(row);
  return isCoverageState(show) ? state === show : true;
}

const lacksSomething = ({ state, missing, seen }: CoverageRow): boolean =>
  seen > 0 || (state === "configured" && missing.length > 0) || !["configured", "catalogue-only"].includes(state);

/** The one that most territories have: what a new one will most likely take. */
function usualRouteSet({ territories }: Covered): string | null {
  const counts = new Map<string, number>();
  for (const { routeSet } of territories) if (routeSet !== null) counts.set(routeSet, (counts.get(routeSet) ?? 0) + 1);
  const [usual] = [...counts].sort(([, a], [, b]) => b - a);
  return usual?.[0] ?? null;
}

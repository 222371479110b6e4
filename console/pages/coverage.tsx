import { useMemo, useState } from "preact/hooks";
import { answerOf, api, type Failure, type Schema } from "../api/client.ts";
import { useSource } from "../api/use-source.ts";
import { type CoverageRow, coverageRows } from "../parts/coverage-rows.ts";
import { Failed } from "../parts/failed.tsx";
import { Choice, Field } from "../parts/field.tsx";
import { ReviewChange, type SendChange } from "../parts/review-change.tsx";
import { Table } from "../parts/table.tsx";
import { WithLoaded } from "../parts/with-loaded.tsx";

type Covered = Schema<"CoverageAnswer">;
type Entries = Schema<"CatalogueAnswer">["entries"];

/** Which territories are configured, what the catalogue knows beside that, and how to add a territory. */
export function Coverage() {
  const coverage = useSource(() => answerOf(api.GET("/v1/config/coverage")));
  const catalogue = useSource(() => answerOf(api.GET("/v1/catalogue")));
  return (
    <>
      <h1>Coverage</h1>
      <p class="lead">
        What the configuration lists, and what only the built-in catalogue knows. Numbers of the catalogue are
        recognised either way, and take the contingency route until you add them.
      </p>
      <WithLoaded source={coverage} what="what is configured and what was dialled">
        {(covered) => (
          <WithLoaded source={catalogue} what="the catalogue">
            {({ entries }) => <Territories covered={covered} entries={entries} reload={coverage.ask} />}
          </WithLoaded>
        )}
      </WithLoaded>
    </>
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
        territories are configured, in version {covered.version}.
        {!covered.seen.complete && " What was dialled lately could not be counted in full."}
      </p>
      <Onboard usual={usualRouteSet(covered)} wanted={wanted} onDone={() => setWanted(new Set())} reload={reload} />
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
          <option value="configured">configured</option>
          <option value="catalogue-only">catalogue only</option>
          <option value="doubtful">worth a look</option>
        </Choice>
      </div>
      <p role="status" class="quiet">
        {seen.length} of {rows.length} shown
      </p>
      <Rows rows={seen} wanted={wanted} toggle={toggle} />
    </>
  );
}

const regionNames = new Intl.DisplayNames(["en"], { type: "region", fallback: "none" });
const nameOf = (territory: string): string => regionNames.of(territory) ?? "";

function matches(row: CoverageRow, filter: string, show: string): boolean {
  const text = filter.trim().toLowerCase().replace(/^\+/, "");
  const { territory, callingCode, state } = row;
  const fits =
    [territory.toLowerCase(), nameOf(territory).toLowerCase()].some((each) => each.includes(text)) ||
    callingCode === text;
  if (!fits) return false;
  if (show === "doubtful") return isDoubtful(row);
  return show === "all" || (show === "configured") === (state !== "catalogue-only");
}

const isDoubtful = ({ state, missing, differing, stale, unsourced, seen }: CoverageRow): boolean =>
  seen > 0 ||
  state === "without-route" ||
  (state === "configured" && missing.length + differing + stale + unsourced > 0);

const states: Readonly<Record<CoverageRow["state"], string>> = {
  configured: "configured",
  "without-route": "no route of its own",
  "catalogue-only": "catalogue only",
};

type RowsProps = {
  readonly rows: readonly CoverageRow[];
  readonly wanted: ReadonlySet<string>;
  readonly toggle: (territory: string) => void;
};

const Rows = ({ rows, wanted, toggle }: RowsProps) => (
  <Table
    caption="Territories"
    columns={[
      "Add",
      "Territory",
      "Country code",
      "State",
      "Own numbers",
      "In the catalogue only",
      "Differ from it",
      "Stale",
      "No source",
      "Dialled, not listed",
    ]}
  >
    {rows.map((row) => (
      <tr key={row.territory}>
        <td>
          {(row.state === "catalogue-only" || row.missing.length > 0) && (
            <input
              type="checkbox"
              aria-label={`Add ${row.territory}`}
              checked={wanted.has(row.territory)}
              onChange={() => toggle(row.territory)}
            />
          )}
        </td>
        <td>
          <span class="code">{row.territory}</span> {nameOf(row.territory)}
        </td>
        <td class="code">{row.callingCode === "" ? "" : `+${row.callingCode}`}</td>
        <td>{states[row.state]}</td>
        <td class="number">{row.own}</td>
        <td class="code">{row.missing.join(" ")}</td>
        <td class="number">{row.differing || ""}</td>
        <td class="number">{row.stale || ""}</td>
        <td class="number">{row.unsourced || ""}</td>
        <td class="number">{row.seen || ""}</td>
      </tr>
    ))}
  </Table>
);

/** The one that most territories have: what a new one will most likely take. */
function usualRouteSet({ territories }: Covered): string | null {
  const counts = new Map<string, number>();
  for (const { routeSet } of territories) if (routeSet !== null) counts.set(routeSet, (counts.get(routeSet) ?? 0) + 1);
  const [usual] = [...counts].sort(([, a], [, b]) => b - a);
  return usual?.[0] ?? null;
}

type OnboardProps = Pick<Props, "reload"> & {
  readonly usual: string | null;
  readonly wanted: ReadonlySet<string>;
  readonly onDone: () => void;
};

/** From territories to a dry run: choose them, choose where their calls go, try. */
function Onboard({ usual, wanted, onDone, reload }: OnboardProps) {
  const items = useSource(() => answerOf(api.GET("/v1/config/items", { params: { query: { kind: "route-set" } } })));
  const names = (items.state.value.data?.items ?? []).map(({ name }) => String(name));
  const [chosen, choose] = useState<string | null>(null);
  const routeSet = chosen ?? usual ?? names[0] ?? "";
  const [send, setSend] = useState<{ readonly send: SendChange } | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [activated, setActivated] = useState<number | null>(null);
  const end = (): void => {
    setSend(null);
    onDone();
  };
  const draft = async (): Promise<void> => {
    setFailure(null);
    setActivated(null);
    const answered = await answerOf(api.POST("/v1/config/drafts", { body: { territories: [...wanted], routeSet } }));
    if (answered.outcome === "failed") setFailure(answered.failure);
    else setSend({ send: sendDraft(answered.data) });
  };
  if (items.state.value.data !== null && names.length === 0)
    return (
      <p class="note">
        There is no route set yet, so there is nowhere to send calls. Import one on the page{" "}
        <a href="/console/change">Change</a>.
      </p>
    );
  return (
    <>
      {activated !== null && (
        <p class="note good" role="status">
          Version {activated} is active.
        </p>
      )}
      {wanted.size > 0 && (
        <div class="card">
          <h2>Add {[...wanted].join(", ")}</h2>
          <Choice label="Their calls go by" name="routeSet" value={routeSet} onInput={choose}>
            {names.map((name) => (
              <option key={name}>{name}</option>
            ))}
          </Choice>
          <button type="button" onClick={() => void draft()}>
            Dry run
          </button>
          {failure !== null && <Failed failure={failure} />}
        </div>
      )}
      {send !== null && (
        <ReviewChange
          send={send.send}
          onGivenUp={end}
          onActivated={(version) => {
            setActivated(version);
            end();
            void reload();
          }}
        />
      )}
    </>
  );
}

/** A draft is on the version that it was made from, so a version that came meanwhile is a conflict. */
const sendDraft =
  ({ baseVersion, operations }: Schema<"DraftedChangeSet">): SendChange =>
  ({ dryRun, reason, confirm }) =>
    answerOf(
      api.POST("/v1/config/changes", {
        params: { query: { dryRun: dryRun ? "true" : "false" } },
        // The operations come from the app as they are to be sent back to it.
        body: {
          baseVersion,
          reason,
          confirm: [...confirm],
          operations: operations as Schema<"ChangeSet">["operations"],
        },
      }),
    );

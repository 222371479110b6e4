import { useEffect, useMemo, useState } from "preact/hooks";
import type { Schema } from "../api/client.ts";
import { readItems } from "../api/read-items.ts";
import { Field } from "./field.tsx";
import { LongTable } from "./long-table.tsx";
import { territoryName } from "./territory-name.ts";

type NumberItem = Schema<"NumberItemInFull">;

type Row = Pick<NumberItem, "tenant" | "territory" | "shortCode" | "class"> & {
  readonly services: string;
  readonly routeSet: string;
  readonly source: string;
  readonly verifiedOn: string;
  /** What is searched, in small letters. */
  readonly text: string;
};

/** Every number of the configuration, however many there are, to be searched. */
export function NumberList() {
  const { rows, count, state } = useNumbers();
  const [filter, setFilter] = useState("");
  // `count` tells the growing list from what it was.
  const found = useMemo(() => findRows(rows, filter), [rows, count, filter]);
  if (state === "read" && count === 0) return <p class="quiet">The configuration lists no number yet.</p>;
  return (
    <>
      <Field
        label="Find a number"
        name="number-filter"
        value={filter}
        onInput={setFilter}
        hint="any words of a row: 999, GB, contoso, Ofcom"
      />
      <p role="status" class="quiet">
        {found.length.toLocaleString("en")} of {count.toLocaleString("en")} shown
        {state === "reading" && ", reading…"}
        {state === "failed" && ". The list could not be read to its end: try again"}
      </p>
      <LongTable
        caption="Numbers"
        columns={["Territory", "Number", "Customer", "Class", "Services", "Route set", "Verified", "Source"]}
        rows={found}
        keyOf={({ tenant, territory, shortCode }) => `${tenant}|${territory}|${shortCode}`}
      >
        {(row) => (
          <>
            <td>
              <span class="code">{row.territory}</span> {territoryName(row.territory)}
            </td>
            <td class="code">{row.shortCode}</td>
            <td>{row.tenant === "*" ? "all" : row.tenant}</td>
            <td>{row.class}</td>
            <td>{row.services}</td>
            <td class="code">{row.routeSet}</td>
            <td>{row.verifiedOn}</td>
            <td title={row.source}>{row.source}</td>
          </>
        )}
      </LongTable>
    </>
  );
}

type Numbers = {
  readonly rows: readonly Row[];
  readonly count: number;
  readonly state: "reading" | "read" | "failed";
};

/** How often the page says how far reading has come: each time all of it is searched again. */
const tellEveryMs = 250;

function useNumbers(): Numbers {
  const [numbers, setNumbers] = useState<Numbers>({ rows: [], count: 0, state: "reading" });
  useEffect(() => {
    let isWanted = true;
    let toldMs = 0;
    let rows: readonly Row[] = [];
    const onRows = (soFar: readonly Row[]): void => {
      rows = soFar;
      if (performance.now() - toldMs < tellEveryMs) return;
      toldMs = performance.now();
      setNumbers({ rows, count: rows.length, state: "reading" });
    };
    void readItems({ kind: "number", rowOf, onRows, isWanted: () => isWanted }).then((isWhole) => {
      if (isWanted) setNumbers({ rows, count: rows.length, state: isWhole ? "read" : "failed" });
    });
    return () => {
      isWanted = false;
    };
  }, []);
  return numbers;
}

function rowOf(item: unknown): Row {
  const { tenant, territory, shortCode, class: callClass, services, routeSet, source, verifiedOn } = item as NumberItem;
  const shown = {
    tenant,
    territory,
    shortCode,
    class: callClass,
    services: services.join(", "),
    routeSet: routeSet ?? "",
    source,
    verifiedOn: verifiedOn ?? "",
  };
  return { ...shown, text: [...Object.values(shown), territoryName(territory)].join(" ").toLowerCase() };
}

function findRows(rows: readonly Row[], filter: string): readonly Row[] {
  const words = filter
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== "");
  return words.length === 0 ? rows : rows.filter(({ text }) => words.every((word) => text.includes(word)));
}

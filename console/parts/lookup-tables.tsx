import { useState } from "preact/hooks";
import { answerOf, api, type Schema } from "../api/client.ts";
import { may } from "../api/session.ts";
import { useSource } from "../api/use-source.ts";
import { Author } from "./author.tsx";
import { Download } from "./download.tsx";
import { ImportRows } from "./import-rows.tsx";
import { Table } from "./table.tsx";
import { When } from "./when.tsx";
import { WithLoaded } from "./with-loaded.tsx";

type Tables = Schema<"LookupTables">["tables"];

/** Rows that conversions and locations are looked up in: asked for when somebody wants to see them. */
export function LookupTables() {
  const [isOpen, setOpen] = useState(false);
  return (
    <details class="card" onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>Lookup tables</summary>
      {isOpen && <Listed />}
    </details>
  );
}

function Listed() {
  const source = useSource(() => answerOf(api.GET("/v1/config/lookup-tables")));
  return (
    <WithLoaded source={source} what="the lookup tables">
      {({ tables }) => (
        <>
          {tables.length === 0 ? <p class="quiet">No rows were imported yet.</p> : <Versions tables={tables} />}
          {may("Config.Write") && <ImportRows onDone={() => void source.ask()} />}
        </>
      )}
    </WithLoaded>
  );
}

const Versions = ({ tables }: { readonly tables: Tables }) => (
  <Table
    caption="Lookup tables, each with its versions"
    columns={["Table", "Version", "Rows", "Used by", "Reason", "To keep", "Made", "By"]}
  >
    {tables.flatMap(({ name, versions }) =>
      versions.map(({ version, rows, usedBy, reason, importedAt, author }) => (
        <tr key={`${name} ${version}`}>
          <td class="code">{name}</td>
          <td class="number">{version}</td>
          <td class="number">{rows.toLocaleString("en")}</td>
          <td class="line">{usersOf(usedBy)}</td>
          <td class="told">{reason}</td>
          <td class="line">
            <Download
              href={`/api/v1/config/lookup-tables/${encodeURIComponent(name)}/versions/${version}?format=csv`}
              name={`${name}@${version}.csv`}
            >
              The rows
            </Download>
          </td>
          <td>{importedAt !== null && <When at={importedAt} />}</td>
          <td>{author !== null && <Author author={author} />}</td>
        </tr>
      )),
    )}
  </Table>
);

/** Versions of the configuration, the newest first. */
const usersOf = ([newest, ...earlier]: readonly number[]): string =>
  newest === undefined
    ? "no version"
    : `version ${newest}${earlier.length === 0 ? "" : ` and ${earlier.length} earlier`}`;

import { useState } from "preact/hooks";
import { answerOf, api, type Schema } from "../api/client.ts";
import { may } from "../api/session.ts";
import { useSource } from "../api/use-source.ts";
import { Author } from "./author.tsx";
import { countItems } from "./count-items.ts";
import { ItemList } from "./effect.tsx";
import { Table } from "./table.tsx";
import { When } from "./when.tsx";
import { WithLoaded } from "./with-loaded.tsx";

type VersionsProps = {
  readonly versions: Schema<"VersionPage">["versions"];
  readonly restore: (version: number) => void;
};

/** What was active when, and the way back. */
export const Versions = ({ versions, restore }: VersionsProps) =>
  versions.length === 0 ? null : (
    <div id="versions">
      <Table
        caption="Versions, newest first"
        columns={["Version", "Reason", "Bring back", "What changed", "Made", "By"]}
      >
        {versions.map(({ version, createdAt, author, reason, summary, restoredFrom }, index) => (
          <tr key={version}>
            <td class="number">{version}</td>
            <td class="told">
              {reason}
              {restoredFrom !== null && ` (the content of ${restoredFrom})`}
            </td>
            <td>
              {index === 0
                ? "active"
                : may("Config.Write") && (
                    <button type="button" class="small" onClick={() => restore(version)}>
                      Restore {version}
                    </button>
                  )}
            </td>
            <td class="name">
              <WhatChanged version={version} summary={summary} />
            </td>
            <td>
              <When at={createdAt} />
            </td>
            <td>
              <Author author={author} />
            </td>
          </tr>
        ))}
      </Table>
    </div>
  );

type WhatChangedProps = Pick<VersionsProps["versions"][number], "version" | "summary">;

/** The count, and item by item what it is, which is asked for when somebody wants to know. */
function WhatChanged({ version, summary }: WhatChangedProps) {
  const [isOpen, setOpen] = useState(false);
  if (Object.keys(summary).length === 0) return <>{countItems(summary)}</>;
  return (
    <details onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>{countItems(summary)}</summary>
      {isOpen && <Diff version={version} />}
    </details>
  );
}

export function Diff({ version }: { readonly version: number }) {
  const source = useSource(() => answerOf(api.GET("/v1/config/versions/{version}", { params: { path: { version } } })));
  return (
    <WithLoaded source={source} what="the version">
      {({ diff }) => <ItemList diff={diff} />}
    </WithLoaded>
  );
}

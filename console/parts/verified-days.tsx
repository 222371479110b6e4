import { may } from "../api/session.ts";
import { Download } from "./download.tsx";
import { Scroll, Table } from "./table.tsx";
import { type Chain, fullQuarters, type Report, wrongJoints, wrongsOf } from "./trail-window.ts";
import { When } from "./when.tsx";

/** What verifying has shown, in all and by day, the newest first. `reports` follow each other, the oldest first. */
export function VerifiedDays({ reports }: { readonly reports: readonly Report[] }) {
  const joints = wrongJoints(reports);
  const newestFirst = reports.toReversed();
  return (
    <>
      <Verdict reports={reports} joints={joints} />
      {joints.length > 0 && (
        <ul class="note bad">
          {joints.map((joint) => (
            <li key={joint}>
              <code>{joint}</code>
            </li>
          ))}
        </ul>
      )}
      <Days reports={newestFirst} />
      {newestFirst.map((report) => (
        <Chains key={report.from} report={report} isOpen={reports.length === 1} />
      ))}
      <LastHashes reports={newestFirst} />
    </>
  );
}

const isWhole = ({ intact, complete }: Report): boolean => intact && complete;

/** What was gone on with is whole when its parts are: only the last one must have come to its end. */
function Verdict({ reports, joints }: { readonly reports: readonly Report[]; readonly joints: readonly string[] }) {
  const events = reports.reduce((sum, report) => sum + report.events, 0);
  const chains = new Set(reports.flatMap((report) => report.chains.map(({ chainId }) => chainId))).size;
  const isGood = joints.length === 0 && reports.every(({ intact }) => intact) && reports.at(-1)?.complete === true;
  const keyed = reports.every((report) => report.keyed);
  return (
    <p class={`note ${!isGood ? "bad" : events > 0 ? "good" : ""}`} role="status">
      <strong>
        {!isGood
          ? "Not whole, or not read to the end"
          : events === 0
            ? "Nothing was recorded"
            : "Whole: nothing is missing, edited or forged"}
      </strong>
      : {events} events in {chains} {chains === 1 ? "chain" : "chains"}.{" "}
      {events > 0 && (keyed ? "A key vouches for them." : "No key vouches for them: hashes alone do.")}
    </p>
  );
}

const dayOf = ({ from }: Report): string => (from.endsWith("T00:00:00.000Z") ? from.slice(0, 10) : from.slice(0, 16));

const Days = ({ reports }: { readonly reports: readonly Report[] }) => (
  <Table caption="By day (UTC)" columns={["Day", "Result", "Events", "Chains", "To keep"]}>
    {reports.map((report) => {
      const { from, to, events, chains, verifiedTo, complete } = report;
      return (
        <tr key={from} class={isWhole(report) ? undefined : "bad"}>
          <td class="code">{dayOf(report)}</td>
          <td>
            {events === 0 && complete
              ? "nothing was recorded"
              : isWhole(report)
                ? "✓ whole"
                : `✕ ${whatIsWrong(report)}`}
            {!complete && (
              <>
                ; read up to <When at={verifiedTo} />
              </>
            )}
          </td>
          <td class="number">{events}</td>
          <td class="number">{chains.length}</td>
          <td class="line">
            {events > 0 && may("Audit.Export") && (
              <>
                <Download
                  href={`/api/v1/audit/events/export?${new URLSearchParams({ from, to, format: "ndjson" })}`}
                  name={`events-${dayOf(report)}.ndjson`}
                >
                  The events of this day
                </Download>{" "}
              </>
            )}
            <Download
              href={`/api/v1/watch/report?${new URLSearchParams({ ...fullQuarters({ from, to }), format: "html" })}`}
              name={`report-${dayOf(report)}.html`}
            >
              The report of this day
            </Download>
          </td>
        </tr>
      );
    })}
  </Table>
);

function whatIsWrong({ chains, forged, unreadable, intact }: Report): string {
  const broken = chains.filter((chain) => !chain.intact).length;
  const parts = [
    broken > 0 ? `${broken} of ${chains.length} chains` : "",
    forged.length > 0 ? `${forged.length} forged` : "",
    unreadable.length > 0 ? `${unreadable.length} unreadable rows` : "",
  ].filter((part) => part !== "");
  return parts.length > 0 ? parts.join(", ") : intact ? "not to the end" : "not whole";
}

const Chains = ({ report, isOpen }: { readonly report: Report; readonly isOpen: boolean }) =>
  report.chains.length === 0 ? null : (
    <details open={isOpen || !report.intact}>
      <summary>
        Chains of {dayOf(report)}: {report.chains.length}
      </summary>
      <Table caption={`Chains of ${dayOf(report)}`} columns={["Chain", "Events", "Sequence", "State", "What is wrong"]}>
        {report.chains.map((chain) => (
          <ChainRow key={chain.chainId} chain={chain} />
        ))}
      </Table>
    </details>
  );

const ChainRow = ({ chain }: { readonly chain: Chain }) => (
  <tr class={chain.intact ? undefined : "bad"}>
    <td class="code">{chain.chainId}</td>
    <td class="number">{chain.events}</td>
    <td class="number line">
      {chain.firstSequence} to {chain.lastSequence}
    </td>
    <td>{chain.state}</td>
    <td>{chain.intact && wrongsOf(chain).length === 0 ? "nothing" : wrongsOf(chain).join("; ") || "not intact"}</td>
  </tr>
);

/** One line each, to be copied: whoever has them can tell later that the trail was not written anew. */
function LastHashes({ reports }: { readonly reports: readonly Report[] }) {
  const lines = reports.flatMap((report) =>
    report.chains.flatMap(({ chainId, lastSequence, lastHash }) =>
      lastHash === null ? [] : [`${dayOf(report)} ${chainId} ${lastSequence} ${lastHash}`],
    ),
  );
  if (lines.length === 0) return null;
  return (
    <section aria-labelledby="last-hashes">
      <h2 id="last-hashes">Last hashes, to keep elsewhere</h2>
      <p class="quiet">Day, chain, sequence, hash. Keep them where nobody who can write to the trail can write.</p>
      <Scroll label="Last hashes">
        <pre>{lines.join("\n")}</pre>
      </Scroll>
    </section>
  );
}

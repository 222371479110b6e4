import { answerOf, api, type Schema } from "../api/client.ts";
import { useSource } from "../api/use-source.ts";
import { Author } from "./author.tsx";
import { ItemList } from "./effect.tsx";
import { When } from "./when.tsx";
import { WithLoaded } from "./with-loaded.tsx";

/** More versions than this are not shown one by one. */
const shownAtMost = 5;

type Props = {
  /** The version that the change was made on. */
  readonly base: number;
  /** The items that it changes, such as `number *|GB|999`; null if they are not known in full. */
  readonly touched: ReadonlySet<string> | null;
  /** Whether it may be this very change, whose answer was lost. */
  readonly mayBeMine?: boolean;
  /** Tries the change on this version. */
  readonly retry: (version: number) => void;
};

type Newer = {
  readonly versions: readonly Schema<"VersionAnswer">[];
  /** Whether these are all since then, each with its whole diff. */
  readonly isWhole: boolean;
};

/** What others have changed since then, newest first. */
async function readNewer(base: number) {
  const page = await answerOf(api.GET("/v1/config/versions", { params: { query: { limit: shownAtMost + 1 } } }));
  if (page.outcome === "failed") return page;
  const newer = page.data.versions.filter(({ version }) => version > base);
  const versions: Schema<"VersionAnswer">[] = [];
  for (const { version } of newer.slice(0, shownAtMost)) {
    const one = await answerOf(api.GET("/v1/config/versions/{version}", { params: { path: { version } } }));
    if (one.outcome === "failed") return one;
    versions.push(one.data);
  }
  const isWhole = newer.length <= shownAtMost && versions.every(({ diff }) => !diff.truncated);
  return { ...page, data: { versions, isWhole } };
}

/** A change was made elsewhere meanwhile: what it was, by whom, and the way on, which overwrites nothing of it. */
export function Conflict({ base, touched, mayBeMine = false, retry }: Props) {
  const source = useSource(() => readNewer(base));
  return (
    <div class="note" role="alert">
      {mayBeMine ? (
        <p>
          <strong>The configuration is another by now.</strong> The answer to your change was lost: see whether it is
          this.
        </p>
      ) : (
        <p>
          <strong>Somebody else changed the configuration meanwhile.</strong> Nothing of yours was stored.
        </p>
      )}
      <WithLoaded source={source} what="what was changed">
        {(newer) => <WayOn newer={newer} touched={mayBeMine ? null : touched} retry={retry} />}
      </WithLoaded>
    </div>
  );
}

type WayOnProps = Omit<Props, "base"> & { readonly newer: Newer };

function WayOn({ newer: { versions, isWhole }, touched, retry }: WayOnProps) {
  const theirs = new Set(versions.flatMap(({ diff }) => diff.changes.map(({ kind, key }) => `${kind} ${key}`)));
  const both = [...(touched ?? [])].filter((name) => theirs.has(name));
  const active = versions[0]?.version;
  return (
    <>
      {versions.map(({ version, author, createdAt, reason, diff }) => (
        <div key={version}>
          <p>
            Version {version}, <When at={createdAt} />: “{reason}”, by <Author author={author} />
          </p>
          <ItemList diff={diff} />
        </div>
      ))}
      {both.length > 0 && (
        <p>
          <strong>You both changed {both.join(", ")}.</strong> Leave yours, open it again to see what it is now, and
          make your change on that.
        </p>
      )}
      {active !== undefined && both.length === 0 && isWhole && touched !== null ? (
        <button type="button" onClick={() => retry(active)}>
          Try mine on version {active}
        </button>
      ) : (
        both.length === 0 && <p>If yours is not there, make it again on the active version.</p>
      )}
    </>
  );
}

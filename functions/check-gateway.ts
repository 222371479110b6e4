import { acg, readResource } from "../shared/config/lists/acg.ts";
import { compareList } from "../shared/config/lists/compare-list.ts";
import type { ListComparison } from "../shared/config/lists/list-comparison.ts";
import { makeList } from "../shared/config/lists/make-list.ts";
import { readWanted } from "../shared/config/lists/read-wanted.ts";
import {
  type CompileVersionDependencies,
  compileVersion,
  findHeader,
} from "../shared/config/snapshot/compile-version.ts";
import { describeError, type Log } from "../shared/log.ts";
import type { AlarmKeeper } from "../shared/watch/alarms/alarm-keeper.ts";
import type { ReadGateway } from "../shared/watch/gateway/read-gateway.ts";

export type CheckGatewayDependencies = CompileVersionDependencies & {
  /** Null where no gateway is to be checked. */
  readonly readGateway: ReadGateway | null;
  /** The ingresses whose calls come through the gateway; empty for all. */
  readonly ingresses: readonly string[];
  readonly alarms: Pick<AlarmKeeper, "look">;
  readonly log: Log;
};

/**
 * The timer that compares the emergency dial strings of Azure Communications Gateway with those of the active version. The alarm
 * `list-differs` says that they differ. Never throws: a gateway that cannot be read changes no alarm and is logged as an error.
 */
export const makeCheckGateway = (dependencies: CheckGatewayDependencies): (() => Promise<void>) => {
  const { readGateway, ingresses, alarms, log } = dependencies;
  const subject = `acg ${ingresses.length === 0 ? "all ingresses" : ingresses.join(",")}`;
  return async () => {
    if (readGateway === null) return;
    try {
      const compared = await compareWithActive(await readGateway(), dependencies);
      logComparison(log, compared);
      const causes = compared.inStep ? [] : [{ subject, evidence: [] }];
      // Whatever was compared before ACG_INGRESSES changed is compared no more.
      await alarms.look({ alarm: "list-differs", causes });
    } catch (error) {
      log.error("the list of the gateway could not be checked", { error: describeError(error) });
    }
  };
};

async function compareWithActive(
  resource: Uint8Array,
  { ingresses, ...dependencies }: CheckGatewayDependencies,
): Promise<ListComparison> {
  const given = await readResource(resource);
  if (given.outcome === "faulty") throw new Error(`the resource has no list: ${given.faults[0]?.message}`);
  const header = await findHeader(null, dependencies);
  if (header === null) throw new Error("no configuration was ever activated");
  const { version, hash, createdAt } = header;
  const { document, snapshot } = await compileVersion(header, dependencies);
  const wanted = readWanted({ ingress: ingresses, territory: [] }, acg, { version, document });
  if (wanted.outcome === "faulty") throw new Error(`ACG_INGRESSES: ${wanted.faults[0]?.message}`);
  const list = await makeList({ document, snapshot }, { version, hash, createdAt }, wanted.value);
  return compareList({ list, snapshot, ingresses: wanted.value.ingresses }, given.value, acg.holder);
}

/** Enough to begin with; `lists/acg/check` answers all. What the gateway has too much may be somebody's number. */
const namedAtMost = 20;

function logComparison(log: Log, { version, inStep, missing, extra, malformed }: ListComparison): void {
  if (inStep) {
    log.info("the list of the gateway is in step", { version });
    return;
  }
  const missingFirst = missing.slice(0, namedAtMost).map(({ dialString }) => dialString);
  const counts = { missing: missing.length, extra: extra.length, malformed: malformed.length };
  log.warn("the list of the gateway differs", { version, ...counts, missingFirst });
}

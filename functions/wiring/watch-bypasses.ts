import { type BypassDependencies, noteBypasses } from "../../shared/config/proposals/note-bypasses.ts";
import type { StoredProposal } from "../../shared/config/proposals/proposal.ts";
import { describeError } from "../../shared/log.ts";
import type { AlarmKeeper } from "../../shared/watch/alarms/alarm-keeper.ts";

/** Shows changes that went live for an incident until somebody else has approved them. */
export type BypassWatch = {
  /** Whether there may be something to show, or to end. `activeVersion`: 0 where there is none. */
  readonly isDue: (activeVersion: number) => boolean;
  /** Makes proposals of such changes, if another version is active than the last time. Never throws. */
  readonly note: () => Promise<void>;
  /** Raises and ends their alarm. Throws a DependencyError when the store fails. */
  readonly look: (unfinished: readonly StoredProposal[]) => Promise<void>;
};

export type BypassWatchDependencies = BypassDependencies & { readonly alarms: Pick<AlarmKeeper, "look"> };

/** Nearly always there are none: then neither versions nor alarms are read. */
export function makeBypassWatch({ alarms, ...dependencies }: BypassWatchDependencies): BypassWatch {
  const { config, log } = dependencies;
  let notedVersion: number | null = null;
  let wereAny = true;
  return {
    isDue: (activeVersion) => wereAny || activeVersion !== notedVersion,
    note: async () => {
      try {
        const active = (await config.readPointer())?.version ?? 0;
        if (active === notedVersion) return;
        await noteBypasses(dependencies);
        notedVersion = active;
      } catch (error) {
        log.warn("changes for an incident could not be noted", { error: describeError(error) });
      }
    },
    look: async (unfinished) => {
      const causes = unfinished
        .filter(({ breakGlass, state }) => breakGlass !== null && state === "open")
        .map(({ version, createdAt: since }) => ({ subject: `version ${version}`, evidence: [], since }));
      if (causes.length === 0 && !wereAny) return;
      await alarms.look({ alarm: "approval-bypassed", causes });
      wereAny = causes.length > 0;
    },
  };
}

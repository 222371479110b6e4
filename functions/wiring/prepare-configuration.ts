import { readCallSetup } from "../../shared/recognition/read-call-setup.ts";
import { decide } from "../../shared/routing/decide.ts";
import type { Services } from "./services.ts";

type Prepared = Pick<Services, "settings" | "tables" | "config" | "snapshots" | "log" | "now" | "newId">;

/** Seeds a starter configuration if the settings ask for it, and loads the active version. */
export async function prepareConfiguration(services: Prepared): Promise<void> {
  const { settings, tables, config, snapshots } = services;
  if (settings.SEED_STARTER_CONFIGURATION) {
    const { seedStores } = await import("./seed-stores.ts");
    await seedStores(Object.values(tables), { ...services, table: config });
  }
  await snapshots.refresh();
  warmDecision(services);
}

/** The first decision compiles and loads code that later decisions find ready. The result is discarded. */
function warmDecision({ snapshots, now, newId }: Prepared): void {
  const read = readCallSetup({ calledParty: "+44112", callingParty: "+441632960123" }, newId);
  if (read !== null) decide(read, snapshots.current(), { nowMs: now(), decisionId: newId() });
}

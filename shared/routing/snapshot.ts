import type { IngressProfile } from "../recognition/ingress-profile.ts";
import type { NumberPlan } from "../recognition/number-plan.ts";
import type { TenantTerritories } from "../recognition/question.ts";
import type { Conversion } from "./conversion.ts";
import type { LookupTable } from "./convert.ts";
import type { RouteSet } from "./route-set.ts";

/** One version of the configuration, compiled for look-ups. Immutable: a call is decided by one snapshot from end to end. */
export type Snapshot = {
  readonly plan: NumberPlan;
  readonly ingresses: ReadonlyMap<string, IngressProfile>;
  readonly defaultIngress: IngressProfile;
  readonly tenantTerritories: TenantTerritories;
  readonly territories: ReadonlyMap<string, TerritoryRouting>;
  readonly conversions: ReadonlyMap<string, Conversion>;
  readonly routeSets: ReadonlyMap<string, RouteSet>;
  readonly tables: ReadonlyMap<string, LookupTable>;
  /** Names that are not written as `foldName` writes them, in that form: `isMisspelt`. */
  readonly folded: {
    readonly tenants: ReadonlySet<string>;
    readonly ingresses: ReadonlySet<string>;
    readonly keys: ReadonlyMap<string, ReadonlySet<string>>;
  };
  /** Lookup tables that are listed but cannot be used, by name. */
  readonly damagedTables: ReadonlyMap<string, DamagedTable>;
  /** Conversions that need a table that cannot be used: they fail. */
  readonly damagedConversions: ReadonlySet<string>;
  /** Where a call goes that has no other route, unless its territory names another; null when nobody configured one. */
  readonly contingency: RouteSet | null;
  readonly defaultConversion: string;
};

/** What a territory names, for numbers that name nothing themselves; null for what holds everywhere. */
export type TerritoryRouting = {
  readonly routeSet: string | null;
  readonly conversion: string | null;
  readonly contingencyRouteSet: string | null;
};

/** Why a lookup table cannot be used. */
export type DamagedTable = {
  readonly version: number;
  /** In words, after the table's name: "has 11 rows where 12 were written". */
  readonly why: string;
  /** Whether the store failed, so that the next try may succeed; otherwise the rows are not what was written. */
  readonly isPassing: boolean;
  /** Whether the rows are of another hash than the configuration names. */
  readonly isOtherHash?: boolean;
  /** The store's own error, for the log. */
  readonly error?: string;
};

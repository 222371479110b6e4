import type { CompiledAreas, LocationTable } from "../location/areas.ts";
import type { IngressProfile } from "../recognition/ingress-profile.ts";
import type { NumberPlan } from "../recognition/number-plan.ts";
import type { TenantTerritories } from "../recognition/question.ts";
import type { Conversion } from "./conversion.ts";
import type { Diverts } from "./divert.ts";
import type { LookupTable } from "./lookup-table.ts";
import type { RouteSet } from "./route-set.ts";

/** A version of the configuration, compiled for look-ups. Immutable: one snapshot decides a whole call. */
export type Snapshot = {
  readonly plan: NumberPlan;
  readonly ingresses: ReadonlyMap<string, IngressProfile>;
  readonly defaultIngress: IngressProfile;
  readonly everyIngress: IngressProfile;
  readonly tenantTerritories: TenantTerritories;
  readonly territories: ReadonlyMap<string, TerritoryRouting>;
  readonly conversions: ReadonlyMap<string, Conversion>;
  readonly routeSets: ReadonlyMap<string, RouteSet>;
  readonly tables: ReadonlyMap<string, LookupTable>;
  /** The names that `foldName` changes, folded, for `isMisspelt`. */
  readonly folded: {
    readonly tenants: ReadonlySet<string>;
    readonly ingresses: ReadonlySet<string>;
    readonly keys: ReadonlyMap<string, ReadonlySet<string>>;
  };
  /** Null where none is configured. */
  readonly diverts: Diverts | null;
  /** Null where no area and no rule about locations is configured. */
  readonly areas: CompiledAreas | null;
  /** The location tables that can be used, by name. */
  readonly locationTables: ReadonlyMap<string, LocationTable>;
  /** Lookup and location tables that cannot be used, by name. */
  readonly damagedTables: ReadonlyMap<string, DamagedTable>;
  /** Conversions that fail because they need a table that cannot be used. */
  readonly damagedConversions: ReadonlySet<string>;
  /** The route set for calls without another route, unless their territory names one; null when none is configured. */
  readonly contingency: RouteSet | null;
  /** Whether the contingency routes follow behind the routes of every emergency. */
  readonly appendContingency: boolean;
  readonly defaultConversion: string;
};

/** What a territory names for numbers that name nothing themselves; null to use the default. */
export type TerritoryRouting = {
  readonly routeSet: string | null;
  readonly conversion: string | null;
  readonly contingencyRouteSet: string | null;
};

/** Why a lookup or location table cannot be used. */
export type DamagedTable = {
  readonly version: number;
  /** Text that follows the table's name, such as "has 11 rows where 12 were written". */
  readonly why: string;
  /** Whether the store failed, so that a retry may succeed; otherwise the rows are not what was written. */
  readonly isPassing: boolean;
  /** Whether the rows have another hash than the configuration names. */
  readonly isOtherHash?: boolean;
  /** The store's own error, for the log. */
  readonly error?: string;
};

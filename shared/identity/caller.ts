/** What a caller of the configuration and of the audit trail may be allowed: app roles in Entra ID. */
export const appRoles = ["Config.Read", "Config.Write", "Audit.Read", "Audit.Export", "Audit.Read.Personal"] as const;

export type AppRole = (typeof appRoles)[number];

/** Who asks. `name` is what versions and audit events call them by. */
export type Caller = {
  readonly name: string;
  readonly roles: ReadonlySet<AppRole>;
  /** False where callers are not told apart, on a machine of one's own. */
  readonly isAuthenticated: boolean;
};

/** Everybody, where authentication is off. */
export const localCaller: Caller = { name: "local", roles: new Set(appRoles), isAuthenticated: false };

/** Who a request is from, or why that is not believed. Rejects with a DependencyError when it cannot be found out now. */
export type Identify = (authorization: string | null) => Promise<Identified>;

export type Identified =
  | { readonly outcome: "identified"; readonly caller: Caller }
  | { readonly outcome: "refused"; readonly reason: string };

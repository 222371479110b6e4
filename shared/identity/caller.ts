/** What callers of the configuration and the audit trail may be allowed: app roles in Entra ID. */
export const appRoles = [
  "Config.Read",
  "Config.Write",
  "Config.Approve",
  "Audit.Read",
  "Audit.Export",
  "Audit.Read.Personal",
] as const;

export type AppRole = (typeof appRoles)[number];

/** Who sends a request. Versions and audit events give `name`. */
export type Caller = {
  /** Stays with one person or application, whose name may change. */
  readonly id: string;
  readonly name: string;
  readonly roles: ReadonlySet<AppRole>;
  /** False with AUTHENTICATION=none: callers are anonymous. */
  readonly isAuthenticated: boolean;
};

/** The id of a caller, of whom only the name was kept: a token's name ends with it. */
export const idIn = (name: string): string => /\(([^()]+)\)$/.exec(name)?.[1] ?? name;

/** Every caller, with AUTHENTICATION=none. */
export const localCaller: Caller = { id: "local", name: "local", roles: new Set(appRoles), isAuthenticated: false };

/** Finds out who a request is from. Rejects with a DependencyError when that is not possible at present. */
export type Identify = (authorization: string | null) => Promise<Identified>;

export type Identified =
  | { readonly outcome: "identified"; readonly caller: Caller }
  | { readonly outcome: "refused"; readonly reason: string };

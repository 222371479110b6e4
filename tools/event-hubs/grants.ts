/** The entities that a connection has sent valid tokens for. */
export type Grants = {
  add(path: string, expiresMs: number): void;
  /** Whether any token is still valid. */
  any(): boolean;
  /** Whether a token that is still valid covers the path: a token for a path covers everything under it. */
  cover(path: string): boolean;
};

export function createGrants(): Grants {
  const expiryByPath = new Map<string, number>();
  const validPaths = () => [...expiryByPath].filter(([, expiresMs]) => expiresMs > Date.now()).map(([path]) => path);
  return {
    add: (path, expiresMs) => expiryByPath.set(path, expiresMs),
    any: () => validPaths().length > 0,
    cover: (path) => validPaths().some((granted) => isWithin(path, granted)),
  };
}

/** Whether a path lies at or under another; everything lies under the empty path. */
export function isWithin(path: string, scope: string): boolean {
  return scope === "" || path === scope || path.startsWith(`${scope}/`);
}

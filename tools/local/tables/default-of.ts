/**
 * The default export of a CommonJS module that was compiled from an ES module. A default import is that export in test
 * runners; in Node.js and in a bundle it is the object of all exports.
 */
export const defaultOf = <Default>(imported: Default | { readonly default: Default }): Default =>
  isAllExports(imported) ? imported.default : imported;

const isAllExports = <Default>(
  imported: Default | { readonly default: Default },
): imported is { readonly default: Default } =>
  typeof imported === "object" && imported !== null && "default" in imported;

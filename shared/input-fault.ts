/** One fault of an input. `path` says where, such as `operations[0].item.shortCode`. */
export type InputFault = { readonly path: string; readonly message: string };

/** A path such as `operations[0].item.shortCode`. */
export const writePath = (path: readonly PropertyKey[]): string =>
  path.reduce<string>((written, part) => {
    if (typeof part === "number") return `${written}[${part}]`;
    return written === "" ? String(part) : `${written}.${String(part)}`;
  }, "");

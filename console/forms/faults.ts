/** A fault of an item, by the path that the API gives it: `operations[0].item.steps[1].text`. */
export type Fault = { readonly path: string; readonly message: string };

/** The faults of exactly this place. */
export const faultsAt = (faults: readonly Fault[], path: string): readonly string[] =>
  faults.filter((fault) => fault.path === path).map(({ message }) => message);

/** The faults of this place and of all that is in it, for a field that has no fields of its own inside. */
export const faultsWithin = (faults: readonly Fault[], path: string): readonly string[] =>
  faults.filter((fault) => isWithin(fault.path, path)).map(({ message }) => message);

export const isWithin = (path: string, place: string): boolean =>
  path === place || (path.startsWith(place) && /^[.[]/.test(path.slice(place.length)));

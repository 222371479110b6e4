/** A list's name for one of its items: "routes" is "route", "entries" is "entry". */
export const oneOf = (name: string): string => name.replace(/ies$/, "y").replace(/s$/, "");

/** A member's name in words: "routeSet" is "Route set", "route-set" too. */
export const labelOf = (name: string): string => {
  const words = name
    .replace(/\[\d+\]/g, "")
    .replace(/([a-z])([A-Z])/g, "$1 $2")
    .replaceAll("-", " ")
    .toLowerCase();
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
};

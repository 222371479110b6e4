type Accepts = (value: string) => boolean;

const isWholeNumberBetween =
  (min: bigint, max: bigint): Accepts =>
  (value) =>
    /^[+-]?\d+$/.test(value) && BigInt(value.replace("+", "")) >= min && BigInt(value.replace("+", "")) <= max;

const isNumber: Accepts = (value) => value.trim() !== "" && Number.isFinite(Number(value));
const int64 = { min: -(2n ** 63n), max: 2n ** 63n - 1n };

/** The inline constraints of ASP.NET Core routing, which matches routes in production; each is made from its arguments. */
const makers: Readonly<Record<string, (...args: string[]) => Accepts>> = {
  int: () => isWholeNumberBetween(-(2n ** 31n), 2n ** 31n - 1n),
  long: () => isWholeNumberBetween(int64.min, int64.max),
  bool: () => (value) => /^(true|false)$/i.test(value),
  guid: () => (value) => /^\{?[0-9a-f]{8}(-?[0-9a-f]{4}){3}-?[0-9a-f]{12}\}?$/i.test(value),
  alpha: () => (value) => /^[a-z]*$/i.test(value),
  decimal: () => isNumber,
  double: () => isNumber,
  float: () => isNumber,
  datetime: () => (value) => !Number.isNaN(Date.parse(value)),
  min: (min = "0") => isWholeNumberBetween(BigInt(min), int64.max),
  max: (max = "0") => isWholeNumberBetween(int64.min, BigInt(max)),
  range: (min = "0", max = "0") => isWholeNumberBetween(BigInt(min), BigInt(max)),
  length:
    (min = "0", max = min) =>
    (value) =>
      value.length >= Number(min) && value.length <= Number(max),
  minlength:
    (min = "0") =>
    (value) =>
      value.length >= Number(min),
  maxlength:
    (max = "0") =>
    (value) =>
      value.length <= Number(max),
  regex: (...parts) => {
    const pattern = new RegExp(parts.join(","), "i");
    return (value) => pattern.test(value);
  },
};

/** A constraint such as `int` or `length(2,5)` as a test of the decoded value. Throws when it is not known. */
export function parseConstraint(text: string): Accepts {
  const match = /^(\w+)(?:\((.*)\))?$/.exec(text);
  const make = makers[match?.[1]?.toLowerCase() ?? ""];
  if (make === undefined) throw new Error(`unknown route constraint "${text}"`);
  const args = match?.[2]?.split(",").map((arg) => arg.trim()) ?? [];
  return make(...args);
}

/** What is found, or something in its place if finding it goes wrong. */
export function orElse<Value>(find: () => Value, otherwise: Value): Value {
  try {
    return find();
  } catch {
    return otherwise;
  }
}

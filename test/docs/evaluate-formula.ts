const functions: Readonly<Record<string, (...values: number[]) => number>> = {
  ceil: Math.ceil,
  max: Math.max,
  min: Math.min,
};

/** Works out a formula such as `ceil(calls * (1 + share) / 2)`. Throws where it is not one, or a name is not known. */
export function evaluateFormula(formula: string, figureNamed: (name: string) => number): number {
  const tokens = formula.match(/[A-Za-z]\w*|\d+(?:\.\d+)?|\S/g) ?? [];
  let at = 0;

  const takes = (...wanted: readonly string[]): string | null => {
    const token = tokens[at];
    if (token === undefined || !wanted.includes(token)) return null;
    at += 1;
    return token;
  };
  const expect = (wanted: string): void => {
    if (takes(wanted) === null) throw new Error(`"${wanted}" is missing in "${formula}"`);
  };

  function sum(): number {
    let value = product();
    for (let sign = takes("+", "-"); sign !== null; sign = takes("+", "-"))
      value += sign === "+" ? product() : -product();
    return value;
  }

  function product(): number {
    let value = operand();
    for (let sign = takes("*", "/"); sign !== null; sign = takes("*", "/"))
      value = sign === "*" ? value * operand() : value / operand();
    return value;
  }

  function operand(): number {
    if (takes("(") !== null) {
      const value = sum();
      expect(")");
      return value;
    }
    const token = tokens[at++] ?? "";
    if (/^\d/.test(token)) return Number(token);
    if (!/^[A-Za-z]/.test(token)) throw new Error(`"${formula}" is no formula: "${token}"`);
    const run = functions[token];
    return run === undefined ? figureNamed(token) : run(...parameters());
  }

  function parameters(): readonly number[] {
    expect("(");
    const values = [sum()];
    while (takes(",") !== null) values.push(sum());
    expect(")");
    return values;
  }

  const value = sum();
  if (at < tokens.length) throw new Error(`"${formula}" goes on with "${tokens[at]}"`);
  return value;
}

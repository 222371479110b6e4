import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type ProblemStatus, problem } from "../../../functions/edge/problem.ts";
import type { InputFault } from "../../../shared/input-fault.ts";

const bodyOf = (status: ProblemStatus, errors: readonly InputFault[]) =>
  JSON.parse(String(problem(status, "invalid", { errors }).body));

describe("problem details", () => {
  it("have the status, the media type and the members of RFC 9457", () => {
    const answer = problem(400, "the body is empty");
    expect(answer).toMatchObject({ status: 400, headers: { "content-type": "application/problem+json" } });
    expect(JSON.parse(String(answer.body))).toEqual({
      type: "about:blank",
      title: "Bad Request",
      status: 400,
      detail: "the body is empty",
    });
  });

  it("name every fault where there is one", () => {
    const errors = [
      { path: "a", message: "must be there" },
      { path: "b[0]", message: "must be text" },
    ];
    expect(bodyOf(400, errors)).toMatchObject({ errors, errorsCount: 2 });
  });

  it("list a hundred faults, and count all", () => {
    const errors = Array.from({ length: 20_001 }, (_, i) => ({ path: `line ${i}`, message: "x" }));
    expect(bodyOf(422, errors)).toMatchObject({ errors: errors.slice(0, 100), errorsCount: 20_001 });
  });

  it("are short whatever the faults quote", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 3_000 }), fc.nat({ max: 300 }), (text, count) => {
        const errors = Array.from({ length: count }, () => ({ path: text, message: text }));
        const { body } = problem(422, "invalid", { errors });
        expect(JSON.parse(String(body)).errors ?? []).toHaveLength(Math.min(count, 100));
        expect(String(body).length).toBeLessThan(100 * 6 * 750);
      }),
    );
  });
});

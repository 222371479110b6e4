import { describe, expect, it } from "vitest";
import { problem } from "../../../shared/http/problem.ts";

const bodyOf = (status: number, ...rest: [string, { path: string; message: string }[]?]) =>
  JSON.parse(String(problem(status, ...rest).body));

describe("problem details", () => {
  it("have the status, the media type and the members of RFC 9457", () => {
    const answer = problem(400, "the body is empty");
    expect(answer).toMatchObject({ status: 400, headers: { "content-type": "application/problem+json" } });
    expect(JSON.parse(String(answer.body))).toEqual({
      type: "about:blank",
      title: "The request cannot be read",
      status: 400,
      detail: "the body is empty",
    });
  });

  it("name every fault where there is one", () => {
    const errors = [
      { path: "a", message: "must be there" },
      { path: "b[0]", message: "must be text" },
    ];
    expect(bodyOf(400, "invalid", errors)).toMatchObject({ errors });
  });

  it("have a title for any status", () => {
    expect(bodyOf(599, "odd").title).not.toBe("");
  });
});

import { describe, expect, it } from "vitest";
import { withTrailErrors } from "../../../functions/edge/audit-answers.ts";
import { DependencyError } from "../../../shared/dependency-error.ts";
import { recordingLog } from "../../support/log/recording-log.ts";

describe("a reader of the trail", () => {
  it("answers 503 and when to come again while the store fails", async () => {
    const log = recordingLog();
    const handler = withTrailErrors(log, async () => {
      throw new DependencyError("read the audit trail", true, new Error("down"));
    });
    expect(await handler()).toMatchObject({
      status: 503,
      headers: { "content-type": "application/problem+json", "retry-after": "10" },
    });
    expect(log.lines).toHaveLength(1);
  });

  it("does not hide a mistake of the program", async () => {
    const handler = withTrailErrors(recordingLog(), async () => {
      throw new TypeError("a mistake");
    });
    await expect(handler()).rejects.toThrow("a mistake");
  });
});

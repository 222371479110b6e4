import { writeFileSync } from "node:fs";
import { it } from "vitest";
import { describedApi } from "./described-api.ts";
import { lint } from "./lint-description.ts";
it("try", async () => {
  const d = await describedApi();
  writeFileSync("/tmp/oa/openapi.json", JSON.stringify(d, null, 1));
  const t = performance.now();
  const problems = await lint(d);
  writeFileSync("/tmp/oa/problems.txt", `${performance.now() - t} ms\n${problems.join("\n")}`);
});

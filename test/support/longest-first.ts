import { BaseSequencer, type TestSpecification } from "vitest/node";

/** What takes longest in its project. What begins last would leave the other processes idle at the end. */
const longest = [
  "test/sip/silent-night.test.ts",
  "test/browser/console.test.ts",
  "test/docs/pages.test.ts",
  "test/faults/event-hubs-answers.test.ts",
  "test/end-to-end/build-while-running.test.ts",
  "test/end-to-end/ecr.test.ts",
  "test/faults/clocks.test.ts",
  "test/end-to-end/provisional.test.ts",
  "test/faults/rows-in-logs.test.ts",
  "test/sip/short-recipe.test.ts",
  "test/integration/calls-beside-administration.test.ts",
  "test/faults/killed.test.ts",
  "test/integration/expectations.test.ts",
  "test/faults/table-storage.test.ts",
  "test/faults/event-hubs.test.ts",
  "test/integration/stores-down.test.ts",
  "test/shared/audit/publish/hub-publisher.test.ts",
  "tools/event-hubs/faults.test.ts",
  "test/shared/audit/trail/project-messages.test.ts",
  "test/shared/watch/recounted.test.ts",
  "test/shared/audit/trail/flagged-numbers.test.ts",
  "test/shared/catalogue/generator.test.ts",
  "test/scripts/build.test.ts",
  "test/scripts/bicep.test.ts",
  "tools/functions-host/start-host.test.ts",
];

/** How early a file runs: the place in the list, or after all of it. */
function placeOf({ moduleId }: TestSpecification): number {
  const place = longest.findIndex((name) => moduleId.endsWith(`/${name}`));
  return place === -1 ? longest.length : place;
}

/** Runs one project after the other, as they share no process, and of each the longest files first. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const projects = [...new Set(sorted.map(({ project }) => project))];
    return projects.flatMap((project) =>
      sorted.filter((file) => file.project === project).sort((a, b) => placeOf(a) - placeOf(b)),
    );
  }
}

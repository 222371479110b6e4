import { auditEventMeanings, auditStatusMeanings } from "../../shared/audit/audit-event.ts";
import { serviceMeanings } from "../../shared/catalogue/catalogue-entry.ts";
import { dangers } from "../../shared/config/danger-codes.ts";
import { classMeanings } from "../../shared/recognition/classes.ts";
import { flagMeanings, namingFlagMeanings } from "../../shared/recognition/flags.ts";
import { generalServiceUrn } from "../../shared/recognition/service-urn.ts";
import { spellingMeanings } from "../../shared/recognition/spellings.ts";
import { territorySourceMeanings } from "../../shared/recognition/territory-sources.ts";
import { alarmMeanings } from "../../shared/watch/alarms/alarm-words.ts";

type Rows = readonly (readonly string[])[];

const table = (headings: readonly string[], rows: Rows): string =>
  [headings, headings.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");

const meaningsOf = (meanings: Readonly<Record<string, string>>): Rows =>
  Object.entries(meanings).map(([word, meaning]) => [`\`${word}\``, meaning]);

const events = Object.entries(auditEventMeanings).map(([type, { tells, subject }]) => [`\`${type}\``, tells, subject]);

const alarms = Object.entries(alarmMeanings).map(([alarm, { tells, subject, runbook }]) => [
  `[\`${alarm}\`](operations.md#${runbook})`,
  tells,
  subject,
]);

const services = Object.entries(serviceMeanings).map(([name, meaning]) => [
  `\`${name}\``,
  meaning,
  `\`${generalServiceUrn}.${name}\``,
]);

/** docs/words.md, from what the code itself goes by. */
export const renderWords = (): string => `# Words

The words that decisions, events and answers use, with their meanings. This page is generated from the code by \`npm run words\`.

## Flags

\`flags\` of a decision. None of them changes what to do with the answer.

${table(["flag", "means"], meaningsOf({ ...flagMeanings, ...namingFlagMeanings }))}

## Classes

\`class\` of a decision. \`emergency\` and \`test\` have the action \`route\`, all others \`continue\`.

${table(["class", "means"], meaningsOf(classMeanings))}

## Spellings

\`number.spelling\` of a decision: how the emergency number was written. An ingress lists those that it accepts; masks have their own list.

${table(["spelling", "is"], meaningsOf(spellingMeanings))}

## Territory sources

\`number.territoryFrom\` of a decision: what told where the caller is, the first one asked first.

${table(["source", "is"], meaningsOf(territorySourceMeanings))}

## Dangers

What a change has to be [confirmed](configuration.md#dangers) for.

${table(["danger", "would happen"], meaningsOf(dangers))}

## Services

\`services\` of a number. One without any, or with several, is asked for as \`${generalServiceUrn}\`.

${table(["service", "is", "service URN"], services)}

## Event types

\`type\` of an [audit event](audit.md).

${table(["type", "tells of", "`subject`"], events)}

## Alarms

\`alarm\` of an alarm's events. Of one alarm, at most one is open for each subject.

${table(["alarm", "tells that", "`subject`"], alarms)}

## Audit status

\`audit.status\` of an answer: where its event came to rest. A decision that is not recorded has \`not-required\`.

${table(["status", "means"], meaningsOf(auditStatusMeanings))}
`;

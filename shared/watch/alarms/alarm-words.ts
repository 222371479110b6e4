type AlarmMeaning = {
  /** The message of the log line, for which infra/ has an alert. */
  readonly tells: string;
  /** What its `subject` is. */
  readonly subject: string;
  /** The section of docs/operations.md that says what to do, and the alert's name. */
  readonly runbook: string;
};

/** Every alarm with its meaning. Of one alarm there is at most one open for each subject. */
export const alarmMeanings = {
  "emergency-call-failed": {
    tells: "an emergency call was not answered by any route",
    subject: "the Call-ID",
    runbook: "emergency-call-failed",
  },
  "route-failing": {
    tells: "a route of emergency calls fails again and again",
    subject: "the route",
    runbook: "route-failing",
  },
  "outcome-missing": {
    tells: "the signalling layer does not report what became of emergency calls",
    subject: "the ingress",
    runbook: "outcome-missing",
  },
  "contingency-used": {
    tells: "an emergency call took a contingency route",
    subject: "the territory, or `unknown`",
    runbook: "contingency-used",
  },
  "baseline-used": {
    tells: "an emergency call was decided without a configuration",
    subject: "the territory, or `unknown`",
    runbook: "baseline-used",
  },
  "suspected-calls": {
    tells: "a call that may have been an emergency was not decided as one",
    subject: "the ingress",
    runbook: "calls-suspected",
  },
  "probe-failed": {
    tells: "a probe through the front door failed twice in a row",
    subject: "the front door; and the expectation, if only that is decided otherwise there",
    runbook: "probe-failed",
  },
  "expectation-broken": {
    tells: "the active configuration decides otherwise than an expectation says",
    subject: "the expectation",
    runbook: "expectation-broken",
  },
  "approval-bypassed": {
    tells: "a change went live without the approvals that it needs",
    subject: "`version <n>`",
    runbook: "approval-bypassed",
  },
  "list-differs": {
    tells: "a list in another system is not the one that follows from the active configuration",
    subject: "the format and its ingresses",
    runbook: "list-differs",
  },
} as const satisfies Readonly<Record<string, AlarmMeaning>>;

export type AlarmWord = keyof typeof alarmMeanings;

export const alarmWords = Object.keys(alarmMeanings) as readonly AlarmWord[];

/** Each alarm with what it tells, a line each, for the description of the interface. */
export const alarmText = Object.entries(alarmMeanings)
  .map(([word, { tells }]) => `- \`${word}\`: ${tells}`)
  .join("\n");

/** Where the documents say what to do about an alarm. */
export const runbookOf = (alarm: AlarmWord): string => `docs/operations.md#${alarmMeanings[alarm].runbook}`;

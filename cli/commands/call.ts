import { answerOf, type Schema } from "../api/api-client.ts";
import { exitCodes } from "../terminal/exit-codes.ts";
import { plain } from "../terminal/terminal.ts";
import type { Command } from "./command.ts";

type Story = Schema<"CallStory">;

export const call: Command = {
  summary: "tell the story of a call: its decisions and what became of it",
  operands: ["Call-ID"],
  options: {},
  notes: [
    "exit 0: told; 3: an event of it was altered; 1: the trail has nothing of it.",
    "Callers are masked without the role Audit.Read.Personal. Reading is recorded.",
  ],
  run: async ({ operands: [callId = ""], connect }) => {
    const api = connect();
    const asked = api.GET("/v1/audit/calls", { params: { query: { callId } } });
    const { data: story } = await answerOf(api, asked, "decisions", "outcomes", "altered");
    return {
      exit: story.altered.length > 0 ? exitCodes.danger : exitCodes.done,
      json: story,
      text: [
        ...[...story.decisions.map(describeDecided), ...story.outcomes.map(describeOutcome)].sort(),
        ...(story.complete ? [] : ["… and more: the call has over 1,000 events"]),
        ...story.altered.map((id) => `ALTERED: the event ${id} does not match its hash`),
      ],
    };
  },
};

function describeDecided({ time, data: { decision } }: Story["decisions"][number]): string {
  const routes = decision.routes.map(({ name }) => name).join(", ");
  const { class: word, action, number, config, flags } = decision;
  const parts = [
    `${number.received} is ${word} in ${number.territory ?? "an unknown territory"}: ${action}`,
    ...(routes === "" ? [] : [`by ${routes}`]),
    `version ${config.version} (${config.source})`,
    ...flags.map((flag) => `[${flag}]`),
  ];
  return plain(`${time} decided: ${parts.join(" ")}`);
}

function describeOutcome({ time, data: { outcome } }: Story["outcomes"][number]): string {
  const by = typeof outcome.routeName === "string" ? ` by ${outcome.routeName}` : "";
  return plain(`${time} outcome: ${outcome.finalStatus}${by}`);
}

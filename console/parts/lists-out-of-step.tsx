import { answerOf, api } from "../api/client.ts";
import { useSource } from "../api/use-source.ts";
import { When } from "./when.tsx";

/** Gateways whose list of numbers is not the one that follows from the active version. It says nothing where none is known. */
export function ListsOutOfStep() {
  const watch = useSource(() => answerOf(api.GET("/v1/watch", { params: { query: { windowS: 60 } } })), 60);
  const alarms = (watch.state.value.data?.alarms ?? []).filter(({ alarm }) => alarm === "list-differs");
  return (
    <>
      {alarms.map(({ subject, since, runbook }) => (
        <p key={subject} class="note">
          <strong>A gateway's list is out of step</strong> with the active version: <code>{subject}</code>, since{" "}
          <When at={since} />. What to do: <code>{runbook}</code>
        </p>
      ))}
    </>
  );
}

import type { Schema } from "../api/client.ts";
import { classNames, explainDecision } from "./explain-decision.ts";
import { Flags } from "./flags.tsx";
import { Table } from "./table.tsx";
import { Unbroken } from "./unbroken.tsx";

type Decided = Parameters<typeof explainDecision>[0] & Pick<Schema<"SimulatedDecision">, "routes">;

type Props = { readonly decision: Decided; readonly heading: string };

/** A decision and why: what it is, step by step, its routes and its doubts. */
export function Decision({ decision, heading }: Props) {
  return (
    <section class="decision">
      <h3>{heading}</h3>
      <p class={`verdict ${decision.class}`}>
        <strong>{classNames[decision.class]}</strong>
        <span>{whereTo(decision)}</span>
      </p>
      <ol class="steps">
        {explainDecision(decision).map(({ name, value, why, isSeveral = false }) => (
          <li key={name}>
            <span class="step">{name}</span> <span class={isSeveral ? "value several" : "value"}>{value}</span>{" "}
            <span class="why">
              <Unbroken text={why} />
            </span>
          </li>
        ))}
      </ol>
      {decision.routes.length > 0 && <Routes routes={decision.routes} />}
      <h4>Doubts</h4>
      <Flags flags={decision.flags} />
    </section>
  );
}

const whereTo = ({ action, routes, conversion }: Decided): string =>
  action === "continue"
    ? "goes on as an ordinary call"
    : `${conversion.calledParty} by ${routes.length} ${routes.length === 1 ? "route" : "routes"}`;

const Routes = ({ routes }: Pick<Decided, "routes">) => (
  <Table caption="Routes, tried in this order" columns={["Route", "Request-URI", "Next after"]}>
    {routes.map(({ name, requestUri, timeoutMs }, index) => (
      <tr key={`${index} ${name}`}>
        <td class="code">{name}</td>
        <td class="code">{requestUri}</td>
        <td class="number">{timeoutMs / 1_000} s</td>
      </tr>
    ))}
  </Table>
);

import { useState } from "preact/hooks";
import { type Answered, answerOf, api, type Failure, type Schema } from "../api/client.ts";
import { useSource } from "../api/use-source.ts";
import { AnswerArea } from "../parts/answer-area.tsx";
import { Decision } from "../parts/decision.tsx";
import { Failed } from "../parts/failed.tsx";
import { Choice, Field } from "../parts/field.tsx";
import { type GivenLocation, noLocation, readGivenLocation } from "../parts/given-location.ts";
import { LocationFields } from "../parts/location-fields.tsx";

type Simulation = Schema<"SimulationAnswer">;

const empty = {
  calledParty: "",
  ingress: "",
  tenant: "",
  callingParty: "",
  territory: "",
  locationKey: "",
  version: "",
  draft: "",
};
type Asked = typeof empty;

/** What a number would become: by the active version, and beside it by another version or by a draft. Stores nothing. */
export function TryNumber() {
  const [asked, setAsked] = useState<Asked>(empty);
  const [location, setLocation] = useState<GivenLocation>(noLocation);
  const [answer, setAnswer] = useState<Answered<Simulation> | null>(null);
  const [isAsking, setAsking] = useState(false);
  const versions = useSource(() => answerOf(api.GET("/v1/config/versions", { params: { query: { limit: 50 } } })));
  const listed = versions.state.value.data?.versions;
  const field = (name: keyof Asked) => ({
    name,
    value: asked[name],
    onInput: (value: string) => setAsked((before) => ({ ...before, [name]: value })),
  });
  const ask = async (event: Event): Promise<void> => {
    event.preventDefault();
    setAsking(true);
    setAnswer(await simulate(asked, location));
    setAsking(false);
  };
  return (
    <>
      <h1>Try a number</h1>
      <p class="lead">What would happen to this call? Nothing is dialled, stored or recorded.</p>
      {listed?.length === 0 && (
        <p class="note">
          There is no configuration yet: numbers are decided by the built-in catalogue, and calls have no route of
          yours.
        </p>
      )}
      <form class="card" onSubmit={(event) => void ask(event)}>
        <div class="fields">
          <Field
            {...field("calledParty")}
            label="Number dialled"
            hint="as the platform sends it: +44999, 999, tel:, sip:"
            required
          />
          <Ingresses {...field("ingress")} />
          <Field {...field("callingParty")} label="Caller" hint="+441632960123; empty if withheld" />
          <Field {...field("tenant")} label="Customer" hint="empty for all" />
          <Field {...field("territory")} label="Territory" hint="where the caller is, such as GB" />
          <Field {...field("locationKey")} label="Location key" hint="commune, site, area code" />
          <LocationFields
            location={location}
            onInput={(change) => setLocation((before) => ({ ...before, ...change }))}
          />
          <Versions {...field("version")} versions={listed ?? []} />
        </div>
        {asked.version === "draft" && <Draft {...field("draft")} />}
        <button type="submit" aria-busy={isAsking}>
          Decide
        </button>
      </form>
      <AnswerArea answer={answer} isAsking={isAsking}>
        {answer !== null && <Result answer={answer} />}
      </AnswerArea>
    </>
  );
}

type FieldProps = { readonly name: string; readonly value: string; readonly onInput: (value: string) => void };

function Ingresses(props: FieldProps) {
  const items = useSource(() => answerOf(api.GET("/v1/config/items", { params: { query: { kind: "ingress" } } })));
  const names = (items.state.value.data?.items ?? []).flatMap((item) =>
    "name" in item && item.name !== "default" ? [String(item.name)] : [],
  );
  return (
    <Choice {...props} label="Ingress">
      <option value="">default</option>
      {names.map((name) => (
        <option key={name}>{name}</option>
      ))}
    </Choice>
  );
}

type VersionsProps = FieldProps & { readonly versions: Schema<"VersionPage">["versions"] };

/** The first is active: there is nothing to compare. */
function Versions({ versions: [, ...earlier], ...field }: VersionsProps) {
  return (
    <Choice {...field} label="Compare with">
      <option value="">nothing</option>
      <option value="draft">a draft (a change set)</option>
      {earlier.map(({ version, reason }) => (
        <option key={version} value={version}>
          version {version}: {reason.slice(0, 40)}
        </option>
      ))}
    </Choice>
  );
}

const Draft = ({ name, value, onInput }: FieldProps) => (
  <p class="field">
    <label for={name}>The change set, as JSON</label>
    <textarea
      id={name}
      name={name}
      rows={8}
      spellcheck={false}
      required
      aria-describedby={`${name}-hint`}
      value={value}
      onInput={({ currentTarget }) => onInput(currentTarget.value)}
    />
    <span id={`${name}-hint`} class="hint">
      with <code>baseVersion</code>, <code>reason</code> and <code>operations</code>
    </span>
  </p>
);

const failed = (detail: string): { readonly outcome: "failed"; readonly failure: Failure } => ({
  outcome: "failed",
  failure: { status: 422, detail, errors: [] },
});

async function simulate(
  { version, draft, ...given }: Asked,
  givenLocation: GivenLocation,
): Promise<Answered<Simulation>> {
  const read = readGivenLocation(givenLocation);
  if ("fault" in read) return failed(read.fault);
  const place = read.location === null ? {} : { location: read.location };
  const call = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== ""));
  // With a Call-ID, as every call of a platform has one: nothing about it is to be doubted.
  const calls = [{ ...call, ...place, calledParty: given.calledParty, callId: "try@console" }];
  const ask = (against: object) => answerOf(api.POST("/v1/config/simulations", { body: { calls, ...against } }));
  if (version === "") return ask({});
  if (version !== "draft") return ask({ version: Number(version) });
  try {
    return await ask({ change: JSON.parse(draft) });
  } catch (error) {
    return failed(`The change set is not JSON: ${error instanceof Error ? error.message : ""}`);
  }
}

function Result({ answer }: { readonly answer: Answered<Simulation> }) {
  if (answer.outcome === "failed") return <Failed failure={answer.failure} />;
  const { decisions, against, baseVersion } = answer.data;
  const [decision] = decisions;
  if (decision === undefined) return null;
  const now = baseVersion === 0 ? "By the built-in catalogue" : `By version ${baseVersion}, which is active`;
  if (against.kind === "active")
    return (
      <>
        <h2>What would happen</h2>
        <Decision heading={now} decision={decision.after} />
      </>
    );
  const then = against.kind === "version" ? `By version ${against.version}` : "By the draft";
  return (
    <>
      <h2>What would happen</h2>
      <p class={`note ${decision.differs ? "bad" : "good"}`} role="status">
        {decision.differs ? `The decisions differ: ${decision.fields.join(", ")}.` : "Both decide the same."}
      </p>
      <div class="side-by-side">
        <Decision heading={now} decision={decision.before} />
        <Decision heading={then} decision={decision.after} />
      </div>
    </>
  );
}

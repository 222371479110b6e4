import { type ComponentChildren, Fragment } from "preact";
import { useState } from "preact/hooks";
import { answerOf, api, type Failure } from "../api/client.ts";
import { useSource } from "../api/use-source.ts";
import { type Action, actionNames, allowedOn, answerProposal } from "./answer-proposal.ts";
import { Author } from "./author.tsx";
import { Effect } from "./effect.tsx";
import { Failed } from "./failed.tsx";
import { FaultList } from "./fault-list.tsx";
import { Field } from "./field.tsx";
import { isOver, stateOf, timingOf } from "./proposal-state.ts";
import type { Proposal } from "./propose-change.ts";
import { When } from "./when.tsx";
import { WithLoaded } from "./with-loaded.tsx";

type Props = { readonly proposals: readonly Proposal[]; readonly onDone: () => void };

/** What is proposed: those that wait for something, each with what one may do about it, and those that are over. */
export function Proposals({ proposals, onDone }: Props) {
  const waiting = proposals.filter((each) => !isOver(each));
  const over = proposals.filter(isOver);
  if (proposals.length === 0) return null;
  return (
    <section aria-labelledby="proposals">
      <h2 id="proposals">Proposals: {waiting.length === 0 ? "none waits" : waiting.length}</h2>
      {waiting.map((proposal) => (
        <ProposalCard key={proposal.id} proposal={proposal} onDone={onDone} />
      ))}
      {over.length > 0 && (
        <details>
          <summary>What became of earlier ones: {over.length}</summary>
          {over.map((proposal) => (
            <ProposalCard key={proposal.id} proposal={proposal} onDone={onDone} />
          ))}
        </details>
      )}
    </section>
  );
}

type CardProps = Pick<Props, "onDone"> & { readonly proposal: Proposal };

function ProposalCard({ proposal, onDone }: CardProps) {
  const { id, reason, author, createdAt, baseVersion, steps, errors, breakGlass } = proposal;
  return (
    <article class="card" aria-labelledby={`proposal-${id}`}>
      <h3 id={`proposal-${id}`}>“{reason}”</h3>
      <p>
        <strong>{stateOf(proposal)}</strong>
        {breakGlass !== null && `. It went live without approval, for ${breakGlass}`}
      </p>
      {timingOf(proposal) !== "" && <p>Its time: {timingOf(proposal)}</p>}
      <p class="quiet">
        <When at={createdAt} />, on version {baseVersion}, by <Author author={author} />
      </p>
      <FaultList faults={errors} />
      <Details summary="What it does">
        <WhatItDoes id={id} />
      </Details>
      <Details summary={`What happened: ${steps.length}`}>
        <Steps steps={steps} />
      </Details>
      <Actions proposal={proposal} onDone={onDone} />
    </article>
  );
}

type DetailsProps = { readonly summary: string; readonly children: ComponentChildren };

/** What is asked for when somebody wants to know. */
function Details({ summary, children }: DetailsProps) {
  const [isOpen, setOpen] = useState(false);
  return (
    <details onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>{summary}</summary>
      {isOpen && children}
    </details>
  );
}

function WhatItDoes({ id }: Pick<Proposal, "id">) {
  const source = useSource(() => answerOf(api.GET("/v1/config/proposals/{id}", { params: { path: { id } } })));
  return (
    <WithLoaded source={source} what="what it does">
      {({ diff, baseVersion, warnings = [], warningsCount = 0, differing = 0, simulated = 0, ...more }) =>
        diff === undefined ? (
          <p>It went live without a proposal: see its version below.</p>
        ) : (
          <Effect
            effect={{
              diff,
              baseVersion,
              warnings,
              warningsCount,
              differing,
              simulated,
              decisionsChanged: more.decisionsChanged ?? [],
              truncated: more.truncated ?? false,
            }}
          />
        )
      }
    </WithLoaded>
  );
}

const Steps = ({ steps }: Pick<Proposal, "steps">) => (
  <ul>
    {steps.map(({ step, by, at, comment }) => (
      <li key={`${step} ${at}`}>
        {step} <When at={at} /> by <Author author={by} />
        {comment !== null && ` “${comment}”`}
      </li>
    ))}
  </ul>
);

function Actions({ proposal, onDone }: CardProps) {
  const [comment, setComment] = useState("");
  const [failure, setFailure] = useState<Failure | null>(null);
  const can = allowedOn(proposal);
  if (can.length === 0) return null;
  const act = async (action: Action): Promise<void> => {
    const answered = await answerProposal(action, proposal, comment);
    setFailure(answered.outcome === "failed" ? answered.failure : null);
    onDone();
  };
  return (
    <>
      <Field label="Comment" name={`comment-${proposal.id}`} value={comment} onInput={setComment} />
      {can.map((action) => (
        <Fragment key={action}>
          <button type="button" class="small" onClick={() => void act(action)}>
            {actionNames[action]}
          </button>{" "}
        </Fragment>
      ))}
      {failure !== null && <Failed failure={failure} />}
    </>
  );
}

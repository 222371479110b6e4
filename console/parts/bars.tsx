import type { Schema } from "../api/client.ts";
import { fewerSpans } from "./fewer-spans.ts";
import { spanOf } from "./moment.ts";

type Series = Schema<"WatchAnswer">["series"];

const height = 60;

/** Calls over time: a bar for each span, what failed or is missing in its own colour from the ground up. */
export function Bars({ series: minutes }: { readonly series: Series }) {
  const series = fewerSpans(minutes);
  const most = Math.max(0, ...series.map(({ decided }) => decided));
  const failed = series.reduce((sum, each) => sum + each.failed, 0);
  const [first, second] = series.map(({ from }) => Date.parse(from));
  if (first === undefined || second === undefined || most === 0) return null;
  const told = `at most ${most} in ${spanOf((second - first) / 1_000)}`;
  const label = `Emergency calls over time: ${told}, ${failed} failed in all`;
  return (
    <figure class="bars">
      <svg viewBox={`0 0 ${series.length} ${height}`} preserveAspectRatio="none" role="img" aria-label={label}>
        {series.map((each, index) => (
          <Bar key={each.from} each={each} index={index} scale={height / most} />
        ))}
      </svg>
      <figcaption>
        <span>{spanOf((Date.now() - first) / 1_000)} ago</span>
        <span>{told}</span>
        <span>now</span>
      </figcaption>
    </figure>
  );
}

type BarProps = { readonly each: Series[number]; readonly index: number; readonly scale: number };

const Bar = ({ each: { decided, failed, missing }, index, scale }: BarProps) => (
  <>
    <Part index={index} from={0} to={failed * scale} tone="failed" />
    <Part index={index} from={failed * scale} to={(failed + missing) * scale} tone="missing" />
    <Part index={index} from={(failed + missing) * scale} to={decided * scale} tone="answered" />
  </>
);

type PartProps = { readonly index: number; readonly from: number; readonly to: number; readonly tone: string };

const Part = ({ index, from, to, tone }: PartProps) =>
  to <= from ? null : <rect class={tone} x={index + 0.1} width={0.8} y={height - to} height={to - from} />;

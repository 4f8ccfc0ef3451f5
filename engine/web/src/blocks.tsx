import { useWords } from "./context.ts";
import type { Block, Distribution, Term } from "./data.ts";
import { TablePart } from "./table.tsx";

function Points({ points, ordered }: { points: string[]; ordered: boolean }) {
  const items = points.map((point) => <li>{point}</li>);
  return ordered ? <ol>{items}</ol> : <ul>{items}</ul>;
}

function Terms({ terms }: { terms: Term[] }) {
  const word = useWords();
  return (
    <dl class="terms">
      {terms.map((term) => (
        <div>
          <dt>{term.title}</dt>
          <dd>
            {term.definition}
            {term.formula && <code>{term.formula}</code>}
            {term.source && (
              <span class="from">
                {word("source")} {term.source}
              </span>
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function DistributionPart({ distribution }: { distribution: Distribution }) {
  const parts = distribution.parts ?? [];
  return (
    <figure>
      <figcaption>
        {distribution.title} <small>{distribution.note}</small>
      </figcaption>
      <div class="bar" aria-hidden="true">
        {parts.map(([, , width], i) => (
          <span class={`s${Math.min(i, 4) + 1}`} style={{ width: `${width / 10}%` }} />
        ))}
      </div>
      <ul class="parts">
        {parts.map(([title, share], i) => (
          <li>
            <span class={`swatch s${Math.min(i, 4) + 1}`} /> {title} <b>{share}</b>
          </li>
        ))}
      </ul>
    </figure>
  );
}

export function BlockPart({ block }: { block: Block }) {
  switch (block.kind) {
    case "paragraph":
      return <p>{block.text}</p>;
    case "heading":
      return <h3>{block.title}</h3>;
    case "points":
      return <Points {...block} />;
    case "terms":
      return <Terms {...block} />;
    case "table":
      return <TablePart table={block} />;
    case "distribution":
      return <DistributionPart distribution={block} />;
  }
}

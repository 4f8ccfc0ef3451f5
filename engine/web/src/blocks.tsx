import { useWords } from "./context.ts";
import type { Block, Term } from "./data.ts";
import { definitionId } from "./definition.tsx";
import { DistributionPart } from "./distribution.tsx";
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
        <div id={definitionId(term.id)} tabIndex={-1}>
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

interface BlockProps {
  block: Block;
  /** Of the headings among the blocks. */
  heading?: "h2" | "h3";
}

export function BlockPart({ block, heading: Heading = "h3" }: BlockProps) {
  switch (block.kind) {
    case "paragraph":
      return <p>{block.text}</p>;
    case "heading":
      return <Heading>{block.title}</Heading>;
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

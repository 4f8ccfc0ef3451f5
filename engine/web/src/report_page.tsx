import { BlockPart } from "./blocks.tsx";
import { useAddress, useReport, useWords } from "./context.ts";
import type { Block, Section } from "./data.ts";
import { Finder } from "./finder.tsx";
import { Banners } from "./header.tsx";

function Title() {
  const report = useReport();
  return (
    <>
      <p class="kind">{report.kind}</p>
      <h1 id="title" tabIndex={-1}>{report.title}</h1>
      <Banners />
    </>
  );
}

function Opening() {
  const report = useReport();
  return (
    <section class="opening" id="opening" tabIndex={-1} aria-labelledby="opening-title">
      <h2 id="opening-title">{report.opening_title}</h2>
      {report.opening.map((sentence) => (
        <div class={sentence.limits ? "limits" : ""}>
          <h3>{sentence.heading}</h3>
          <p>{sentence.text}</p>
        </div>
      ))}
    </section>
  );
}

function Facts() {
  const report = useReport();
  return (
    <dl class="facts">
      {report.facts.map((fact) => (
        <div>
          <dt>{fact.label}</dt>
          <dd>{fact.value}</dd>
        </div>
      ))}
    </dl>
  );
}

function Contents() {
  const report = useReport();
  const word = useWords();
  const address = useAddress();
  return (
    <nav class="contents" aria-label={word("contents")}>
      <ol>
        {report.sections.map((section) => (
          <li>
            <a href={address({ page: "report", id: section.id })}>{section.title}</a>
          </li>
        ))}
      </ol>
    </nav>
  );
}

/** A table with more columns than this has landscape pages when printed. */
const fits_upright = 8;

function isWide(block: Block): boolean {
  return block.kind === "table" && (block.columns?.length ?? 0) > fits_upright;
}

function SectionPart({ section }: { section: Section }) {
  return (
    <section id={section.id} tabIndex={-1} class={section.blocks.some(isWide) ? "wide" : ""} aria-labelledby={`${section.id}-title`}>
      <h2 id={`${section.id}-title`}>{section.title}</h2>
      {section.id === "institutions" && <Finder />}
      {section.blocks.map((block) => (
        <BlockPart block={block} />
      ))}
    </section>
  );
}

export function ReportPage() {
  const report = useReport();
  return (
    <>
      <main id="content" tabIndex={-1}>
        <Title />
        <Opening />
        <Facts />
        <Contents />
        {report.sections.map((section) => (
          <SectionPart section={section} />
        ))}
      </main>
      <footer>
        <p>{report.footer}</p>
      </footer>
    </>
  );
}

import { BlockPart } from "./blocks.tsx";
import { useAddress, useReport, useWords } from "./context.ts";
import type { Distribution, DistributionRow, Figures, Group, Report, Row, Table } from "./data.ts";
import { DistributionPart } from "./distribution.tsx";
import { Finder } from "./finder.tsx";
import { Banners } from "./header.tsx";
import { TablePart } from "./table.tsx";

/** What `rowOf` makes of each competency, under a row for each domain; competencies of which it makes nothing are left out. */
function underDomains<Made>(figures: Figures, rowOf: (competency: number) => Made | undefined): (Made | { title: string; heading: 1 })[] {
  const rows: (Made | { title: string; heading: 1 })[] = [];
  let domain: string | undefined;
  figures.competencies.forEach(({ group }, i) => {
    const row = rowOf(i);
    if (row && group && group !== domain) rows.push({ title: (domain = group), heading: 1 });
    if (row) rows.push(row);
  });
  return rows;
}

const footerOf = (group: Group) => (group.footer ? { footer: group.footer } : {});

/** The figures of a group, competency by competency; beside its share that of all together. */
function figuresTable(figures: Figures, group: Group): Table {
  const [share, ...others] = figures.columns;
  const whole = figures.groups[0];
  const compared = group === whole ? [] : [{ title: figures.together, ...(share?.term ? { term: share.term } : {}) }];
  const row = (i: number): Row => {
    const cells = group.figures?.[i]?.[0] ?? [];
    const together = compared.map(() => whole?.figures?.[i]?.[0]?.[0] ?? null);
    const { title, note, lang } = figures.competencies[i]!;
    return { title, note: note ?? "", ...(lang ? { lang } : {}), cells: [cells[0] ?? null, ...together, ...others.map((_, k) => cells[k + 1] ?? null)] };
  };
  return {
    kind: "table", id: "figures-table", caption: figures.caption, head: figures.head, columns: [...(share ? [share] : []), ...compared, ...others],
    rows: underDomains(figures, row), legend: figures.legend, notes: figures.notes, ...footerOf(group),
  };
}

function levelsTable(figures: Figures, group: Group): Distribution {
  const row = (i: number): DistributionRow | undefined => {
    const shares = group.figures?.[i]?.[2];
    const { title, lang } = figures.competencies[i]!;
    return shares && { title, shares, ...(lang ? { lang } : {}) };
  };
  return { ...figures.levels, id: "levels-table", rows: underDomains(figures, row), ...footerOf(group) };
}

/** The rows of a group and of those just below it, from the table of all institutions. */
function belowTable(report: Report, index: number): Table | undefined {
  const { groups, below_caption } = report.figures;
  const depth = groups[index]?.depth ?? 0;
  const rows = new Set<number>([index]);
  for (let i = index + 1; groups[i]?.institution && (groups[i]?.depth ?? 0) > depth; ++i) {
    if ((groups[i]?.depth ?? 0) === depth + 1) rows.add(i);
  }
  const tables = report.sections.flatMap((section) => section.blocks);
  const all = tables.find((block): block is Table => block.kind === "table" && block.id === "institutions-table");
  if (!all || rows.size < 2) return undefined;
  const own = (all.rows ?? []).filter((row) => row.group !== undefined && rows.has(row.group));
  return { ...all, ...footerOf(groups[index]!), caption: below_caption, rows: own.map((row) => ({ ...row, depth: (row.depth ?? 0) - depth })) };
}

/** From the top of the tree down to the group itself. */
function pathTo(groups: Group[], index: number): Group[] {
  const path: Group[] = [];
  let depth = Infinity;
  for (let i = index; i >= 0; --i) {
    const group = groups[i]!;
    if ((group.depth ?? 0) < depth) path.unshift(group);
    depth = Math.min(depth, group.depth ?? 0);
  }
  return path;
}

function Path({ groups, index }: { groups: Group[]; index: number }) {
  const word = useWords();
  const address = useAddress();
  const path = pathTo(groups, index).slice(0, -1);
  return (
    <p class="path">
      <a href={address({ page: "report", id: "" })}>{word("whole_report")}</a>
      {path.map((group) => (
        <>
          {" › "}
          <a href={address({ page: "institution", id: group.institution ?? "" })}>{group.title}</a>
        </>
      ))}
    </p>
  );
}

function InstitutionFigures({ index }: { index: number }) {
  const report = useReport();
  const { figures } = report;
  const group = figures.groups[index]!;
  const levels = levelsTable(figures, group);
  const below = belowTable(report, index);
  return (
    <>
      <h2>{figures.title}</h2>
      {group.protection ? <p class="protection">{group.protection}</p> : <TablePart table={figuresTable(figures, group)} />}
      {(levels.rows ?? []).length > 0 && (
        <>
          <h2>{figures.levels_title}</h2>
          <DistributionPart distribution={levels} />
        </>
      )}
      {group.blocks?.map((block) => <BlockPart block={block} heading="h2" />)}
      {below && (
        <section class="wide">
          <h2>{figures.below_title}</h2>
          <TablePart table={below} />
        </section>
      )}
    </>
  );
}

export function InstitutionPage({ id }: { id: string }) {
  const report = useReport();
  const word = useWords();
  const index = report.figures.groups.findIndex((group) => group.institution === id);
  const group = report.figures.groups[index];
  return (
    <>
      <main id="content" tabIndex={-1} class="institution">
        <Path groups={report.figures.groups} index={index} />
        <p class="kind">{report.title}</p>
        <h1 id="title" tabIndex={-1}>{group?.title ?? id} {group?.note && <small>{group.note}</small>}</h1>
        {group ? <p class="answered">{word("answered")} {group.answered}</p> : <p>{word("no_page")}</p>}
        <Banners />
        {group && <InstitutionFigures index={index} />}
        <Finder current={id} tree />
      </main>
      <footer>
        <p>{group?.footer ?? report.footer}</p>
      </footer>
    </>
  );
}

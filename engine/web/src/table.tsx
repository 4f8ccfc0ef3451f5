import type { ComponentChildren } from "preact";

import { cellClass, cellParts, CellText } from "./cell.tsx";
import { useWords } from "./context.ts";
import type { Column, LegendEntry, Row, Table } from "./data.ts";

const deepest_indent = 5;

function holdsWords(rows: Row[], column: number): boolean {
  return rows.some((row) => cellParts(row.cells?.[column] ?? null)?.kind === "t");
}

interface HeadProps {
  head: string;
  columns: Column[];
  rows: Row[];
}

/** Neighbours with one group share a heading over theirs. */
function Head({ head, columns, rows }: HeadProps) {
  const grouped = columns.some((column) => column.group);
  const depth = grouped ? 2 : 1;
  const above: ComponentChildren[] = [];
  const below: ComponentChildren[] = [];
  const title = (index: number, rowSpan: number, first: boolean) => (
    <ColumnTitle column={columns[index]!} words={holdsWords(rows, index)} rowSpan={rowSpan} first={first} />
  );
  for (let i = 0; i < columns.length; ) {
    const group = columns[i]!.group;
    if (!group) {
      above.push(title(i++, depth, false));
      continue;
    }
    const first = i;
    for (; columns[i]?.group === group; ++i) below.push(title(i, 1, i === first));
    above.push(<th scope="colgroup" class="over" colSpan={i - first}>{group}</th>);
  }
  return (
    <thead>
      <tr>
        <th scope="col" class="corner" rowSpan={depth}>{head}</th>
        {above}
      </tr>
      {grouped && <tr>{below}</tr>}
    </thead>
  );
}

interface ColumnTitleProps {
  column: Column;
  words: boolean;
  rowSpan: number;
  first: boolean;
}

function ColumnTitle({ column, words, rowSpan, first }: ColumnTitleProps) {
  const kind = column.upright ? "upright" : words ? "words" : "figures";
  return (
    <th scope="col" class={first ? `${kind} first` : kind} rowSpan={rowSpan}>
      <span>{column.title}</span> {column.note && <small>{column.note}</small>}
    </th>
  );
}

function BodyRow({ row, columns }: { row: Row; columns: number }) {
  if (row.heading) {
    return (
      <tr class="group">
        <th scope="rowgroup" colSpan={columns + 1}>{row.title}</th>
      </tr>
    );
  }
  return (
    <tr>
      <th scope="row" class={`d${Math.min(row.depth ?? 0, deepest_indent)}`}>
        {row.title} {row.note && <small>{row.note}</small>}
      </th>
      {(row.cells ?? []).map((cell) => (
        <td class={cellClass(cell)}><CellText cell={cell} /></td>
      ))}
    </tr>
  );
}

/** Rows up to the next one that heads others. */
function bodies(rows: Row[]): Row[][] {
  const out: Row[][] = [];
  for (const row of rows) {
    if (row.heading || out.length === 0) out.push([]);
    out[out.length - 1]!.push(row);
  }
  return out;
}

/** Upright columns are all as narrow as each other; the style sheet says how narrow, and adds them up. */
function Widths({ columns }: { columns: Column[] }) {
  return (
    <colgroup>
      <col class="names" />
      {columns.map((column) => (
        <col class={column.upright ? "narrow" : "broad"} />
      ))}
    </colgroup>
  );
}

export function Legend({ entries }: { entries: LegendEntry[] }) {
  const word = useWords();
  return (
    <div class="legend">
      <p>{word("legend")}</p>
      <ul>
        {entries.map((entry) => (
          <li class={entry.shade || entry.mark ? "" : "words"}>
            {entry.shade && <span class={`swatch s${entry.shade}`} />}
            {entry.mark && <b>{entry.mark}</b>} {entry.text}
          </li>
        ))}
      </ul>
    </div>
  );
}

export function TablePart({ table }: { table: Table }) {
  const columns = table.columns ?? [];
  const rows = table.rows ?? [];
  const narrow = columns.filter((column) => column.upright).length;
  const heat = narrow > 0;
  const tree = rows.some((row) => (row.depth ?? 0) > 0);
  const caption = `${table.id}-caption`;
  const classes = ["scroll", heat ? "heat" : "fit", tree ? "" : "plain"].filter(Boolean).join(" ");
  const style = heat ? { "--narrow": narrow, "--broad": columns.length - narrow } : {};
  return (
    <>
      <div class={classes} role="region" tabIndex={0} aria-labelledby={caption}>
        <table id={table.id} style={style}>
          <caption id={caption}><span>{table.caption}</span></caption>
          {heat && <Widths columns={columns} />}
          <Head head={table.head} columns={columns} rows={rows} />
          {bodies(rows).map((body) => (
            <tbody>{body.map((row) => <BodyRow row={row} columns={columns.length} />)}</tbody>
          ))}
        </table>
      </div>
      {table.legend && <Legend entries={table.legend} />}
      {table.notes?.map((note) => <p class="note">{note}</p>)}
    </>
  );
}

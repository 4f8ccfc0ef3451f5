import { useEffect, useRef, useState } from "preact/hooks";

import { cellClass, CellText } from "./cell.tsx";
import { useAddress, useReport, useWords } from "./context.ts";
import type { Cell, Column, Figures, LegendEntry, Row, Table } from "./data.ts";
import { DefinitionLink } from "./definition.tsx";
import { makeCurrent, moveInGrid } from "./grid.ts";
import { type Asked, Panel } from "./panel.tsx";
import { formOf, roleIn, type RoleOf } from "./table_form.ts";
import { TableHead } from "./table_head.tsx";

const deepest_indent = 5;

/** The cells of a row; those that are figures of its group stand there. */
function cellsOf(row: Row, columns: Column[], figures: Figures): Cell[] {
  const group = row.group === undefined ? undefined : figures.groups[row.group];
  if (!group) return row.cells ?? [];
  let own = 0;
  return columns.map((column) =>
    column.figure === undefined ? (row.cells?.[own++] ?? null) : (group.figures?.[column.figure]?.[0]?.[0] ?? null),
  );
}

interface BodyRowProps {
  row: Row;
  columns: Column[];
  /** Cells can be moved through and asked. */
  grid: boolean;
  /** The tab key leads here first. */
  first: boolean;
  /** The row can be a card: each cell says of which column it is. */
  card: boolean;
  role: RoleOf;
}

/** A title that is not there in the language of the report is heard in its own. */
export function InItsLanguage({ of }: { of: { title: string; lang?: string } }) {
  return of.lang ? <span lang={of.lang}>{of.title}</span> : <>{of.title}</>;
}

function RowTitle({ row, grid, first, role }: Omit<BodyRowProps, "columns" | "card">) {
  const { figures } = useReport();
  const address = useAddress();
  const id = row.group === undefined ? undefined : figures.groups[row.group]?.institution;
  const stop = grid ? { "data-cell": "", tabIndex: first ? 0 : -1 } : {};
  return (
    <th scope="row" class={`d${Math.min(row.depth ?? 0, deepest_indent)}`} {...(id ? {} : stop)} {...role("rowheader")}>
      {id ? <a {...stop} href={address({ page: "institution", id })}>{row.title}</a> : <InItsLanguage of={row} />} {row.note && <small>{row.note}</small>}
    </th>
  );
}

function BodyRow({ row, columns, grid, first, card, role }: BodyRowProps) {
  const { figures } = useReport();
  if (row.heading) {
    return (
      <tr class="group" {...role("row")}>
        <th scope="rowgroup" colSpan={columns.length + 1} {...role("rowheader")}>{row.title}</th>
      </tr>
    );
  }
  return (
    <tr data-group={row.group} {...role("row")}>
      <RowTitle row={row} grid={grid} first={first} role={role} />
      {cellsOf(row, columns, figures).map((cell, i) => {
        const figure = columns[i]?.figure;
        const stop = grid ? { "data-cell": "", tabIndex: -1 } : {};
        const asked = grid && figure !== undefined ? { "data-figure": figure, "aria-haspopup": "dialog" as const } : {};
        const label = card ? { "data-label": [columns[i]?.title, columns[i]?.note].filter(Boolean).join(" ") } : {};
        return <td class={cellClass(cell)} {...stop} {...asked} {...label} {...role("cell")}><CellText cell={cell} /></td>;
      })}
    </tr>
  );
}

/** Rows up to the next one that heads others. */
export function bodies<Any extends { heading?: 1 }>(rows: Any[]): Any[][] {
  const out: Any[][] = [];
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
      {columns.map((column) => <col class={column.upright ? "narrow" : "broad"} />)}
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

/** Which cell was asked; a click elsewhere or the escape key takes the answer away. */
function useAsked() {
  const [asked, setAsked] = useState<Asked>();
  const around = useRef<HTMLDivElement>(null);
  const close = () => {
    asked?.from.focus({ preventScroll: true });
    setAsked(undefined);
  };
  useEffect(() => {
    if (!asked) return;
    const elsewhere = (event: Event) => {
      if (!around.current?.contains(event.target as Node)) setAsked(undefined);
    };
    document.addEventListener("pointerdown", elsewhere);
    return () => document.removeEventListener("pointerdown", elsewhere);
  }, [asked]);
  const ask = (event: Event) => {
    const cell = (event.target as Element).closest<HTMLElement>("[data-figure]");
    const group = cell?.closest<HTMLElement>("tr")?.dataset["group"];
    if (!cell || group === undefined) return;
    makeCurrent(event.currentTarget as Element, cell);
    setAsked({ group: Number(group), figure: Number(cell.dataset["figure"]), from: cell });
  };
  return { asked, ask, close, around };
}

export function TablePart({ table }: { table: Table }) {
  const { figures, footer } = useReport();
  const word = useWords();
  const { asked, ask, close, around } = useAsked();
  const [intervals, setIntervals] = useState(false);
  const columns = table.columns ?? [];
  const rows = table.rows ?? [];
  const narrow = columns.filter((column) => column.upright).length;
  const grid = columns.some((column) => column.figure !== undefined) && rows.some((row) => row.group !== undefined);
  const form = formOf(columns, rows.map((row) => cellsOf(row, columns, figures)), grid);
  const { heat, cards } = form;
  const role = roleIn(form);
  const tree = rows.some((row) => (row.depth ?? 0) > 0);
  const caption = `${table.id}-caption`;
  const classes = ["scroll", heat ? "heat" : "fit", tree ? "" : "plain", grid && !intervals ? "on-demand" : "", cards ? "cards" : "", form.crowded ? "crowded" : ""].filter(Boolean).join(" ");
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Enter" || event.key === " ") ask(event);
    else moveInGrid(event);
  };
  const title = <span>{table.caption} <DefinitionLink term={table.term} /></span>;
  // What has a role by name may hold rows only, so that its caption stands before it.
  const apart = grid || cards;
  const named = apart ? { "aria-labelledby": caption } : {};
  const asGrid = grid ? { role: "grid" as const, onClick: ask, onKeyDown } : {};
  const firstRow = rows.find((row) => !row.heading);
  return (
    <div class="table" ref={around}>
      {grid && (
        <p class="asking">
          {word("ask_a_cell")}{" "}
          <label>
            <input type="checkbox" checked={intervals} onChange={(event) => setIntervals(event.currentTarget.checked)} /> {word("intervals")}
          </label>
        </p>
      )}
      <div class={classes} role="region" tabIndex={grid ? -1 : 0} aria-labelledby={caption}>
        {apart && <div class="caption" id={caption}>{title}</div>}
        <table id={table.id} style={heat ? { "--narrow": narrow, "--broad": columns.length - narrow } : {}} {...named} {...asGrid} {...role("table")}>
          {!apart && <caption id={caption}>{title}</caption>}
          {heat && <Widths columns={columns} />}
          <TableHead head={table.head} columns={columns} holdsWords={form.holdsWords} role={role} />
          {bodies(rows).map((body) => (
            <tbody {...role("rowgroup")}>
              {body.map((row) => <BodyRow row={row} columns={columns} grid={grid} first={row === firstRow} card={cards} role={role} />)}
            </tbody>
          ))}
        </table>
      </div>
      {asked && <Panel asked={asked} close={close} />}
      {table.legend && <Legend entries={table.legend} />}
      {table.notes?.map((note) => <p class="note">{note}</p>)}
      <p class="footer">{table.footer ?? footer}</p>
    </div>
  );
}

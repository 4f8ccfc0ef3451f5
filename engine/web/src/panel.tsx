import { useEffect, useRef } from "preact/hooks";

import { CellText, cellParts } from "./cell.tsx";
import { useAddress, useReport, useWords } from "./context.ts";
import { Defined } from "./definition.tsx";

export interface Asked {
  group: number;
  figure: number;
  /** The cell, to which the focus goes back. */
  from: HTMLElement;
}

/** Below the cell, and within the width of what holds the table. On a phone the style sheet puts the panel at the foot of the window. */
function place(panel: HTMLElement, cell: HTMLElement) {
  const around = panel.parentElement?.getBoundingClientRect();
  const at = cell.getBoundingClientRect();
  if (!around) return;
  const left = Math.max(0, Math.min(at.left - around.left, around.width - panel.offsetWidth));
  panel.style.setProperty("--left", `${left}px`);
  panel.style.setProperty("--top", `${at.bottom - around.top + 6}px`);
}

function Values({ group, figure }: { group: number; figure: number }) {
  const { figures } = useReport();
  const cells = figures.groups[group]?.figures?.[figure]?.[0] ?? [];
  return (
    <dl>
      {figures.columns.map((column, i) => {
        const parts = cellParts(cells[i]);
        if (!parts) return null;
        return (
          <>
            <div>
              <dt><Defined term={column.term}>{column.title}</Defined> {column.note && <small>{column.note}</small>}</dt>
              <dd><CellText cell={[parts.kind, parts.text, "", parts.mark ?? ""]} /></dd>
            </div>
            {parts.detail && (
              <div>
                <dt><Defined term={column.interval_term}>{column.interval_title}</Defined></dt>
                <dd>{parts.detail}</dd>
              </div>
            )}
          </>
        );
      })}
    </dl>
  );
}

/** What a cell of a table tells when asked. */
export function Panel({ asked, close }: { asked: Asked; close: () => void }) {
  const { figures, footer } = useReport();
  const word = useWords();
  const address = useAddress();
  const panel = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!panel.current) return;
    place(panel.current, asked.from);
    panel.current.focus({ preventScroll: true });
    panel.current.scrollIntoView({ block: "nearest" });
  }, [asked]);
  const group = figures.groups[asked.group];
  const remarks = group?.figures?.[asked.figure]?.[1] ?? [];
  if (!group) return null;
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Escape") close();
  };
  return (
    <div class="panel" role="dialog" aria-labelledby="panel-title" tabIndex={-1} ref={panel} onKeyDown={onKeyDown}>
      <button type="button" class="close" onClick={close}>{word("close")}</button>
      <p class="panel-title" id="panel-title">
        {figures.competencies[asked.figure]?.title}
        <span>{group.title} {group.note && <small>{group.note}</small>}</span>
      </p>
      <Values group={asked.group} figure={asked.figure} />
      {remarks.length > 0 && <ul>{remarks.map((one) => <li>{figures.remarks[one]}</li>)}</ul>}
      {group.institution && <p><a href={address({ page: "institution", id: group.institution })}>{word("page_of")}</a></p>}
      <p class="footer">{group.footer ?? footer}</p>
    </div>
  );
}

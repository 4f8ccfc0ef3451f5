/**
 * Moves through the cells of a table by keyboard as the ARIA grid pattern has it: the table is one stop of the tab key, arrows go from cell to cell, Home and
 * End to the ends of a row, with Ctrl to those of the table, Page Up and Page Down by ten rows. Cells are marked with data-cell; what a row has of them is
 * the same in every row.
 */
const page = 10;

function cellsOf(row: Element): HTMLElement[] {
  return [...row.querySelectorAll<HTMLElement>("[data-cell]")];
}

function rowsOf(table: Element): HTMLElement[][] {
  return [...table.querySelectorAll("tbody tr")].map(cellsOf).filter((cells) => cells.length > 0);
}

const clamped = (value: number, length: number) => Math.max(0, Math.min(value, length - 1));

/** Row and column that a key leads to; nothing for other keys. */
function target(event: KeyboardEvent, row: number, column: number): [number, number] | undefined {
  switch (event.key) {
    case "ArrowUp": return [row - 1, column];
    case "ArrowDown": return [row + 1, column];
    case "ArrowLeft": return [row, column - 1];
    case "ArrowRight": return [row, column + 1];
    case "PageUp": return [row - page, column];
    case "PageDown": return [row + page, column];
    case "Home": return [event.ctrlKey ? 0 : row, 0];
    case "End": return [event.ctrlKey ? Infinity : row, Infinity];
    default: return undefined;
  }
}

/** The one cell that the tab key reaches. */
export function makeCurrent(table: Element, cell: HTMLElement) {
  for (const one of table.querySelectorAll<HTMLElement>("[data-cell][tabindex='0']")) one.tabIndex = -1;
  cell.tabIndex = 0;
}

export function moveInGrid(event: KeyboardEvent) {
  const table = event.currentTarget as HTMLElement;
  const from = (event.target as Element).closest<HTMLElement>("[data-cell]");
  if (!from || event.altKey || event.metaKey) return;
  const rows = rowsOf(table);
  const row = rows.findIndex((cells) => cells.includes(from));
  const to = target(event, row, rows[row]?.indexOf(from) ?? 0);
  if (!to) return;
  event.preventDefault();
  const cells = rows[clamped(to[0], rows.length)] ?? [];
  const cell = cells[clamped(to[1], cells.length)];
  if (!cell) return;
  makeCurrent(table, cell);
  cell.focus();
}

import { cellParts } from "./cell.tsx";
import type { Cell, Column } from "./data.ts";

/** How a table is laid out where there is not the width for it. */
export interface TableForm {
  /** Narrow columns under upright titles: a heat map. */
  heat: boolean;
  /** On a phone each row is a card, as its sentences would make the table twice as wide as the screen. */
  cards: boolean;
  /** On paper too: figures between sentences leave these too little room. */
  crowded: boolean;
  holdsWords: (column: number) => boolean;
}

export function formOf(columns: Column[], rows: Cell[][], grid: boolean): TableForm {
  const words = columns.map((_, column) => rows.some((cells) => cellParts(cells[column])?.kind === "t"));
  const count = words.filter(Boolean).length;
  const heat = columns.some((column) => column.upright);
  const cards = !grid && !heat && count > 0 && (count > 1 || 2 * count >= columns.length);
  return { heat, cards, crowded: cards && columns.length > 4, holdsWords: (column) => words[column] ?? false };
}

/** The part of an element in a table, where it is laid out as something else and browsers may forget it. */
export type RoleOf = (role: "table" | "rowgroup" | "row" | "columnheader" | "rowheader" | "cell") => { role?: "table" | "rowgroup" | "row" | "columnheader" | "rowheader" | "cell" };

export const roleIn = ({ cards }: TableForm): RoleOf => (role) => (cards ? { role } : {});

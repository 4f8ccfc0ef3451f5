import type { Cell, CellKind } from "./data.ts";

const class_of: Record<CellKind, string> = { t: "text", n: "number", s: "share", b: "bound", m: "mark" };

export interface CellParts {
  kind: CellKind;
  text: string;
  detail?: string | undefined;
  mark?: string | undefined;
  spoken?: string | undefined;
  shade?: number | undefined;
}

export function cellParts(cell: Cell | undefined): CellParts | null {
  if (cell === null || cell === undefined) return null;
  if (typeof cell === "string") return { kind: "n", text: cell };
  const [kind, text, detail, mark, spoken, shade] = cell;
  return { kind, text, detail, mark, spoken, shade };
}

export function cellClass(cell: Cell): string {
  const parts = cellParts(cell);
  if (!parts) return "blank";
  return parts.shade ? `${class_of[parts.kind]} s${parts.shade}` : class_of[parts.kind];
}

/** A sign is read aloud as its words. */
export function CellText({ cell }: { cell: Cell }) {
  const parts = cellParts(cell);
  if (!parts) return null;
  return (
    <>
      {parts.kind === "m" ? <span aria-hidden="true">{parts.text}</span> : parts.text}
      {parts.mark && <sup aria-hidden="true">{parts.mark}</sup>}
      {parts.detail && <span class="detail"> {parts.detail}</span>}
      {parts.spoken && <span class="unseen"> {parts.spoken}</span>}
    </>
  );
}

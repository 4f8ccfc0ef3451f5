/** What the engine puts into the page; the other side of engine/capgap/formats/json/page_data.cpp. Every word and number is ready to be shown. */

export type CellKind = "t" | "n" | "s" | "b" | "m";
/** null: nothing to say. A text: a bare number. Else kind, text, and as far as there is something: detail, mark, spoken, shade. */
export type Cell = null | string | [kind: CellKind, text: string, detail?: string, mark?: string, spoken?: string, shade?: number];

export interface Column {
  title: string;
  group?: string;
  note?: string;
  upright?: 1;
}

export interface Row {
  title: string;
  note?: string;
  depth?: number;
  heading?: 1;
  cells?: Cell[];
}

export interface LegendEntry {
  mark?: string;
  shade?: number;
  text: string;
}

export interface Table {
  kind: "table";
  id: string;
  caption: string;
  head: string;
  columns?: Column[];
  rows?: Row[];
  legend?: LegendEntry[];
  notes?: string[];
}

/** Title, share as printed, width of the bar in thousandths. */
export type Part = [title: string, share: string, width: number];

export interface Distribution {
  kind: "distribution";
  title: string;
  note?: string;
  parts?: Part[];
}

export interface Term {
  title: string;
  definition: string;
  formula?: string;
  source?: string;
}

export type Block =
  | { kind: "paragraph"; text: string }
  | { kind: "heading"; title: string }
  | { kind: "points"; ordered: boolean; points: string[] }
  | { kind: "terms"; terms: Term[] }
  | Table
  | Distribution;

export interface Section {
  id: string;
  title: string;
  blocks: Block[];
}

export interface Report {
  language: string;
  language_name: string;
  title: string;
  kind: string;
  banners: { kind: string; title: string; text: string }[];
  facts: { label: string; value: string }[];
  opening_title: string;
  opening: { limits?: 1; heading: string; text: string }[];
  sections: Section[];
  footer: string;
  words: Record<string, string>;
}

export interface PageData {
  languages: Report[];
}

export function readData(): PageData {
  return JSON.parse(document.getElementById("report")?.textContent ?? "{}") as PageData;
}

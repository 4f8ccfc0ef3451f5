/** What the engine puts into the page; the other side of engine/capgap/formats/json/page_data.cpp. Every word and number is ready to be shown. */

export type CellKind = "t" | "n" | "s" | "b" | "m";
/** null: nothing to say. A text: a bare number. Else kind, text, and as far as there is something: detail, mark, spoken, shade. */
export type Cell = null | string | [kind: CellKind, text: string, detail?: string, mark?: string, spoken?: string, shade?: number];

export interface Column {
  title: string;
  group?: string;
  note?: string;
  upright?: 1;
  /** Id of the definition that the title leads to. */
  term?: string;
  interval_title?: string;
  interval_term?: string;
  /** The cells of rows with a group are the first of this figure of theirs, and not among the row's own. */
  figure?: number;
  /** Of the title, where it is another than that of the report. */
  lang?: string;
}

export interface Row {
  title: string;
  note?: string;
  depth?: number;
  heading?: 1;
  cells?: Cell[];
  /** Place in Figures.groups. */
  group?: number;
  /** Of the title, where it is another than that of the report. */
  lang?: string;
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
  term?: string;
  footer?: string;
}

/** Share as printed, "" where it is not shown; width of the bar in thousandths. */
export type Share = [text: string, width: number];

export interface DistributionRow {
  title: string;
  note?: string;
  heading?: 1;
  shares?: Share[];
  lang?: string;
}

export interface Distribution {
  kind: "distribution";
  id?: string;
  caption: string;
  head: string;
  options?: string[];
  rows?: DistributionRow[];
  legend?: LegendEntry[];
  term?: string;
  footer?: string;
}

export interface Term {
  id: string;
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

/** What is said of a group in one competency: cells as Figures.columns, places in Figures.remarks, share at each level. */
export type Figure = [cells?: Cell[], remarks?: number[], levels?: Share[]];

export interface Group {
  /** Its id in the files, and in the address of its page; groups without one have no page. */
  institution?: string;
  title: string;
  note?: string;
  depth?: number;
  answered: string;
  protection?: string;
  footer?: string;
  figures?: Figure[];
  blocks?: Block[];
}

export interface Figures {
  title: string;
  caption: string;
  head: string;
  columns: Column[];
  competencies: Column[];
  legend: LegendEntry[];
  notes: string[];
  levels_title: string;
  levels: Distribution;
  below_title: string;
  below_caption: string;
  together: string;
  remarks: string[];
  groups: Group[];
}

export interface Report {
  language: string;
  language_name: string;
  title: string;
  kind: string;
  banners: { title: string; text: string }[];
  facts: { label: string; value: string }[];
  opening_title: string;
  opening: { limits?: 1; heading: string; text: string }[];
  sections: Section[];
  figures: Figures;
  footer: string;
  words: Record<string, string>;
}

export interface PageData {
  languages: Report[];
}

export function readData(): PageData {
  return JSON.parse(document.getElementById("report")?.textContent ?? "{}") as PageData;
}

import { createContext } from "preact";
import { useContext } from "preact/hooks";

import type { Report } from "./data.ts";
import { address, type Place } from "./route.ts";

/** The report in the language chosen; every part of the page shows some of it. */
export const ReportContext = createContext<Report | undefined>(undefined);

export function useReport(): Report {
  const report = useContext(ReportContext);
  if (!report) throw new Error("a part of the page stands outside of a report");
  return report;
}

/** A word of the page itself, in the language of the report. */
export function useWords(): (id: string) => string {
  const { words } = useReport();
  return (id) => words[id] ?? "";
}

export function useAddress(): (place: Place) => string {
  const { language } = useReport();
  return (place) => address(language, place);
}

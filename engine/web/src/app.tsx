import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";

import { ReportContext } from "./context.ts";
import type { PageData, Report } from "./data.ts";
import { Languages, Title } from "./header.tsx";
import { keepPlace } from "./keep_place.ts";
import { ReportPage } from "./report_page.tsx";
import { address, opening, preferredLanguage, readAddress, type Route } from "./route.ts";

function useRoute(languages: string[]): Route {
  const read = () => readAddress(location.hash, languages) ?? { ...opening, language: preferredLanguage(languages, navigator.languages) };
  const [route, setRoute] = useState(read);
  useEffect(() => {
    const follow = () => setRoute(read());
    addEventListener("hashchange", follow);
    return () => removeEventListener("hashchange", follow);
  }, []);
  return route;
}

/** Brings what the address names into sight and gives it the focus, as a browser does with the anchor of a page. */
function useArrival(route: Route) {
  const arrived = useRef<Route>();
  useLayoutEffect(() => {
    const before = arrived.current;
    arrived.current = route;
    if (before && before.language !== route.language && before.page === route.page && before.id === route.id) return;
    if (!before && route.page === "report" && !route.id) return;
    const target = document.getElementById(route.page === "report" && route.id ? route.id : "top");
    target?.focus({ preventScroll: true });
    target?.scrollIntoView();
  }, [route]);
}

function useDocumentHead(report: Report) {
  useEffect(() => {
    document.documentElement.lang = report.language;
    document.title = report.title;
  }, [report]);
}

export function App({ data }: { data: PageData }) {
  const languages = data.languages.map((one) => one.language);
  const route = useRoute(languages);
  const report = data.languages.find((one) => one.language === route.language) ?? data.languages[0];
  useArrival(route);
  if (report) useDocumentHead(report);
  if (!report) return null;
  const choose = (language: string) => keepPlace(() => location.replace(address(language, route)));
  return (
    <ReportContext.Provider value={report}>
      <div class="inner" id="top" tabIndex={-1}>
        <header>
          <Languages all={data.languages} chosen={report} choose={choose} />
          <Title />
        </header>
        <ReportPage />
      </div>
    </ReportContext.Provider>
  );
}

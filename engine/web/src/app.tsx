import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";

import { ReportContext } from "./context.ts";
import type { PageData, Report } from "./data.ts";
import { Bar } from "./header.tsx";
import { InstitutionPage } from "./institution.tsx";
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
    const stays = before ? before.page === route.page && before.id === route.id : route.page === "report" && !route.id;
    if (stays) return;
    const named = route.page === "report" && route.id ? document.getElementById(route.id) : null;
    (named ?? document.getElementById("title"))?.focus({ preventScroll: true });
    if (named) named.scrollIntoView();
    else scrollTo(0, 0);
  }, [route]);
}

function useDocumentHead(report: Report, route: Route) {
  useEffect(() => {
    const group = route.page === "institution" ? report.figures.groups.find((one) => one.institution === route.id) : undefined;
    document.documentElement.lang = report.language;
    document.title = group ? `${group.title} – ${report.title}` : report.title;
  }, [report, route]);
}

function Page({ data, report, route }: { data: PageData; report: Report; route: Route }) {
  useArrival(route);
  useDocumentHead(report, route);
  const choose = (language: string) => keepPlace(() => location.replace(address(language, route)));
  return (
    <ReportContext.Provider value={report}>
      <div class="inner">
        <Bar all={data.languages} chosen={report} choose={choose} />
        {route.page === "institution" ? <InstitutionPage id={route.id} key={route.id} /> : <ReportPage />}
      </div>
    </ReportContext.Provider>
  );
}

export function App({ data }: { data: PageData }) {
  const route = useRoute(data.languages.map((one) => one.language));
  const report = data.languages.find((one) => one.language === route.language) ?? data.languages[0];
  return report ? <Page data={data} report={report} route={route} /> : null;
}

import { useReport, useWords } from "./context.ts";
import type { Report } from "./data.ts";

interface LanguagesProps {
  all: Report[];
  chosen: Report;
  choose: (language: string) => void;
}

export function Languages({ all, chosen, choose }: LanguagesProps) {
  const word = useWords();
  return (
    <div class="bar-of-page">
      <a class="skip" href="#content" onClick={(event) => { event.preventDefault(); document.getElementById("content")?.focus(); }}>
        {word("skip")}
      </a>
      {all.length > 1 && (
        <div class="languages" role="group" aria-label={word("language_choice")}>
          {all.map((one) => (
            <button type="button" lang={one.language} aria-pressed={one === chosen} onClick={() => choose(one.language)}>
              {one.language_name}
            </button>
          ))}
        </div>
      )}
    </div>
  );
}

export function Title() {
  const report = useReport();
  return (
    <>
      <p class="kind">{report.kind}</p>
      <h1>{report.title}</h1>
      {report.banners.map((banner) => (
        <p class={`banner ${banner.kind}`}>
          <strong>{banner.title}</strong> {banner.text}
        </p>
      ))}
      <dl class="facts">
        {report.facts.map((fact) => (
          <div>
            <dt>{fact.label}</dt>
            <dd>{fact.value}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}

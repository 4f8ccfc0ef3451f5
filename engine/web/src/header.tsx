import { useReport, useWords } from "./context.ts";
import type { Report } from "./data.ts";

interface BarProps {
  all: Report[];
  chosen: Report;
  choose: (language: string) => void;
}

export function Bar({ all, chosen, choose }: BarProps) {
  const word = useWords();
  const skip = (event: Event) => {
    event.preventDefault();
    document.getElementById("content")?.focus();
  };
  return (
    <header class="bar-of-page">
      <a class="skip" href="#content" onClick={skip}>{word("skip")}</a>
      {all.length > 1 && (
        <div class="languages" role="group" aria-label={word("language_choice")}>
          {all.map((one) => (
            <button type="button" lang={one.language} aria-pressed={one === chosen} onClick={() => choose(one.language)}>
              {one.language_name}
            </button>
          ))}
        </div>
      )}
    </header>
  );
}

export function Banners() {
  const { banners } = useReport();
  return (
    <>
      {banners.map((banner) => (
        <p class="banner">
          <strong>{banner.title}</strong> {banner.text}
        </p>
      ))}
    </>
  );
}

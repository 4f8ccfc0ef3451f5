import { useState } from "preact/hooks";

import { useAddress, useReport, useWords } from "./context.ts";
import type { Group } from "./data.ts";

/** Capitals and accents do not count: "ecole" finds "École". */
function plain(text: string): string {
  return text.normalize("NFD").replace(/\p{Diacritic}/gu, "").toLowerCase();
}

function found(groups: Group[], wanted: string): Group[] {
  const parts = plain(wanted).split(/\s+/).filter(Boolean);
  return groups.filter((group) => parts.every((part) => plain(group.title).includes(part)));
}

interface FinderProps {
  /** The institution whose page is open. */
  current?: string;
  /** All institutions stand there while nothing is looked for. */
  tree?: boolean;
}

/** The institutions with pages, as their tree or as far as they have a name that is looked for. */
export function Finder({ current, tree = false }: FinderProps) {
  const { figures } = useReport();
  const word = useWords();
  const address = useAddress();
  const [wanted, setWanted] = useState("");
  const institutions = figures.groups.filter((group) => group.institution);
  const shown = wanted.trim() ? found(institutions, wanted) : tree ? institutions : [];
  if (institutions.length < 2) return null;
  return (
    <nav class="finder" aria-label={word("institutions")}>
      <label>
        {word("find")} <input type="search" value={wanted} onInput={(event) => setWanted(event.currentTarget.value)} autocomplete="off" />
      </label>
      <div aria-live="polite">{wanted.trim() && shown.length === 0 && <p>{word("none_found")}</p>}</div>
      {shown.length > 0 && (
        <ul>
          {shown.map((group) => (
            <li class={`d${Math.min(group.depth ?? 0, 5)}`}>
              <a href={address({ page: "institution", id: group.institution ?? "" })} {...(group.institution === current ? { "aria-current": "page" } : {})}>
                {group.title}
              </a>{" "}
              {group.note && <small>{group.note}</small>}
            </li>
          ))}
        </ul>
      )}
    </nav>
  );
}

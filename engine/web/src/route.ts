/** Where a reader is: the language, and what is shown. It stands in the address after "#", so that a link leads to the same place in the same language. */

export interface Place {
  /** "report", or the kind of a page of its own. */
  page: "report" | "institution";
  /** Of the report: the part to go to, "" for its beginning. Of an institution: its id. */
  id: string;
}

export interface Route extends Place {
  language: string;
}

export const opening: Place = { page: "report", id: "" };

export function address(language: string, place: Place): string {
  const parts = place.page === "report" ? (place.id ? [place.id] : []) : [place.page, place.id];
  return "#/" + [language, ...parts].map(encodeURIComponent).join("/");
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** What an address says; nothing where it is none of ours. */
export function readAddress(hash: string, languages: string[]): Route | undefined {
  if (!hash.startsWith("#/")) return undefined;
  const [language = "", first = "", second = ""] = hash.slice(2).split("/").map(decoded);
  if (!languages.includes(language)) return undefined;
  return first === "institution" ? { language, page: "institution", id: second } : { language, page: "report", id: first };
}

/** The reader's own language where the report has it, else the report's first. */
export function preferredLanguage(languages: string[], wanted: readonly string[]): string {
  for (const tag of wanted) {
    const primary = tag.split("-")[0];
    const found = languages.find((one) => one === tag) ?? languages.find((one) => one.split("-")[0] === primary);
    if (found) return found;
  }
  return languages[0] ?? "";
}

import type { ComponentChildren } from "preact";

import { useAddress, useWords } from "./context.ts";

export function definitionId(term: string): string {
  return `term-${term}`;
}

/** A word for a number, that leads to what the number means. */
export function Defined({ term, children }: { term?: string | undefined; children: ComponentChildren }) {
  const address = useAddress();
  if (!term) return <>{children}</>;
  return <a class="defined" href={address({ page: "report", id: definitionId(term) })}>{children}</a>;
}

/** For tables whose columns are no numbers of their own. */
export function DefinitionLink({ term }: { term?: string | undefined }) {
  const word = useWords();
  return term ? <span class="definition"><Defined term={term}>{word("definition")}</Defined></span> : null;
}

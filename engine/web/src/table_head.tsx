import type { ComponentChildren } from "preact";

import type { Column } from "./data.ts";
import { Defined } from "./definition.tsx";
import { type RoleOf } from "./table_form.ts";

interface ColumnTitleProps {
  column: Column;
  words: boolean;
  rowSpan: number;
  first: boolean;
  role: RoleOf;
}

function ColumnTitle({ column, words, rowSpan, first, role }: ColumnTitleProps) {
  const kind = column.upright ? "upright" : words ? "words" : "figures";
  return (
    <th scope="col" class={first ? `${kind} first` : kind} rowSpan={rowSpan} {...role("columnheader")}>
      <span lang={column.lang}><Defined term={column.term}>{column.title}</Defined></span> {column.note && <small>{column.note}</small>}
    </th>
  );
}

interface HeadProps {
  head: string;
  columns: Column[];
  /** Whether a column holds words and not figures. */
  holdsWords: (column: number) => boolean;
  role: RoleOf;
}

/** Neighbours with one group share a heading over theirs. */
export function TableHead({ head, columns, holdsWords, role }: HeadProps) {
  const depth = columns.some((column) => column.group) ? 2 : 1;
  const above: ComponentChildren[] = [];
  const below: ComponentChildren[] = [];
  const title = (index: number, rowSpan: number, first: boolean) => (
    <ColumnTitle column={columns[index]!} words={holdsWords(index)} rowSpan={rowSpan} first={first} role={role} />
  );
  for (let i = 0; i < columns.length; ) {
    const group = columns[i]!.group;
    if (!group) {
      above.push(title(i++, depth, false));
      continue;
    }
    const first = i;
    for (; columns[i]?.group === group; ++i) below.push(title(i, 1, i === first));
    above.push(<th scope="colgroup" class="over" colSpan={i - first}>{group}</th>);
  }
  return (
    <thead {...role("rowgroup")}>
      <tr {...role("row")}>
        <th scope="col" class="corner" rowSpan={depth} {...role("columnheader")}>{head}</th>
        {above}
      </tr>
      {depth > 1 && <tr>{below}</tr>}
    </thead>
  );
}

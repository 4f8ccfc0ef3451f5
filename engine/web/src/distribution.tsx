import { useReport } from "./context.ts";
import type { Distribution, DistributionRow } from "./data.ts";
import { DefinitionLink } from "./definition.tsx";
import { bodies, InItsLanguage, Legend } from "./table.tsx";

const shades = 5;

/** The lightest for the first, the darkest for the last, even steps between. */
function shade(index: number, options: number): string {
  return `s${options < 2 ? 3 : 1 + Math.round((index * (shades - 1)) / (options - 1))}`;
}

/** Chart and table in one: the bar says what the figures beside it say. */
function DistributionLine({ row, options }: { row: DistributionRow; options: number }) {
  const shares = row.shares ?? [];
  if (row.heading) {
    return (
      <tr class="group">
        <th scope="rowgroup" colSpan={options + 1}>{row.title}</th>
      </tr>
    );
  }
  return (
    <tr>
      <th scope="row">
        <InItsLanguage of={row} /> {row.note && <small>{row.note}</small>}
        <span class="bar" aria-hidden="true">
          {shares.map(([, width], i) => <span class={shade(i, shares.length)} style={{ width: `${width / 10}%` }} />)}
        </span>
      </th>
      {shares.map(([text]) => <td class="share">{text}</td>)}
    </tr>
  );
}

export function DistributionPart({ distribution }: { distribution: Distribution }) {
  const { footer } = useReport();
  const options = distribution.options ?? [];
  const caption = `${distribution.id}-caption`;
  return (
    <div class="table">
      <div class="scroll fit spread" role="region" tabIndex={0} aria-labelledby={caption}>
        <table id={distribution.id}>
          <caption id={caption}><span>{distribution.caption} <DefinitionLink term={distribution.term} /></span></caption>
          <thead>
            <tr>
              <th scope="col" class="corner">{distribution.head}</th>
              {options.map((option, i) => (
                <th scope="col" class="figures"><span class={`swatch ${shade(i, options.length)}`} aria-hidden="true" /> {option}</th>
              ))}
            </tr>
          </thead>
          {bodies(distribution.rows ?? []).map((body) => (
            <tbody>{body.map((row) => <DistributionLine row={row} options={options.length} />)}</tbody>
          ))}
        </table>
      </div>
      {distribution.legend && <Legend entries={distribution.legend} />}
      <p class="footer">{distribution.footer ?? footer}</p>
    </div>
  );
}

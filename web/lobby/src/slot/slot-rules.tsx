import type { Schemas } from '../api/client.js';
import { texts } from '../texts/en-gb.js';
import { percent } from '../texts/formats.js';
import { type SlotDefinition } from './model.js';
import { paysAt, type PaysPart } from './pays.js';
import { SlotSymbol } from './symbols.js';

const t = texts.games.slot;

/** Rules, pay table and exact return, one press away while playing. */
export function SlotRules({ game }: { game: Schemas['GameDetail'] }) {
  const definition = game.definition as unknown as SlotDefinition;
  return (
    <details className="card rules" id="rules">
      <summary>{t.rules}</summary>
      <section>
        <h2>{t.rtp}</h2>
        <p>{t.rtpLead(percent(game.returnToPlayer.ratio))}</p>
        <p className="small">{game.returnToPlayer.basis}</p>
      </section>
      {paysAt(definition, stakeShown(game)).map((part) => (
        <Pays key={part.title} {...part} />
      ))}
      {definition.lines.length > 0 && (
        <section>
          <h2>{t.lines(definition.lines.length)}</h2>
          <ol className="line-shapes">
            {definition.lines.map((rows, index) => (
              <li key={index}>
                <LineShape rows={rows} height={definition.rows} />
              </li>
            ))}
          </ol>
        </section>
      )}
      {game.rules.map(({ title, paragraphs }) => (
        <section key={title}>
          <h2>{title}</h2>
          {paragraphs.map((paragraph) => (
            <p key={paragraph}>{paragraph}</p>
          ))}
        </section>
      ))}
      <p className="small">
        {t.hash}: <code>{game.definitionHash}</code>
      </p>
    </details>
  );
}

/** In amounts at one stake, a pound where it is on offer: multiples of the line bet are for mathematicians. */
function stakeShown({ stakes }: Schemas['GameDetail']): Schemas['PositiveAmount'] {
  return stakes.find(({ amount }) => amount === 100) ?? stakes[0] ?? { amount: 100, currency: 'GBP' };
}

function Pays({ title, lead, heads, rows, notes }: PaysPart) {
  return (
    <section>
      <h2>{title}</h2>
      <p>{lead}</p>
      <div className="scroll" tabIndex={0} role="region" aria-label={title}>
        <table className="paytable">
          <thead>
            <tr>
              {heads.map((head) => (
                <th scope="col" key={head}>
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ symbol, name, cells }, place) => (
              <tr key={place}>
                <th scope="row">
                  <span className="symbol-name">
                    {symbol !== undefined && <SlotSymbol id={symbol} />} {name}
                  </span>
                </th>
                {cells.map((cell, index) => (
                  <td key={heads[index + 1]}>{cell}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {notes.map((note) => (
        <p key={note}>{note}</p>
      ))}
    </section>
  );
}

function LineShape({ rows, height }: { rows: readonly number[]; height: number }) {
  const points = rows.map((row, reel) => `${reel * 10 + 5},${row * 10 + 5}`).join(' ');
  return (
    <svg viewBox={`0 0 ${rows.length * 10} ${height * 10}`} className="line-shape" aria-hidden="true">
      {rows.flatMap((_, reel) =>
        Array.from({ length: height }, (__, row) => (
          <rect key={`${reel}-${row}`} x={reel * 10 + 1} y={row * 10 + 1} width="8" height="8" rx="1.5" />
        )),
      )}
      <polyline points={points} />
    </svg>
  );
}

import type { Schemas } from '../api/client.js';
import { texts } from '../texts/en-gb.js';
import { money, percent } from '../texts/formats.js';
import { creditsOf, type SlotDefinition } from './model.js';
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
      <PayTable definition={definition} stake={game.stakes.find(({ amount }) => amount === 100)} />
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

interface PayTableProps {
  definition: SlotDefinition;
  stake: Schemas['PositiveAmount'] | undefined;
}

/** Amounts at a stake of one pound: multiples of the line bet are for mathematicians. */
function PayTable({ definition, stake = { amount: 100, currency: 'GBP' } }: PayTableProps) {
  const { pays, symbols, scatterPays = {} } = definition;
  const lineBet = stake.amount / creditsOf(definition);
  const cell = (minor: number): string => money({ amount: minor, currency: stake.currency });
  const counts = ['3', '4', '5'];
  const rows = symbols
    .filter(({ id, kind }) => kind === 'scatter' || pays[id] !== undefined)
    .map(({ id, name, kind }) => ({
      ...{ id, name, scatter: kind === 'scatter' },
      amounts: counts.map((count) =>
        kind === 'scatter' ? (scatterPays[count] ?? 0) * stake.amount : (pays[id]?.[count] ?? 0) * lineBet,
      ),
    }));
  return (
    <section>
      <h2>{t.paytable}</h2>
      <p>{definition.ways ? t.waysLead(money(stake)) : t.paytableLead(money(stake))}</p>
      <div className="scroll" tabIndex={0} role="region" aria-label={t.paytable}>
        <table className="paytable">
          <thead>
            <tr>
              <th scope="col">{t.symbol}</th>
              {counts.map((count) => (
                <th scope="col" key={count}>
                  {t.ofAKind(count)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ id, name, scatter, amounts }) => (
              <tr key={id}>
                <th scope="row">
                  <span className="symbol-name">
                    <SlotSymbol id={id} /> {name}
                    {scatter && <small> ({t.anywhere})</small>}
                  </span>
                </th>
                {amounts.map((amount, index) => (
                  <td key={counts[index]}>{amount > 0 ? cell(amount) : '—'}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
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

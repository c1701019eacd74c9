import type { Table } from '../api/table-news.js';
import { texts } from '../texts/en-gb.js';
import { money } from '../texts/formats.js';
import { Money } from '../ui/money.js';

const t = texts.tables;

/** What all players together have in the round, by kind of bet. Names nobody. */
export function Everybody({ table: { totals, roundMaximum, bets } }: { table: Table }) {
  const { players = 0, amount = { amount: 0, currency: roundMaximum.currency }, kinds = [] } = totals ?? {};
  return (
    <section className="card everybody" aria-label={t.all}>
      <h2>{t.all}</h2>
      <p>{players === 0 && bets.length > 0 ? t.counting : t.players(players, money(amount))}</p>
      {kinds.length > 0 && (
        <ul className="kinds">
          {kinds.map(({ kind, amount: all }) => (
            <li key={kind}>
              {texts.roulette.kinds[kind] ?? kind} <Money value={all} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

import { colourOf } from '../roulette/layout.js';
import type { RouletteOutcome } from '../roulette/model.js';
import { texts } from '../texts/en-gb.js';
import { money } from '../texts/formats.js';

const t = texts.roulette;

/** The pocket and what became of each bet. */
export function RouletteBets({ outcome, currency }: { outcome: RouletteOutcome; currency: string }) {
  const amount = (minor: number): string => money({ amount: minor, currency });
  return (
    <>
      <p className={`pocket-sign ${colourOf(outcome.pocket)}`}>{outcome.pocket}</p>
      <div className="scroll" tabIndex={0} role="region" aria-label={t.staked}>
        <table>
          <thead>
            <tr>
              <th scope="col">{t.bet}</th>
              <th scope="col" className="number">
                {texts.games.history.stake}
              </th>
              <th scope="col" className="number">
                {texts.games.history.payout}
              </th>
            </tr>
          </thead>
          <tbody>
            {outcome.bets.map(({ kind, numbers, amount: stake, payout }) => (
              <tr key={`${kind}:${numbers.join()}`}>
                <th scope="row">
                  {t.kinds[kind] ?? kind} {numbers.length <= 6 && numbers.join(', ')}
                </th>
                <td className="number">{amount(stake)}</td>
                <td className="number">{amount(payout)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

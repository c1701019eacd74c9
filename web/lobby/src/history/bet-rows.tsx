import { texts } from '../texts/en-gb.js';
import { money } from '../texts/formats.js';

export interface ResolvedBet {
  kind: string;
  numbers: number[];
  amount: number;
  payout: number;
}

interface BetRowsProps {
  bets: readonly ResolvedBet[];
  currency: string;
  /** What players call each kind of bet. */
  names: Readonly<Record<string, string>>;
}

/** Every bet of a round with what it returned. */
export function BetRows({ bets, currency, names }: BetRowsProps) {
  const amount = (minor: number): string => money({ amount: minor, currency });
  return (
    <div className="scroll" tabIndex={0} role="region" aria-label={texts.roulette.staked}>
      <table>
        <thead>
          <tr>
            <th scope="col">{texts.roulette.bet}</th>
            <th scope="col" className="number">
              {texts.games.history.stake}
            </th>
            <th scope="col" className="number">
              {texts.games.history.payout}
            </th>
          </tr>
        </thead>
        <tbody>
          {bets.map(({ kind, numbers, amount: stake, payout }) => (
            <tr key={`${kind}:${numbers.join()}`}>
              <th scope="row">
                {names[kind] ?? kind} {numbers.length <= 6 && numbers.join(', ')}
              </th>
              <td className="number">{amount(stake)}</td>
              <td className="number">{amount(payout)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

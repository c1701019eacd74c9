import { colourOf } from '../roulette/layout.js';
import type { RouletteOutcome } from '../roulette/model.js';
import { texts } from '../texts/en-gb.js';
import { BetRows } from './bet-rows.js';

/** The pocket and what became of each bet. */
export function RouletteBets({ outcome, currency }: { outcome: RouletteOutcome; currency: string }) {
  return (
    <>
      <p className={`pocket-sign ${colourOf(outcome.pocket)}`}>{outcome.pocket}</p>
      <BetRows bets={outcome.bets} currency={currency} names={texts.roulette.kinds} />
    </>
  );
}

import { Hand } from '../cards/card.js';
import { baccaratOutcomeIn } from '../baccarat/model.js';
import { diceOutcomeIn } from '../dice/pays.js';
import { texts } from '../texts/en-gb.js';
import { BetRows, type ResolvedBet } from './bet-rows.js';

/** What was drawn at a table that is no wheel, and what became of each bet; nothing for other games. */
export function TableBets({ outcome, currency }: { outcome: Record<string, unknown>; currency: string }) {
  const coup = baccaratOutcomeIn(outcome);
  const roll = diceOutcomeIn(outcome);
  if (!coup && !roll) return null;
  return (
    <>
      {coup && (
        <div className="hands on-paper">
          <Hand title={texts.baccarat.player} cards={coup.player} total={String(coup.playerTotal)} />
          <Hand title={texts.baccarat.banker} cards={coup.banker} total={String(coup.bankerTotal)} />
        </div>
      )}
      {roll && <p>{texts.dice.drawn(roll.outcome)}</p>}
      <BetRows
        bets={(outcome['bets'] ?? []) as ResolvedBet[]}
        currency={currency}
        names={texts.tableRules.names}
      />
    </>
  );
}

import type { Schemas } from '../api/client.js';
import { Hand } from '../cards/card.js';
import { texts } from '../texts/en-gb.js';
import { shortMoney } from '../texts/formats.js';
import type { BlackjackOutcome } from './model.js';

const t = texts.blackjack;

interface FeltProps {
  outcome: BlackjackOutcome | undefined;
  round: Schemas['Round'] | undefined;
}

/** The dealer above, the hands of the player below, the one that is played marked. */
export function Felt({ outcome, round }: FeltProps) {
  const { cards = [], total, soft = false } = outcome?.dealer ?? {};
  const hidden = outcome ? (round?.open ? 1 : 0) : 2;
  const hands = outcome?.hands ?? [];
  const currency = round?.stake.currency ?? 'GBP';
  return (
    <>
      <Hand
        title={t.dealer}
        cards={cards}
        hidden={hidden}
        total={total === undefined ? undefined : t.total(total, soft)}
      />
      <div className="blackjack-hands">
        {hands.map((hand, index) => (
          <div key={index} className={round?.open && index === outcome?.active ? 'active' : ''}>
            <Hand
              title={hands.length > 1 ? t.handOf(index + 1, hands.length) : t.you}
              cards={hand.cards}
              total={t.total(hand.total, hand.soft)}
              won={(hand.payout ?? 0) > hand.stake}
            />
            <p className="small centre hand-stake">{shortMoney({ amount: hand.stake, currency })}</p>
          </div>
        ))}
        {hands.length === 0 && <Hand title={t.you} cards={[]} hidden={2} />}
      </div>
    </>
  );
}

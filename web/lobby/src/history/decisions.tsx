import { blackjackOutcomeIn } from '../blackjack/model.js';
import { Hand, PlayingCard } from '../cards/card.js';
import { cardNames } from '../cards/names.js';
import { texts } from '../texts/en-gb.js';
import { money } from '../texts/formats.js';
import { type TwoHands, twoHandsIn } from './two-hands.js';
import { rowName, type VideoPokerOutcome, videoPokerOutcomeIn } from '../video-poker/model.js';

interface Taken {
  kind: string;
  positions?: number[];
  byDefault?: boolean;
}

/** The cards of a round with decisions, and what was decided; nothing for other games. */
export function DecidedRound({ outcome, currency }: { outcome: Record<string, unknown>; currency: string }) {
  const poker = videoPokerOutcomeIn(outcome);
  const blackjack = blackjackOutcomeIn(outcome);
  const hands = twoHandsIn(outcome);
  const t = texts.blackjack;
  return (
    <>
      {poker && <PokerHand outcome={poker} />}
      {blackjack && (
        <div className="hands on-paper">
          <Hand
            title={t.dealer}
            cards={blackjack.dealer.cards}
            total={t.total(blackjack.dealer.total, blackjack.dealer.soft)}
          />
          {blackjack.hands.map(({ cards, total, soft, stake }, index) => (
            <Hand
              key={index}
              title={`${t.you}, ${money({ amount: stake, currency })}`}
              cards={cards}
              total={t.total(total, soft)}
            />
          ))}
        </div>
      )}
      {hands && <BothHands hands={hands} />}
      <Decisions actions={(outcome['actions'] ?? []) as Taken[]} />
    </>
  );
}

function BothHands({ hands: { player, dealer } }: { hands: TwoHands }) {
  return (
    <div className="hands on-paper">
      {dealer.length > 0 && <Hand title={texts.blackjack.dealer} cards={dealer} />}
      <Hand title={texts.blackjack.you} cards={player} />
    </div>
  );
}

function PokerHand({ outcome: { hand, row } }: { outcome: VideoPokerOutcome }) {
  return (
    <>
      <div className="hand-cards on-paper">
        {hand.map((card, index) => (
          <PlayingCard key={index} card={card} index={index} />
        ))}
      </div>
      <p className="sr-only">{cardNames(hand)}</p>
      {row !== undefined && <p>{rowName(row)}</p>}
    </>
  );
}

function Decisions({ actions }: { actions: readonly Taken[] }) {
  if (actions.length === 0) return null;
  return (
    <>
      <h3>{texts.decisions.taken}</h3>
      <ol>
        {actions.map((action, index) => (
          <li key={index}>{nameOf(action)}</li>
        ))}
      </ol>
    </>
  );
}

function nameOf({ kind, positions, byDefault }: Taken): string {
  const cards = positions?.length ? ` ${positions.map((place) => place + 1).join(', ')}` : '';
  const name = `${texts.blackjack.actions[kind] ?? texts.decisions.actions[kind] ?? kind}${cards}`;
  return byDefault ? texts.decisions.byRules(name) : name;
}

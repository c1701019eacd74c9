import { Link } from '@tanstack/react-router';
import type { CSSProperties } from 'react';
import { useVerified } from '../account/use-verified.js';
import type { Schemas } from '../api/client.js';
import { PlayingCard } from '../cards/card.js';
import { JackpotSign } from '../jackpots/jackpot-sign.js';
import { Wheel } from '../roulette/wheel.js';
import { SlotSymbol } from '../slot/symbols.js';
import { texts } from '../texts/en-gb.js';
import { percent } from '../texts/formats.js';

const t = texts.games;
const covers: Record<string, string[]> = {
  'lamplight-ledger': ['midnight-bell', 'green-lamp', 'pocket-watch'],
  'tideway-lanterns': ['compass-rose', 'storm-lantern', 'tide-bell'],
  'tideway-beacons': ['storm-lantern', 'compass-rose', 'storm-lantern'],
  'russet-orchard': ['honey-pear', 'copper-apple', 'bee-skep'],
};

/** Decoration: the order of a European wheel. */
const coverWheel = [
  0, 32, 15, 19, 4, 21, 2, 25, 17, 34, 6, 27, 13, 36, 11, 30, 8, 23, 10, 5, 24, 16, 33, 1, 20, 14, 31, 9, 22,
  18, 29, 7, 28, 12, 35, 3, 26,
];

/** A game on the floor: its cover, its honest figure, the way in. */
export function GameCard({ game }: { game: Schemas['GameSummary'] }) {
  const { gameId, name, kind, returnToPlayer, offlineSince } = game;
  const verified = useVerified();
  return (
    <article className="game-card">
      <Cover gameId={gameId} kind={kind} />
      <div className="game-card-text">
        <p className="small">{t.shapes[gameId] ?? t.kinds[kind] ?? kind}</p>
        <h2>{name}</h2>
        <p>{t.taglines[gameId]}</p>
        <JackpotSign gameId={gameId} />
        <p className="small">{t.rtp(percent(returnToPlayer.ratio))}</p>
        {offlineSince !== undefined && <p className="small">{t.changes.short}</p>}
        <Link to="/games/$gameId" params={{ gameId }} className="button primary" aria-label={t.play(name)}>
          {t.play1}
        </Link>
        {game.demo && verified && (
          <Link
            to="/games/$gameId/demo"
            params={{ gameId }}
            className="button quiet"
            aria-label={t.demo.tryGame(name)}
          >
            {t.demo.tryIt}
          </Link>
        )}
      </div>
    </article>
  );
}

/** Decoration: the best hand of each game, or what is thrown there. */
const hands: Record<string, string[]> = {
  baccarat: ['4h', '5s', '9d'],
  blackjack: ['As', 'Kd'],
  'video-poker': ['Qh', 'Kh', 'Ah'],
  'three-card-poker': ['Qs', 'Ks', 'As'],
  'casino-war': ['Ac', 'Ah'],
};

function Cover({ gameId, kind }: Pick<Schemas['GameSummary'], 'gameId' | 'kind'>) {
  if (kind === 'slot') return <SlotCover symbols={covers[gameId] ?? []} />;
  const cards = hands[kind];
  if (cards) return <CardCover cards={cards} />;
  return kind === 'dice' ? <NumberCover /> : <WheelCover />;
}

function CardCover({ cards }: { cards: readonly string[] }) {
  return (
    <div className="cover card-cover" aria-hidden="true">
      {cards.map((card, index) => (
        <PlayingCard key={card} card={card} index={index} />
      ))}
    </div>
  );
}

function NumberCover() {
  return (
    <div className="cover number-cover" aria-hidden="true">
      <span className="dice-number">4811</span>
      <span className="dice-track under" style={{ '--zone': '49%' } as CSSProperties}>
        <span className="dice-mark" style={{ left: '48.11%' }} />
      </span>
    </div>
  );
}

function SlotCover({ symbols }: { symbols: readonly string[] }) {
  return (
    <div className="cover" aria-hidden="true">
      {symbols.map((symbol) => (
        <SlotSymbol key={symbol} id={symbol} />
      ))}
    </div>
  );
}

export function WheelCover() {
  return (
    <div className="cover wheel-cover" aria-hidden="true">
      <Wheel pockets={coverWheel} pocket={0} turn={0} resting={false} />
    </div>
  );
}

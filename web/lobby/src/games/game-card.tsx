import { Link } from '@tanstack/react-router';
import type { Schemas } from '../api/client.js';
import { SlotSymbol } from '../slot/symbols.js';
import { texts } from '../texts/en-gb.js';
import { percent } from '../texts/formats.js';

const t = texts.games;
const onTheCover = ['midnight-bell', 'green-lamp', 'pocket-watch'];

/** A game on the floor: its cover, its honest figure, the way in. */
export function GameCard({ game }: { game: Schemas['GameSummary'] }) {
  const { gameId, name, kind, returnToPlayer } = game;
  return (
    <article className="game-card">
      <div className="cover" aria-hidden="true">
        {onTheCover.map((symbol) => (
          <SlotSymbol key={symbol} id={symbol} />
        ))}
      </div>
      <div className="game-card-text">
        <p className="small">{t.kinds[kind] ?? kind}</p>
        <h2>{name}</h2>
        <p>{t.taglines[gameId]}</p>
        <p className="small">{t.rtp(percent(returnToPlayer.ratio))}</p>
        <Link to="/games/$gameId" params={{ gameId }} className="button primary" aria-label={t.play(name)}>
          {t.play1}
        </Link>
      </div>
    </article>
  );
}

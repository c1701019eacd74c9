import { cardNames, faceOf } from './names.js';

/** One card, face up; without a name its back. */
export function PlayingCard({ card, index = 0 }: { card?: string | undefined; index?: number }) {
  const style = { '--place': index } as React.CSSProperties;
  if (card === undefined) return <span className="playing-card back" style={style} aria-hidden="true" />;
  const { rank, suit, red } = faceOf(card);
  return (
    <span className={`playing-card ${red ? 'red' : 'black'}`} style={style} aria-hidden="true">
      <span className="card-corner">
        {rank}
        <small>{suit}</small>
      </span>
      <span className="card-pip">{suit || rank}</span>
    </span>
  );
}

interface HandProps {
  title: string;
  cards: readonly string[];
  /** Cards that lie face down. */
  hidden?: number;
  /** What the hand comes to. */
  total?: string | undefined;
  won?: boolean;
}

/** A hand on the felt, its cards read out by their names. */
export function Hand({ title, cards, hidden = 0, total, won = false }: HandProps) {
  return (
    <section className={`hand ${won ? 'won' : ''}`} aria-label={title}>
      <p className="hand-title">
        {title} {total !== undefined && <strong>{total}</strong>}
      </p>
      <div className="hand-cards">
        {cards.map((card, index) => (
          <PlayingCard key={`${index}${card}`} card={card} index={index} />
        ))}
        {Array.from({ length: hidden }, (_, index) => (
          <PlayingCard key={`back${index}`} index={cards.length + index} />
        ))}
      </div>
      <p className="sr-only">{cardNames(cards)}</p>
    </section>
  );
}

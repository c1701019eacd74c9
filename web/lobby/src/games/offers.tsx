import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { Schemas } from '../api/client.js';
import { reads } from '../api/reads.js';
import { usePlayerId } from '../api/session.js';
import { texts } from '../texts/en-gb.js';

const t = texts.games.offers;

/** What the house would show this player, and why. Nothing to whoever did not ask for it. */
export function Offers() {
  const playerId = usePlayerId();
  const { data } = useQuery({ ...reads.offers, enabled: playerId !== undefined });
  if (playerId === undefined || data === undefined || data.offers.length === 0) return null;
  return (
    <section className="card offers" aria-label={t.title}>
      <h2>{t.title}</h2>
      <ul className="rows">
        {data.offers.slice(0, 3).map((offer) => (
          <Offer key={`${offer.kind}:${offer.reference}`} offer={offer} />
        ))}
      </ul>
      <p className="small">
        {t.consent} <Link to="/account">{t.change}</Link>
      </p>
    </section>
  );
}

function Offer({ offer: { kind, reference, title, why } }: { offer: Schemas['Offer'] }) {
  return (
    <li>
      <span>
        {kind === 'game' ? (
          <Link to="/games/$gameId" params={{ gameId: reference }}>
            {title}
          </Link>
        ) : (
          <strong>{title}</strong>
        )}
      </span>
      <span className="small">{why}</span>
    </li>
  );
}

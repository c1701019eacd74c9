import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { Schemas } from '../api/client.js';
import { reads } from '../api/reads.js';
import { usePlayerId } from '../api/session.js';
import { isOver } from '../bonuses/award.js';
import { ProgrammeOffer } from '../bonuses/programme.js';
import { texts } from '../texts/en-gb.js';
import { Button } from '../ui/button.js';
import { Dialog } from '../ui/dialog.js';

const t = texts.games.offers;

type Offer = Schemas['Offer'];

/** What the house would show this player, and why. Nothing to whoever did not ask for it. */
export function Offers() {
  const playerId = usePlayerId();
  const { data, isError } = useQuery({ ...reads.offers, enabled: playerId !== undefined });
  // What was on offer before is not shown while nobody can say what is.
  if (playerId === undefined || isError || data === undefined || data.offers.length === 0) return null;
  return (
    <section className="card offers" aria-label={t.title}>
      <h2>{t.title}</h2>
      <ul className="rows">
        {data.offers.slice(0, 3).map((offer) => (
          <li key={`${offer.kind}:${offer.reference}`}>
            <span>
              <strong>{offer.title}</strong>
              <span className="small why">{offer.why}</span>
            </span>
            {offer.kind === 'game' ? <GameOffer offer={offer} /> : <BonusOffer offer={offer} />}
          </li>
        ))}
      </ul>
      <p className="small">
        {t.consent} <Link to="/account">{t.change}</Link>
      </p>
    </section>
  );
}

function GameOffer({ offer: { reference, title } }: { offer: Offer }) {
  return (
    <Link
      to="/games/$gameId"
      params={{ gameId: reference }}
      className="button quiet"
      aria-label={t.playIt(title)}
    >
      {texts.games.play1}
    </Link>
  );
}

/** The way to a bonus leads through its terms. */
function BonusOffer({ offer: { reference, title } }: { offer: Offer }) {
  const [open, setOpen] = useState(false);
  const { data } = useQuery(reads.bonuses);
  const navigate = useNavigate();
  const programme = data?.available.find(({ programmeId }) => programmeId === reference);
  if (!programme) return <Link to="/bonuses">{texts.bonuses.title}</Link>;
  return (
    <>
      <Button kind="quiet" aria-label={texts.bonuses.seeTermsOf(title)} onClick={() => setOpen(true)}>
        {texts.bonuses.seeTerms}
      </Button>
      <Dialog title={title} open={open} onClose={() => setOpen(false)}>
        <ProgrammeOffer
          programme={programme}
          running={data?.awards.find((award) => !isOver(award))}
          onClaimed={() => void navigate({ to: '/bonuses' })}
        />
        <Button kind="quiet" onClick={() => setOpen(false)}>
          {texts.common.close}
        </Button>
      </Dialog>
    </>
  );
}

import { Link } from '@tanstack/react-router';
import type { Schemas } from '../api/client.js';
import { texts } from '../texts/en-gb.js';
import { instant, money, shortMoney } from '../texts/formats.js';
import { Money } from '../ui/money.js';
import { Counted } from './counted.js';
import { GiveUp } from './give-up.js';
import { Terms } from './terms.js';

const t = texts.bonuses;

type Award = Schemas['Award'];

export const isOver = ({ status }: Award): boolean => status === 'completed' || status === 'ended';

/** The bonus a player has now: what is left to do for it, why, and until when. */
export function RunningAward({ award }: { award: Award }) {
  const { title, status, explanation, terms } = award;
  return (
    <article className="card award">
      <h3>
        {title} <em className="badge quiet">{t.statuses[status] ?? status}</em>
      </h3>
      <p className="award-words">{explanation}</p>
      {status === 'active' && <Progress award={award} />}
      <Standing award={award} />
      <NextStep award={award} />
      <Counted award={award} />
      <Terms terms={terms} folded />
      {(status === 'active' || status === 'claimed') && <GiveUp award={award} />}
    </article>
  );
}

function Progress({ award: { wagered, required } }: { award: Award }) {
  if (required.amount === 0) return null;
  const words = t.progress(money(wagered), money(required));
  return (
    <div className="award-progress">
      <progress max={required.amount} value={wagered.amount} aria-label={words} />
      <span className="small" aria-hidden="true">
        {words}
      </span>
    </div>
  );
}

function Standing({ award }: { award: Award }) {
  const { status, bonus, required, remaining, maximumStake, expiresAt, daysLeft, freeRounds } = award;
  return (
    <dl className="meters">
      {status === 'active' && required.amount > 0 && (
        <div>
          <dt>{t.remaining}</dt>
          <dd>
            <Money value={remaining} />
          </dd>
        </div>
      )}
      {freeRounds ? (
        <>
          <div>
            <dt>{t.freeRounds}</dt>
            <dd>{t.of(freeRounds.left, freeRounds.rounds)}</dd>
          </div>
          <div>
            <dt>{t.winnings}</dt>
            <dd>
              <Money value={freeRounds.winnings} />
            </dd>
          </div>
        </>
      ) : (
        status === 'active' && (
          <div>
            <dt>{t.bonus}</dt>
            <dd>
              <Money value={bonus} />
            </dd>
          </div>
        )
      )}
      <div>
        <dt>{t.gist.stake}</dt>
        <dd>{shortMoney(maximumStake)}</dd>
      </div>
      <div>
        <dt>{status === 'claimed' ? t.depositBy : t.timeLeft}</dt>
        {daysLeft !== undefined && <dd>{t.days(daysLeft)}</dd>}
        <dd className="meter-note">{t.until(instant(expiresAt))}</dd>
      </div>
    </dl>
  );
}

/** What to do now: pay in, play the free rounds, or play anything. */
function NextStep({ award: { status, freeRounds } }: { award: Award }) {
  if (status === 'claimed')
    return (
      <Link to="/cashier" className="button primary">
        {t.payIn}
      </Link>
    );
  if (status === 'active' && freeRounds !== undefined && freeRounds.left > 0)
    return (
      <Link to="/games/$gameId" params={{ gameId: freeRounds.gameId }} className="button primary">
        {t.play(freeRounds.left)}
      </Link>
    );
  if (status === 'active')
    return (
      <Link to="/" className="button primary">
        {texts.cashier.back.toTables}
      </Link>
    );
  return null;
}

/** A bonus that is over, with what became of it. */
export function PastAward({ award }: { award: Award }) {
  const { title, status, explanation, endedAt } = award;
  return (
    <article className="past-award">
      <h3>
        {title} <em className="badge quiet">{t.statuses[status] ?? status}</em>
      </h3>
      <p>{explanation}</p>
      {endedAt !== undefined && <p className="small">{instant(endedAt)}</p>}
      <Counted award={award} />
    </article>
  );
}

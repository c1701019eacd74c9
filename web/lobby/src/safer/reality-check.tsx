import { useMutation, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { houseClock } from '../api/house-clock.js';
import { reads } from '../api/reads.js';
import { tokens, usePlayerId } from '../api/session.js';
import { openCheck } from '../play/open-check.js';
import { texts } from '../texts/en-gb.js';
import { duration } from '../texts/formats.js';
import { Button } from '../ui/button.js';
import { Dialog } from '../ui/dialog.js';
import { Money } from '../ui/money.js';
import { ProblemNotice } from '../ui/notice.js';
import { netSince } from './net-since.js';

const t = texts.safer.reality;
const lookEveryMs = 1_000;
const answeredKey = 'croupier.reality';

/** When the player last answered a check in this visit, or when the visit began. */
function lastAnswer(): number {
  const answered = Number(localStorage.getItem(answeredKey) ?? 0);
  return Math.max(answered, tokens.since().getTime());
}

/**
 * Stops play by the player's own interval: how long, and where they stand. It must be answered, and the platform, which takes no
 * round of the open game before that, is told.
 */
export function RealityCheck() {
  const playerId = usePlayerId();
  const settings = useQuery({ ...reads.settings, enabled: playerId !== undefined });
  const minutes = settings.data?.realityCheckMinutes;
  const [due, setDue] = useState(false);
  const navigate = useNavigate();
  useEffect(() => {
    if (playerId === undefined) return;
    // What the platform asks for is due whether or not the player's own interval can be read.
    const ownMs = (minutes ?? Number.POSITIVE_INFINITY) * 60_000;
    const look = (): void => setDue(openCheck.isDue || Date.now() - lastAnswer() >= ownMs);
    const timer = setInterval(look, lookEveryMs);
    return () => clearInterval(timer);
  }, [playerId, minutes]);
  const { mutate, error } = useMutation({
    mutationFn: (_to: '/history' | '/safer-play' | undefined) => openCheck.answer(),
    onSuccess: (_, to) => {
      localStorage.setItem(answeredKey, String(Date.now()));
      setDue(false);
      if (to) void navigate({ to });
    },
  });
  if (playerId === undefined) return null;
  return (
    <Dialog title={t.title} open={due} onClose={() => mutate(undefined)} insistent>
      <Standing />
      <ProblemNotice error={error} />
      <div className="dialog-actions">
        <Button onClick={() => mutate(undefined)}>{t.goOn}</Button>
        <Button kind="quiet" onClick={() => mutate('/history')}>
          {t.history}
        </Button>
        <Button kind="quiet" onClick={() => mutate('/safer-play')}>
          {t.pause}
        </Button>
      </div>
    </Dialog>
  );
}

function Standing() {
  const [since] = useState(() => tokens.since());
  const net = useQuery({
    queryKey: ['transactions', 'since', since.toISOString()],
    queryFn: () => netSince(houseClock.of(since)),
  });
  return (
    <>
      <p>{t.lead}</p>
      <dl className="meters">
        <div>
          <dt>{t.time}</dt>
          <dd>{duration((Date.now() - since.getTime()) / 1000)}</dd>
        </div>
        <div>
          <dt>{t.net}</dt>
          <dd>{net.data ? <Money value={net.data} signed /> : '…'}</dd>
        </div>
      </dl>
    </>
  );
}

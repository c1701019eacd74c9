import { Link } from '@tanstack/react-router';
import type { ProblemError } from '../api/client.js';
import { texts } from '../texts/en-gb.js';
import { Button } from '../ui/button.js';
import { Notice, ProblemNotice } from '../ui/notice.js';
import { usePlayMoney } from './demo.js';
import type { Sitting } from './use-sitting.js';

const t = texts.games.slot;

/** Why a round was not played; a session that was taken over elsewhere can be taken back. */
export function PlayProblem({ error, sitting }: { error: ProblemError | null; sitting: Sitting }) {
  if (error?.code === 'play_money_spent') return <ProblemNotice error={error} retry={sitting.open} />;
  if (error?.code !== 'session_closed') return <ProblemNotice error={error} />;
  return (
    <Notice>
      <p>{t.closed}</p>
      <Button onClick={sitting.open}>{t.reopen}</Button>
    </Notice>
  );
}

/** The way to the proof of the round just played; one for play money is kept nowhere. */
export function RoundLink({ roundId }: { roundId: string }) {
  if (usePlayMoney()) return null;
  return (
    <p className="small centre">
      <Link to="/history/$roundId" params={{ roundId }}>
        {t.proof}
      </Link>
    </p>
  );
}

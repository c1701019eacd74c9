import { Link } from '@tanstack/react-router';
import type { ProblemError } from '../api/client.js';
import { texts } from '../texts/en-gb.js';
import { Button } from '../ui/button.js';
import { Notice, ProblemNotice } from '../ui/notice.js';
import type { Sitting } from './use-sitting.js';

const t = texts.games.slot;

/** Why a round was not played; a session that was taken over elsewhere can be taken back. */
export function PlayProblem({ error, sitting }: { error: ProblemError | null; sitting: Sitting }) {
  if (error?.code !== 'session_closed') return <ProblemNotice error={error} />;
  return (
    <Notice>
      <p>{t.closed}</p>
      <Button onClick={sitting.open}>{t.reopen}</Button>
    </Notice>
  );
}

/** The way to the proof of the round just played. */
export function RoundLink({ roundId }: { roundId: string }) {
  return (
    <p className="small centre">
      <Link to="/history/$roundId" params={{ roundId }}>
        {t.proof}
      </Link>
    </p>
  );
}

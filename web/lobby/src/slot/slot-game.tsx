import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { Schemas } from '../api/client.js';
import { reads } from '../api/reads.js';
import { texts } from '../texts/en-gb.js';
import { Button } from '../ui/button.js';
import { Notice, ProblemNotice } from '../ui/notice.js';
import { Meters } from './meters.js';
import type { SlotDefinition } from './model.js';
import { Reels } from './reels.js';
import { Result } from './result.js';
import { StakeChoice } from './stake-choice.js';
import { useRound } from './use-round.js';
import { useSitting } from './use-sitting.js';

const t = texts.games.slot;

/** The table itself, once the player may play. */
export function SlotGame({ game }: { game: Schemas['GameDetail'] }) {
  const profile = useQuery(reads.profile);
  if (profile.data?.verification.status !== 'passed') return null;
  return <Table game={game} />;
}

function Table({ game }: { game: Schemas['GameDetail'] }) {
  const definition = game.definition as unknown as SlotDefinition;
  const sitting = useSitting(game.gameId);
  const { session } = sitting;
  const { play, spin, error, onSettled, undecided } = useRound(
    session?.gameSessionId,
    session?.minimumCycleMs ?? game.minimumCycleMs,
  );
  const offered = game.stakes.filter(({ amount }) => amount <= (session?.stakeCap.amount ?? Infinity));
  const [stake, setStake] = useState(offered.find(({ amount }) => amount >= 100) ?? offered[0]);
  const current = play.outcome?.spins[play.spinIndex];
  const idle = play.phase === 'idle';
  if (sitting.error) return <ProblemNotice error={sitting.error} retry={sitting.open} />;
  if (!session || !stake) return <p role="status">{t.opening}</p>;
  return (
    <div className="slot">
      <div className={`cabinet ${current?.kind === 'free' ? 'midnight' : ''}`}>
        <Reels
          definition={definition}
          spin={current}
          turn={play.turn}
          settled={play.settled}
          showWins={play.phase !== 'asking'}
          onSettled={onSettled}
        />
        <Result play={play} definition={definition} />
      </div>
      <div className="slot-controls">
        <StakeChoice offered={offered} chosen={stake} disabled={!idle || undecided} choose={setStake} />
        <Button className="spin" busy={!idle} onClick={() => spin(stake)} aria-describedby="slot-result">
          {labelOf(play.phase, undecided)}
        </Button>
      </div>
      {error?.code === 'session_closed' ? (
        <Notice>
          <p>{t.closed}</p>
          <Button onClick={sitting.open}>{t.reopen}</Button>
        </Notice>
      ) : (
        <ProblemNotice error={error} />
      )}
      <Meters net={{ amount: play.netAmount, currency: stake.currency }} seconds={sitting.seconds} />
      {play.round && idle && (
        <p className="small centre">
          <Link to="/history/$roundId" params={{ roundId: play.round.roundId }}>
            {t.proof}
          </Link>
        </p>
      )}
    </div>
  );
}

function labelOf(phase: string, undecided: boolean): string {
  if (phase === 'turning' || phase === 'asking') return t.spinning;
  if (phase === 'resting') return t.wait;
  return undecided ? t.reveal : t.spin;
}

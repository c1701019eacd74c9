import { useState } from 'react';
import type { Schemas } from '../api/client.js';
import { JackpotSign } from '../jackpots/jackpot-sign.js';
import { isCelebrated } from '../play/celebration.js';
import { Meters } from '../play/meters.js';
import { PlayProblem, RoundLink } from '../play/table.js';
import type { Sitting } from '../play/use-sitting.js';
import { texts } from '../texts/en-gb.js';
import { Button } from '../ui/button.js';
import { FreeRound } from './free-round.js';
import type { SlotDefinition } from './model.js';
import { Reels } from './reels.js';
import { Result } from './result.js';
import { StakeChoice } from './stake-choice.js';
import { useRound } from './use-round.js';

const t = texts.games.slot;

interface SlotTableProps {
  game: Schemas['GameDetail'];
  session: Schemas['GameSession'];
  sitting: Sitting;
}

/** The cabinet, its controls, and where the player stands. */
export function SlotTable({ game, session, sitting }: SlotTableProps) {
  const definition = game.definition as unknown as SlotDefinition;
  const { play, ask, error, onSettled, undecided } = useRound(session);
  const offered = game.stakes.filter(({ amount }) => amount <= (session.stakeCap?.amount ?? Infinity));
  const [stake, setStake] = useState(offered.find(({ amount }) => amount >= 100) ?? offered[0]);
  const current = play.outcome?.spins[play.spinIndex];
  const idle = play.phase === 'idle';
  if (!stake) return null;
  return (
    <div className="slot">
      <JackpotSign gameId={game.gameId} />
      <div className={`cabinet ${current?.kind === 'free' ? 'midnight' : ''}`}>
        <Reels
          definition={definition}
          spin={current}
          turn={play.turn}
          settled={play.settled}
          showWins={play.phase !== 'asking'}
          celebrated={play.round !== undefined && isCelebrated(play.round, play.free)}
          onSettled={onSettled}
        />
        <Result play={play} definition={definition} />
      </div>
      <div className="slot-controls">
        <StakeChoice offered={offered} chosen={stake} disabled={!idle || undecided} choose={setStake} />
        <Button className="spin" busy={!idle} onClick={() => ask({ stake })} aria-describedby="slot-result">
          {labelOf(play.phase, undecided)}
        </Button>
        <FreeRound gameId={game.gameId} busy={!idle} disabled={undecided} play={ask} />
      </div>
      <PlayProblem error={error} sitting={sitting} />
      <Meters net={play.net ?? { amount: 0, currency: stake.currency }} seconds={sitting.seconds} />
      {play.round && idle && <RoundLink roundId={play.round.roundId} />}
    </div>
  );
}

function labelOf(phase: string, undecided: boolean): string {
  if (phase === 'turning' || phase === 'asking') return t.spinning;
  if (phase === 'resting') return t.wait;
  return undecided ? t.reveal : t.spin;
}

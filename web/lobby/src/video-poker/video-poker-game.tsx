import { useState } from 'react';
import { DecisionProblem } from '../play/decision-problem.js';
import { Meters } from '../play/meters.js';
import { RoundLink } from '../play/table.js';
import { type Decisions, useDecisions } from '../play/use-decisions.js';
import type { TableProps } from '../play/use-sitting.js';
import { resultOf } from '../slot/round-text.js';
import { StakeChoice } from '../slot/stake-choice.js';
import { texts } from '../texts/en-gb.js';
import { Button } from '../ui/button.js';
import { HoldButton } from './hold-button.js';
import { rowName, type VideoPokerDefinition, videoPokerOutcomeIn } from './model.js';

const t = texts.videoPoker;
const places = [0, 1, 2, 3, 4];

/** Five cards, any of them held, one draw. */
export function VideoPokerTable({ game, session, sitting }: TableProps) {
  const definition = game.definition as unknown as VideoPokerDefinition;
  const [stake, setStake] = useState(game.stakes.find(({ amount }) => amount >= 50) ?? game.stakes[0]);
  const [held, setHeld] = useState<readonly number[]>([]);
  const decisions = useDecisions(session);
  const { phase, round, undecided } = decisions;
  const outcome = round && videoPokerOutcomeIn(round.outcome);
  const isOpen = round?.open !== undefined;
  if (!stake) return null;
  const press = (): void => {
    if (isOpen) return decisions.act({ kind: 'hold', positions: [...held] });
    setHeld([]);
    decisions.deal({ stake });
  };
  const toggle = (place: number): void =>
    setHeld((before) =>
      before.includes(place) ? before.filter((each) => each !== place) : [...before, place].sort(),
    );
  const kept = isOpen ? held : (outcome?.held ?? []);
  return (
    <div className="slot video-poker">
      <div className="cabinet">
        <PayTable definition={definition} row={isOpen ? undefined : outcome?.row} />
        <div className="poker-hand" role="group" aria-label={t.cards}>
          {places.map((place) => (
            <HoldButton
              key={`${place}${outcome?.hand[place] ?? ''}`}
              card={outcome?.hand[place]}
              place={place}
              held={kept.includes(place)}
              disabled={phase !== 'open'}
              toggle={toggle}
            />
          ))}
        </div>
        <p className="result-line result" aria-live="polite" id="slot-result">
          {lineOf(decisions)}
        </p>
      </div>
      <div className="slot-controls">
        <StakeChoice
          offered={game.stakes}
          chosen={stake}
          disabled={phase !== 'idle' || undecided}
          choose={setStake}
        />
        <Button
          className="spin"
          busy={phase === 'asking' || phase === 'resting'}
          onClick={press}
          aria-describedby="slot-result"
        >
          {labelOf(decisions)}
        </Button>
      </div>
      <DecisionProblem decisions={decisions} sitting={sitting} />
      <Meters net={decisions.net ?? { amount: 0, currency: stake.currency }} seconds={sitting.seconds} />
      {round && phase === 'idle' && <RoundLink roundId={round.roundId} />}
    </div>
  );
}

function PayTable({ definition, row }: { definition: VideoPokerDefinition; row: string | undefined }) {
  return (
    <dl className="poker-pays">
      {definition.pays.map(({ id, pays }) => (
        <div key={id} className={id === row ? 'paid' : ''}>
          <dt>{rowName(id)}</dt>
          <dd>{Array.isArray(pays) ? pays.join(' · ') : pays}</dd>
        </div>
      ))}
    </dl>
  );
}

function labelOf({ phase, undecided }: Decisions): string {
  if (phase === 'asking') return texts.decisions.asking;
  if (phase === 'resting') return texts.roulette.wait;
  if (undecided) return texts.games.slot.reveal;
  return phase === 'open' ? t.draw : t.deal;
}

function lineOf({ phase, round }: Decisions): string {
  if (phase === 'asking') return texts.decisions.asking;
  if (!round) return t.empty;
  if (round.open) return t.choose;
  const { row } = videoPokerOutcomeIn(round.outcome) ?? {};
  return `${row === undefined ? '' : `${rowName(row)}. `}${resultOf(round, 0)}`;
}

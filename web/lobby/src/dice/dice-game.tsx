import { type CSSProperties, useState } from 'react';
import { Meters } from '../play/meters.js';
import { isStill } from '../play/motion.js';
import { PlayProblem, RoundLink } from '../play/table.js';
import { type Instant, useInstant } from '../play/use-instant.js';
import type { TableProps } from '../play/use-sitting.js';
import { resultOf } from '../slot/round-text.js';
import { StakeChoice } from '../slot/stake-choice.js';
import { texts } from '../texts/en-gb.js';
import { money } from '../texts/formats.js';
import { Button } from '../ui/button.js';
import { chanceOf, type DiceDefinition, diceOutcomeIn, diceReturn, diceWins } from './pays.js';

const t = texts.dice;

/** One number is drawn; the player says on how many of them to win, and at which end. */
export function DiceTable({ game, session, sitting }: TableProps) {
  const definition = game.definition as unknown as DiceDefinition;
  const [stake, setStake] = useState(game.stakes[0]);
  const [kind, setKind] = useState<'under' | 'over'>('under');
  const [target, setTarget] = useState(() => startOf(definition));
  const roll = useInstant({
    session,
    showMs: () => (isStill() ? 200 : 1400),
    shown: () => {},
  });
  const { phase, round, undecided } = roll;
  const disabled = phase !== 'idle' || undecided;
  if (!stake) return null;
  const play = (): void => roll.play({ stake, bets: [{ kind, numbers: [target], amount: stake.amount }] });
  return (
    <div className="slot dice">
      <div className="cabinet">
        <Track definition={definition} kind={kind} target={target} roll={roll} />
        <div className="dice-choice">
          <fieldset className="stakes" disabled={disabled}>
            <legend>{t.end}</legend>
            <div className="stakes-row">
              {(['under', 'over'] as const).map((each) => (
                <label key={each} className="stake">
                  <input type="radio" name="end" checked={each === kind} onChange={() => setKind(each)} />
                  <span>{t.ends[each]}</span>
                </label>
              ))}
            </div>
          </fieldset>
          <label className="dice-target">
            <span>{t.target(target, chanceOf(definition, target))}</span>
            <input
              type="range"
              min={definition.targets.from}
              max={definition.targets.to}
              step={definition.targets.step}
              value={target}
              disabled={disabled}
              onChange={(event) => setTarget(Number(event.target.value))}
            />
          </label>
          <p className="dice-win">
            {t.returns(money({ ...stake, amount: diceReturn(definition, target, stake.amount) }))}
          </p>
        </div>
        <p className="result-line result" aria-live="polite" id="slot-result">
          {lineOf(roll)}
        </p>
      </div>
      <div className="slot-controls">
        <StakeChoice offered={game.stakes} chosen={stake} disabled={disabled} choose={setStake} />
        <Button className="spin" busy={phase !== 'idle'} onClick={play} aria-describedby="slot-result">
          {labelOf(roll)}
        </Button>
      </div>
      <PlayProblem error={roll.error} sitting={sitting} />
      <Meters net={roll.net ?? { amount: 0, currency: stake.currency }} seconds={sitting.seconds} />
      {round && phase === 'idle' && <RoundLink roundId={round.roundId} />}
    </div>
  );
}

/** About an even chance, on the ladder of what is offered. */
function startOf({ outcomes, targets: { from, to, step } }: DiceDefinition): number {
  const half = from + Math.floor((outcomes / 2 - from) / step) * step;
  return Math.min(Math.max(from, half - step), to);
}

interface TrackProps {
  definition: DiceDefinition;
  kind: 'under' | 'over';
  target: number;
  roll: Instant;
}

/** All numbers in a row: those that win, and the one that was drawn. */
function Track({ definition, kind, target, roll: { phase, round } }: TrackProps) {
  const drawn = round && phase !== 'asking' ? diceOutcomeIn(round.outcome)?.outcome : undefined;
  const bet = round && drawn !== undefined ? diceOutcomeIn(round.outcome)?.bets[0] : undefined;
  const shown = phase === 'idle' || phase === 'resting' ? drawn : undefined;
  const share = (part: number): string => `${(100 * part) / definition.outcomes}%`;
  const won =
    bet !== undefined && drawn !== undefined && diceWins(definition, bet.kind, bet.numbers[0] ?? 0, drawn);
  return (
    <div className="dice-board" aria-hidden="true">
      <p className={`dice-number ${shown === undefined ? 'rolling' : won ? 'won' : 'lost'}`}>
        {shown ?? (phase === 'showing' ? '…' : '–')}
      </p>
      <div className={`dice-track ${kind}`} style={{ '--zone': share(target) } as CSSProperties}>
        {drawn !== undefined && <span className="dice-mark" style={{ left: share(drawn) }} />}
      </div>
      <p className="dice-scale">
        <span>0</span>
        <span>{definition.outcomes - 1}</span>
      </p>
    </div>
  );
}

function labelOf({ phase, undecided }: Instant): string {
  if (phase === 'asking' || phase === 'showing') return t.rolling;
  if (phase === 'resting') return texts.roulette.wait;
  return undecided ? texts.games.slot.reveal : t.roll;
}

function lineOf({ phase, round }: Instant): string {
  if (phase === 'asking' || phase === 'showing') return t.rolling;
  const outcome = round && diceOutcomeIn(round.outcome);
  return round && outcome ? `${t.drawn(outcome.outcome)} ${resultOf(round, 0)}` : t.empty;
}

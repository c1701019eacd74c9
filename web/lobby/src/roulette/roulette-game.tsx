import { useState } from 'react';
import type { Schemas } from '../api/client.js';
import { Meters } from '../play/meters.js';
import { PlayProblem, RoundLink } from '../play/table.js';
import type { Sitting } from '../play/use-sitting.js';
import type { Bet } from '../play/use-play.js';
import { resultOf } from '../slot/round-text.js';
import { texts } from '../texts/en-gb.js';
import { money } from '../texts/formats.js';
import { Button } from '../ui/button.js';
import { betsOf } from './bets.js';
import { Board } from './board.js';
import { ChipTray } from './chip-tray.js';
import { LastNumbers } from './last-numbers.js';
import { colourOf } from './layout.js';
import { boundsOf, type RouletteDefinition } from './model.js';
import { type Chips, useChips } from './use-chips.js';
import { useWheel, type WheelPhase } from './use-wheel.js';
import { Wheel } from './wheel.js';

const t = texts.roulette;

interface RouletteTableProps {
  game: Schemas['GameDetail'];
  session: Schemas['GameSession'];
  sitting: Sitting;
}

/** An instant wheel: bets, one press, one pocket. */
export function RouletteTable({ game, session, sitting }: RouletteTableProps) {
  const definition = game.definition as unknown as RouletteDefinition;
  const [chip, setChip] = useState(game.stakes[2] ?? game.stakes[0]);
  const currency = chip?.currency ?? 'GBP';
  const chips = useChips(boundsOf(game.bets ?? [], definition.limits[currency]?.roundMaximum));
  const wheel = useWheel(session, chips.taken);
  const { phase, outcome, round } = wheel;
  const idle = phase === 'idle';
  const shown = phase === 'showing' || phase === 'asking' ? undefined : outcome?.pocket;
  if (!chip) return null;
  const spin = (): void => {
    const bets = betsOf(chips.chips) as NonNullable<Bet['bets']>;
    if (chips.total > 0 || wheel.undecided)
      wheel.play({ stake: { amount: chips.total, currency: chip.currency }, bets });
  };
  return (
    <div className="slot roulette">
      <div className="cabinet roulette-cabinet">
        <div className="wheel-side">
          <Wheel
            pockets={definition.wheel}
            pocket={outcome?.pocket}
            turn={wheel.turn}
            resting={shown !== undefined}
          />
          <LastNumbers numbers={wheel.numbers} />
        </div>
        <Board
          amounts={chips.amounts}
          currency={currency}
          pocket={shown}
          disabled={!idle || wheel.undecided}
          place={(spot) => chips.place(spot, chip.amount)}
        />
        <p className="result-line result" aria-live="polite" id="slot-result">
          {lineOf(wheel, chips, currency)}
        </p>
      </div>
      <div className="slot-controls">
        <ChipTray
          offered={game.stakes}
          chosen={chip}
          choose={setChip}
          chips={chips}
          disabled={!idle || wheel.undecided}
        />
        <Button
          className="spin"
          busy={!idle}
          disabled={chips.total === 0 && idle && !wheel.undecided}
          onClick={spin}
        >
          {labelOf(phase, wheel.undecided)}
        </Button>
      </div>
      <PlayProblem error={wheel.error} sitting={sitting} />
      <Meters net={wheel.net ?? { amount: 0, currency }} seconds={sitting.seconds} />
      {round && idle && <RoundLink roundId={round.roundId} />}
    </div>
  );
}

function labelOf(phase: WheelPhase, undecided: boolean): string {
  if (phase === 'asking' || phase === 'showing') return t.spinning;
  if (phase === 'resting') return t.wait;
  return undecided ? texts.games.slot.reveal : t.spin;
}

function lineOf(wheel: ReturnType<typeof useWheel>, chips: Chips, currency: string): string {
  const { phase, round, outcome } = wheel;
  if (phase === 'asking' || phase === 'showing') return t.spinning;
  if (chips.full) return t.full;
  if (chips.total > 0) return t.placed(money({ amount: chips.total, currency }));
  if (!round || !outcome) return t.empty;
  const colour = t.colours[colourOf(outcome.pocket)] ?? '';
  return `${t.number(outcome.pocket, colour)} ${resultOf(round, 0)}`;
}

import { useState } from 'react';
import { useQuery } from '@tanstack/react-query';
import { reads } from '../api/reads.js';
import type { Table } from '../api/table-news.js';
import { isCelebrated } from '../play/celebration.js';
import { Meters } from '../play/meters.js';
import { RoundLink } from '../play/table.js';
import { Board } from '../roulette/board.js';
import { LastNumbers } from '../roulette/last-numbers.js';
import { boundsOf, type RouletteDefinition } from '../roulette/model.js';
import { useChips } from '../roulette/use-chips.js';
import { Wheel } from '../roulette/wheel.js';
import { Bets } from './bets.js';
import { Everybody } from './everybody.js';
import { cameTo, fellOn } from './said.js';
import type { Show, Stage } from './show.js';
import { ownOf, othersOf } from './spots.js';
import { Announcer, Ending, Status } from './status.js';
import { useStanding } from './use-sitting.js';
import { landingMs, useCurtain, useShow } from './use-table.js';

/** A wheel for many: it turns by the house's clock, whoever has bets on it. */
export function LiveTable({ table }: { table: Table }) {
  const { round, offers, roundMaximum, gameSessionId } = table;
  const { currency } = roundMaximum;
  const { show, stage } = useShow(table);
  useCurtain(table, show);
  const { rested } = show;
  const own = ownOf(table);
  const [chip, setChip] = useState(table.chips[1] ?? table.chips[0]);
  const chips = useChips({ ...boundsOf(offers, roundMaximum.amount), already: own });
  const open = stage === 'betting' && gameSessionId !== undefined;
  const settled = useQuery({
    ...reads.settled(rested?.roundId ?? ''),
    enabled: rested?.result !== undefined && rested.staked > 0,
  }).data;
  const { net, seconds } = useStanding(gameSessionId, rested, settled);
  const last = rested ? cameTo(rested, settled, currency) : '';
  return (
    <div className="slot roulette live">
      <div className="cabinet roulette-cabinet">
        <Status table={table} stage={stage} />
        <WheelSide table={table} show={show} stage={stage} />
        <Board
          amounts={chips.amounts}
          inRound={own}
          others={othersOf(table, own)}
          currency={currency}
          pocket={rested?.roundId === round?.roundId ? rested?.result?.pocket : undefined}
          disabled={!open}
          place={(spot) => chip && chips.place(spot, chip.amount)}
        />
        <Ending
          rested={rested}
          fell={rested ? fellOn(rested) : ''}
          last={last}
          won={settled !== undefined && isCelebrated(settled)}
        />
      </div>
      {chip && <Bets {...{ table, stage, own, chips, chip, setChip, open }} />}
      <Announcer stage={stage} show={show} last={last} closesAt={round?.betsCloseAt} />
      <Everybody table={table} />
      <Meters net={net ?? { amount: 0, currency }} seconds={seconds} />
      {rested?.result && settled && <RoundLink roundId={rested.roundId} />}
    </div>
  );
}

function WheelSide({ table, show, stage }: { table: Table; show: Show; stage: Stage }) {
  const { landing, rested, turn } = show;
  const { wheel } = table.definition as unknown as RouletteDefinition;
  const results = table.results.filter(({ number }) => number !== landing?.number);
  const told = table.round?.result === undefined || rested?.roundId === table.round.roundId;
  const lies = landing ?? rested;
  return (
    <div className="wheel-side">
      <Wheel
        pockets={wheel}
        pocket={lies?.result?.pocket ?? results[told ? 0 : 1]?.pocket}
        turn={turn}
        resting={!landing && stage !== 'spinning'}
        running={stage === 'spinning' && !landing}
        lastsMs={landingMs}
      />
      <LastNumbers numbers={results.slice(told ? 0 : 1, 12).map(({ pocket }) => pocket)} />
    </div>
  );
}

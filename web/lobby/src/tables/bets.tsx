import { useMutation } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { answerOf, api, queries, type Schemas } from '../api/client.js';
import { reads } from '../api/reads.js';
import type { Table } from '../api/table-news.js';
import { betsOf } from '../roulette/bets.js';
import { ChipTray } from '../roulette/chip-tray.js';
import type { Chips } from '../roulette/use-chips.js';
import { texts } from '../texts/en-gb.js';
import { money } from '../texts/formats.js';
import { Button } from '../ui/button.js';
import { ProblemNotice } from '../ui/notice.js';
import { type Stage, stakedIn } from './show.js';
import { chipsOf } from './spots.js';
import { Countdown } from './status.js';
import { useBets } from './use-bets.js';

const t = texts.tables;
type Amount = Schemas['PositiveAmount'];

interface BetsProps {
  table: Table;
  stage: Stage;
  /** What the player has in the round, by spot. */
  own: ReadonlyMap<string, number>;
  chips: Chips;
  chip: Amount;
  setChip: (chip: Amount) => void;
  open: boolean;
}

/** The player's side of the table: a seat, chips, and the way into the round. */
export function Bets(props: BetsProps) {
  const { table } = props;
  return table.gameSessionId === undefined ? <Seat tableId={table.tableId} /> : <Seated {...props} />;
}

function Seated({ table, stage, own, chips, chip, setChip, open }: BetsProps) {
  const { round } = table;
  const { currency } = chip;
  const [back, setBack] = useState(0);
  // What lies there when bets close can be put down again in the next round.
  const takeBack = (): void => chips.taken([...chipsOf(own), ...chips.chips]);
  const bets = useBets(table, { onPlaced: () => chips.taken(), onLate: takeBack });
  const { undecided, isPending, forget } = bets;
  const closed = stage !== 'betting';
  const { total } = chips;
  useEffect(() => {
    if (!closed || isPending || undecided) return;
    if (total > 0) setBack(total);
    if (total > 0 || own.size > 0) takeBack();
    // Once, when they close, or when the answer to the last of them is there.
  }, [closed, isPending, undecided]);
  useEffect(() => {
    if (total === 0) return;
    setBack(0);
    if (!undecided && !isPending) forget();
  }, [total]);
  const place = (): void => {
    if (!round || (total === 0 && !undecided)) return;
    bets.place({
      roundId: round.roundId,
      stake: { amount: total, currency },
      bets: betsOf(chips.chips) as Schemas['PlaceBetsBody']['bets'],
    });
  };
  const text = (amount: number): string => money({ amount, currency });
  return (
    <div className="slot-controls dock">
      {stage === 'betting' && round && (
        <div className="dock-clock" aria-hidden="true">
          <Countdown until={round.betsCloseAt} ofMs={table.times.bettingMs} />
        </div>
      )}
      <p className="small live-line" role="status">
        {lineOf(
          { back, full: chips.full, unplaced: total, inRound: stage === 'void' ? 0 : stakedIn(table), open },
          text,
        )}
      </p>
      <ChipTray
        offered={table.chips}
        chosen={chip}
        choose={setChip}
        chips={chips}
        disabled={!open || isPending || undecided}
        totalLabel={t.unplacedTotal}
      />
      <Button
        className="spin"
        busy={isPending}
        disabled={!undecided && (!open || total === 0)}
        onClick={place}
      >
        {undecided ? t.findOut : isPending ? t.placing : total > 0 ? t.placeThese(text(total)) : t.place}
      </Button>
      <ProblemNotice error={bets.error} />
      {seatLost.includes(bets.error?.code ?? '') && <Seat tableId={table.tableId} onSeated={forget} />}
    </div>
  );
}

/** Refusals to a player who has gone to another game or table meanwhile. */
const seatLost = ['session_closed', 'not_seated'];

interface Line {
  back: number;
  full: boolean;
  unplaced: number;
  inRound: number;
  open: boolean;
}

function lineOf({ back, full, unplaced, inRound, open }: Line, text: (amount: number) => string): string {
  const parts = [
    full ? texts.roulette.full : '',
    unplaced > 0 ? t.unplaced(text(unplaced)) : '',
    inRound > 0 ? t.inRound(text(inRound)) : '',
    back > 0 ? t.back(text(back)) : '',
  ].filter((part) => part !== '');
  return parts.length === 0 && open ? t.hint : parts.join(' ');
}

function Seat({ tableId: id, onSeated }: { tableId: string; onSeated?: () => void }) {
  const join = useMutation({
    mutationFn: () => answerOf(api.POST('/v1/tables/{id}/sessions', { params: { path: { id } } })),
    onSuccess: () => {
      onSeated?.();
      return queries.invalidateQueries({ queryKey: reads.table(id).queryKey });
    },
  });
  return (
    <>
      <div className="slot-controls">
        <p>{t.seatLead}</p>
        <Button busy={join.isPending} onClick={() => join.mutate()}>
          {t.seat}
        </Button>
      </div>
      <ProblemNotice error={join.error} />
    </>
  );
}

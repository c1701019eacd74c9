import type { ComponentType } from 'react';
import { Link } from '@tanstack/react-router';
import { useVerified } from '../account/use-verified.js';
import { ProblemError, type Schemas } from '../api/client.js';
import { BaccaratTable } from '../baccarat/baccarat-game.js';
import { BlackjackTable } from '../blackjack/blackjack-game.js';
import { DiceTable } from '../dice/dice-game.js';
import { DemoSeat } from '../play/demo.js';
import { type TableProps, useSitting } from '../play/use-sitting.js';
import { RouletteTable } from '../roulette/roulette-game.js';
import { SlotTable } from '../slot/slot-game.js';
import { texts } from '../texts/en-gb.js';
import { VideoPokerTable } from '../video-poker/video-poker-game.js';
import { Notice, ProblemNotice } from '../ui/notice.js';

/** The page of each kind of game. */
const tables: Partial<Record<string, ComponentType<TableProps>>> = {
  slot: SlotTable,
  roulette: RouletteTable,
  baccarat: BaccaratTable,
  dice: DiceTable,
  blackjack: BlackjackTable,
  'video-poker': VideoPokerTable,
};

/** The table itself, once the player may play. */
export function Table(props: SittingProps) {
  return useVerified() ? <Sitting {...props} /> : null;
}

interface SittingProps {
  game: Schemas['GameDetail'];
  /** For play money. */
  demo: boolean;
}

function Sitting({ game, demo }: SittingProps) {
  const sitting = useSitting(game.gameId, demo ? 'demo' : 'real');
  const { session, error, open } = sitting;
  const waiting = gameWaiting(error);
  if (waiting !== undefined) return <WaitingRound gameId={waiting} />;
  if (error) return <ProblemNotice error={error} retry={open} />;
  if (!session) return <p role="status">{texts.games.slot.opening}</p>;
  const Kind = tables[game.kind];
  if (!Kind) return <Notice>{texts.games.notHere}</Notice>;
  const seat = <Kind key={session.gameSessionId} {...{ game, session, sitting }} />;
  return session.playMoney ? <DemoSeat money={session.playMoney}>{seat}</DemoSeat> : seat;
}

/** The game whose round keeps others from being opened, as the refusal names it. */
function gameWaiting(error: unknown): string | undefined {
  if (!(error instanceof ProblemError) || error.code !== 'round_in_play') return undefined;
  return /of ([a-z0-9-]+) waits/.exec(error.problem?.detail ?? '')?.[1];
}

function WaitingRound({ gameId }: { gameId: string }) {
  return (
    <Notice>
      <p>{texts.decisions.waits}</p>
      <Link to="/games/$gameId" params={{ gameId }} className="button primary">
        {texts.decisions.goOn}
      </Link>
    </Notice>
  );
}

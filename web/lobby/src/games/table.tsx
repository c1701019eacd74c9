import { useQuery } from '@tanstack/react-query';
import type { Schemas } from '../api/client.js';
import { reads } from '../api/reads.js';
import { useSitting } from '../play/use-sitting.js';
import { RouletteTable } from '../roulette/roulette-game.js';
import { SlotTable } from '../slot/slot-game.js';
import { texts } from '../texts/en-gb.js';
import { ProblemNotice } from '../ui/notice.js';

/** The table itself, once the player may play. */
export function Table({ game }: { game: Schemas['GameDetail'] }) {
  const profile = useQuery(reads.profile);
  if (profile.data?.verification.status !== 'passed') return null;
  return <Sitting game={game} />;
}

function Sitting({ game }: { game: Schemas['GameDetail'] }) {
  const sitting = useSitting(game.gameId);
  const { session, error, open } = sitting;
  if (error) return <ProblemNotice error={error} retry={open} />;
  if (!session) return <p role="status">{texts.games.slot.opening}</p>;
  const Kind = game.kind === 'slot' ? SlotTable : RouletteTable;
  return <Kind key={session.gameSessionId} {...{ game, session, sitting }} />;
}

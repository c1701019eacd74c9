import { useQuery } from '@tanstack/react-query';
import { reads } from '../api/reads.js';
import { texts } from '../texts/en-gb.js';
import { money } from '../texts/formats.js';

const t = texts.games.jackpot;

/** What is in the jackpot that a game is played for; nothing for a game without one. It counts up in silence: no live region. */
export function JackpotSign({ gameId }: { gameId: string }) {
  const { data } = useQuery(reads.jackpots);
  const jackpot = data?.data.find(({ games }) => games.includes(gameId));
  if (!jackpot) return null;
  return (
    <p className="jackpot-sign">
      <span>{t.name(jackpot.name)}</span> <strong>{money(jackpot.value)}</strong>
      {jackpot.mustDropBy && <span className="small"> {t.mustDrop(money(jackpot.mustDropBy))}</span>}
    </p>
  );
}

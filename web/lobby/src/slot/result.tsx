import { isCelebrated } from '../play/celebration.js';
import { texts } from '../texts/en-gb.js';
import { money } from '../texts/formats.js';
import type { SlotDefinition } from './model.js';
import { resultOf, winsOf } from './round-text.js';
import type { Play } from './use-round.js';

const t = texts.games.slot;

/** What happened, in words: read out when the reels stand, and the only thing some players have of it. */
export function Result({ play, definition }: { play: Play; definition: SlotDefinition }) {
  const { round, outcome, spinIndex, settled, phase } = play;
  const spin = outcome?.spins[spinIndex];
  const over = phase === 'idle' || phase === 'resting';
  const freeSpins = outcome?.freeSpinsTotal ?? 0;
  const won = over && round !== undefined && isCelebrated(round, play.free);
  return (
    <div className={`result ${won ? 'won' : ''}`} id="slot-result">
      {spin?.kind === 'free' && <p className="small">{t.freeSpin(spinIndex, freeSpins)}</p>}
      <div aria-live="polite" aria-atomic="true">
        <p className="result-line">{lineOf(play, definition)}</p>
        {over && round?.jackpotWin && (
          <p className="result-line">{texts.games.jackpot.won(money(round.jackpotWin))}</p>
        )}
        {settled && phase !== 'asking' && spin && round && (
          <ul className="wins">
            {winsOf(spin, definition, round.stake.currency).map((win) => (
              <li key={win}>{win}</li>
            ))}
          </ul>
        )}
      </div>
    </div>
  );
}

function lineOf(
  { phase, round, outcome, settled, spinIndex, free }: Play,
  { id, freeSpins }: SlotDefinition,
): string {
  const spin = outcome?.spins[spinIndex];
  if (phase === 'asking' || (phase === 'turning' && !settled)) return t.spinning;
  if (phase === 'turning' && spin?.kind === 'base' && outcome)
    return t.freeSpins(t.features[id] ?? t.feature, outcome.freeSpinsTotal, freeSpins?.multiplier ?? 1);
  if (phase === 'turning') return '\u00a0';
  return round ? resultOf(round, outcome?.freeSpinsTotal ?? 0, free) : t.ready;
}

import type { Eligibility } from '@croupier/contracts';
import type { Game } from '../studios/studio.js';

/** Whoever is not known to be 25 or over is treated as under 25. */
const capByAgeBand: Readonly<Record<string, number>> = { '18-24': 200, '25+': 500 };

/** The largest stake of one game cycle in pence (SI 2025/215), which a slot has wherever it runs; null for other games. */
export function stakeCapOf(
  game: Pick<Game, 'kind'>,
  { ageBand }: Pick<Eligibility, 'ageBand'>,
): number | null {
  return game.kind === 'slot' ? (capByAgeBand[ageBand] ?? 200) : null;
}

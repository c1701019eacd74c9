import type { Check } from '../report.js';
import { freeRoundChecks } from './free-round-checks.js';
import type { GamesKit } from './kit.js';
import { playChecks } from './play-checks.js';
import { sessionChecks } from './session-checks.js';
import { stakeChecks } from './stake-checks.js';
import { winChecks } from './win-checks.js';

const all = [...stakeChecks, ...winChecks, ...playChecks, ...freeRoundChecks, ...sessionChecks];

/** R1 to R17 in their order. */
export const gamesChecks: readonly Check<GamesKit>[] = all.sort(
  (one, other) => Number(one.id.slice(1)) - Number(other.id.slice(1)),
);

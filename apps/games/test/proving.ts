import { createHash, createHmac } from 'node:crypto';
import { readProof, renewSeeds, type RoundProof } from '@croupier/contracts';
import { type Hashes, type ProvenRound, type RoundCheck, verifyRound } from '@croupier/game-maths';
import { until } from '@croupier/testing';
import { revealedAfterMs } from '../src/fairness/revelation.js';
import { type Casino } from './casino.js';

const hashes: Hashes = {
  hmac: (key, text) => createHmac('sha256', key).update(text).digest(),
  sha256: (bytes) => createHash('sha256').update(bytes).digest(),
};

/** The proof of a settled round, its seed retired and shown, and what comes of checking it. */
export async function proven(
  casino: Casino,
  { playerId, gameSessionId }: { playerId: string; gameSessionId: string },
  roundId: string,
): Promise<{ proof: RoundProof; checks: RoundCheck[] }> {
  await casino.stack.bus.ask(renewSeeds, { playerId, gameSessionId });
  await casino.games.database.admin.query(
    `UPDATE seeds SET retired_at = retired_at - $2 * interval '1 ms' WHERE player_id = $1`,
    [playerId, revealedAfterMs],
  );
  const proof = await until('the round is in the history', () =>
    casino.stack.bus.ask(readProof, { playerId, roundId }).catch(() => undefined),
  );
  return { proof, checks: verifyRound(proof as ProvenRound, hashes) };
}

/** What every proof of a fair round comes to. */
export const allHold = ['seed', 'definition', 'draws', 'outcome', 'payout'].map((what) => [what, true]);

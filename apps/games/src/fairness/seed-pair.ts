import { gamesError, type SeedPair } from '@croupier/contracts';
import { type GameSessionEntity } from '../sessions/game-session.entity.js';
import { type ServerSeeds, type SessionSeeds } from './server-seeds.service.js';

/** What the rounds of a session are drawn from; undefined if a version opened it that had no seeds. */
export function seedsOf({ seedSalt, clientSeed, refusals }: GameSessionEntity): SessionSeeds | undefined {
  return seedSalt ? { salt: seedSalt, clientSeed: clientSeed ?? '', refusals } : undefined;
}

/** The same as the player may see it. @throws DomainError `no_proof` */
export function seedPairOf(session: GameSessionEntity, server: ServerSeeds): SeedPair {
  const seeds = seedsOf(session);
  if (!seeds || !session.seededAt) throw gamesError('no_proof');
  return {
    serverSeedHash: server.hashOf(seeds.salt).toString('hex'),
    clientSeed: seeds.clientSeed,
    since: session.seededAt.toISOString(),
  };
}

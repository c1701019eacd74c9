import {
  commonError,
  gamesError,
  type GameSessionRef,
  type Round,
  type RoundProof,
  type RoundRef,
  type SeedPair,
} from '@croupier/contracts';
import { TransactionRunner } from '@croupier/persistence';
import { Injectable } from '@nestjs/common';
import { RoundsQueries } from '../rounds/rounds.queries.js';
import { type SealedActions } from '../decisions/played-decisions.js';
import { potRecordOf } from '../jackpots/pot-record.js';
import { JackpotsService } from '../jackpots/jackpots.service.js';
import { type SealedBets, type SealedSpins } from '../rounds/sealed-outcome.js';
import { Definitions } from '../versions/definitions.queries.js';
import { GameSessionEntity } from '../sessions/game-session.entity.js';
import { revealedFrom } from './revelation.js';
import { seedPairOf } from './seed-pair.js';
import { SeedEntity } from './seed.entity.js';
import { ServerSeeds } from './server-seeds.service.js';

@Injectable()
export class ProofsQueries {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly rounds: RoundsQueries,
    private readonly definitions: Definitions,
    private readonly seeds: ServerSeeds,
    private readonly jackpots: JackpotsService,
  ) {}

  /** @throws DomainError `not_found` for an unknown session and another player's, `session_closed`, `no_proof` */
  async seedsOf({ playerId, gameSessionId }: GameSessionRef): Promise<SeedPair> {
    const session = await this.transactions.read((database) =>
      database.getRepository(GameSessionEntity).findOneBy({ playerId, gameSessionId }),
    );
    if (!session) throw commonError('not_found', { field: 'gameSessionId' });
    if (session.closedAt) throw gamesError('session_closed');
    return seedPairOf(session, this.seeds);
  }

  /** @throws DomainError `not_found` for an unknown round and another player's, `no_proof` for one drawn without seeds */
  async proofOf(request: RoundRef): Promise<RoundProof> {
    const round = await this.rounds.round(request);
    const { definitionHash, definitionVersion, seeds, bets, actions } = round.outcome as Partial<
      SealedBets & SealedActions
    >;
    if (definitionHash === undefined || seeds === undefined) throw gamesError('no_proof');
    const { roundId, gameId, stake, payout, outcome } = round;
    const definition = await this.definitions.find(gameId, definitionHash);
    return {
      ...{ roundId, gameId, definitionHash, ...seeds, stake, payout, outcome },
      ...(definitionVersion === undefined ? {} : { definitionVersion }),
      ...(definition ? { definition } : {}),
      ...(bets
        ? { bets: bets.map(({ kind, numbers, amount }) => ({ kind, numbers: [...numbers], amount })) }
        : {}),
      ...(actions ? { actions: [...actions] } : {}),
      ...(await this.jackpotSecret(outcome)),
      ...(await this.revelation(request.playerId, seeds.serverSeedHash)),
    };
  }

  /** Of a jackpot that falls by the round's own draw there is none. */
  private async jackpotSecret(outcome: Round['outcome']): Promise<Pick<RoundProof, 'jackpotSecret'>> {
    const { jackpot } = outcome as Partial<SealedSpins>;
    const pot = potRecordOf(outcome);
    if (!jackpot?.commitments || !pot) return {};
    const jackpotSecret = await this.jackpots.secretOf(pot.jackpotId, pot.cycle);
    return jackpotSecret === undefined ? {} : { jackpotSecret };
  }

  /** The seed itself once nothing more can be drawn from it; before, the moment from which it is shown. */
  private async revelation(
    playerId: string,
    serverSeedHash: string,
  ): Promise<Pick<RoundProof, 'serverSeed' | 'revealedFrom'>> {
    const seed = await this.transactions.read(async (database) => {
      const hash = Buffer.from(serverSeedHash, 'hex');
      const rows: (SeedRow & { now: Date })[] = await database.query(
        `SELECT salt, retired_at, clock_timestamp() AS now FROM seeds WHERE player_id = $1 AND server_seed_hash = $2`,
        [playerId, hash],
      );
      return rows[0];
    });
    if (!seed?.retired_at) return {};
    const from = revealedFrom(seed.retired_at);
    const isShown = seed.now.getTime() >= from.getTime();
    return {
      revealedFrom: from.toISOString(),
      ...(isShown ? { serverSeed: this.seeds.seedOf(seed.salt).toString('hex') } : {}),
    };
  }
}

interface SeedRow {
  salt: SeedEntity['salt'];
  retired_at: SeedEntity['retiredAt'];
}

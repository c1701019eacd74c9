import {
  commonError,
  type PageRequest,
  type Round,
  type RoundPage,
  type RoundRef,
} from '@croupier/contracts';
import { decodeCursor, pageOf, TransactionRunner } from '@croupier/persistence';
import { Injectable } from '@nestjs/common';
import { Steps } from '../decisions/steps.service.js';
import { jackpotWinOf } from '../jackpots/pot-record.js';
import { RecentRounds } from './recent-rounds.js';
import { RoundEntity } from './round.entity.js';
import { roundOf } from './round-of.js';

const defaultLimit = 25;

@Injectable()
export class RoundsQueries {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly recent: RecentRounds,
    private readonly steps: Steps,
  ) {}

  /** @throws DomainError `not_found` for an unknown round and for another player's. */
  async round({ playerId, roundId }: RoundRef): Promise<Round> {
    const justPlayed = this.recent.find(playerId, roundId);
    if (justPlayed) return justPlayed;
    const row = await this.transactions.read((database) =>
      database.getRepository(RoundEntity).findOneBy({ playerId, roundId }),
    );
    return row ? shown(row) : this.inPlay(playerId, roundId);
  }

  /** A round that waits for the player, or that was just settled by another replica. */
  private async inPlay(playerId: string, roundId: string): Promise<Round> {
    const present = await this.steps.present(playerId, roundId);
    if (!present) throw commonError('not_found', { field: 'roundId' });
    return roundOf(present);
  }

  async page(request: PageRequest): Promise<RoundPage> {
    const limit = request.limit ?? defaultLimit;
    const from = decodeCursor(request.cursor);
    const rows = await this.transactions.read((database) => {
      const query = database
        .getRepository(RoundEntity)
        .createQueryBuilder('r')
        .where('r.playerId = :playerId', { playerId: request.playerId })
        .orderBy('r.settledAt', 'DESC')
        .addOrderBy('r.roundId', 'DESC')
        .limit(limit + 1);
      if (from) query.andWhere('(r.settledAt, r.roundId) < (:at, :id)', from);
      return query.getMany();
    });
    return pageOf(rows, limit, (row) => ({ at: row.settledAt.toISOString(), id: row.roundId }), shown);
  }
}

function shown(row: RoundEntity): Round {
  const { currency } = row;
  return {
    roundId: row.roundId,
    gameSessionId: row.gameSessionId,
    gameId: row.gameId,
    stake: { amount: row.stake, currency },
    payout: { amount: row.payout, currency },
    netWin: { amount: row.payout - row.stake, currency },
    ...jackpotWinOf(row.outcome),
    outcome: row.outcome,
    settledAt: row.settledAt.toISOString(),
  };
}

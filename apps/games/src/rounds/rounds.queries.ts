import {
  commonError,
  type PageRequest,
  type Round,
  type RoundPage,
  type RoundRef,
} from '@croupier/contracts';
import { DomainError } from '@croupier/kernel';
import { type Cursor, decodeCursor, pageOf, TransactionRunner } from '@croupier/persistence';
import { Injectable } from '@nestjs/common';
import { type DataSource, In } from 'typeorm';
import { RuleDecisions } from '../decisions/rule-decisions.service.js';
import { Steps } from '../decisions/steps.service.js';
import { DemoHands } from '../demo/demo-hands.service.js';
import { RecordLimits } from './record-limits.service.js';
import { RecentRounds } from './recent-rounds.js';
import { RoundEntity } from './round.entity.js';
import { roundOf } from './round-of.js';
import { RoundVoidEntity } from './round-void.entity.js';
import { asVoid, neverSettled, shown } from './shown.js';

const defaultLimit = 25;

@Injectable()
export class RoundsQueries {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly recent: RecentRounds,
    private readonly steps: Steps,
    private readonly rules: RuleDecisions,
    private readonly demos: DemoHands,
    private readonly limits: RecordLimits,
  ) {}

  /** A round, or what is played for play money right now, which is in no history. @throws DomainError `not_found` */
  async shown(request: RoundRef): Promise<Round> {
    try {
      return await this.round(request);
    } catch (error) {
      if (!(error instanceof DomainError && error.code === 'not_found')) throw error;
      return roundOf(await this.demos.present(request));
    }
  }

  /** @throws DomainError `not_found` for an unknown round and for another player's. */
  async round({ playerId, roundId }: RoundRef): Promise<Round> {
    const { row, voids } = await this.transactions.read(async (database) => ({
      row: await database.getRepository(RoundEntity).findOneBy({ playerId, roundId }),
      voids: await database.getRepository(RoundVoidEntity).findBy({ playerId, roundId }),
    }));
    const settled = row ? shown(row) : this.recent.find(playerId, roundId);
    const correction = voids.find(({ corrected }) => corrected);
    if (settled) return correction ? asVoid(settled, correction) : settled;
    const [voided] = voids;
    return (await this.inPlay(playerId, roundId)) ?? found(voided && neverSettled(voided));
  }

  /**
   * A round that waits for the player, that was just settled by another replica, or that was void before its end: of these the
   * row has what was dealt.
   */
  private async inPlay(playerId: string, roundId: string): Promise<Round | undefined> {
    await this.rules.endIfOver(playerId, roundId);
    const present = await this.steps.present(playerId, roundId);
    return present && roundOf(present);
  }

  /** Fewer than are asked for where they would be larger than a message. */
  async page(request: PageRequest): Promise<RoundPage> {
    const limit = request.limit ?? defaultLimit;
    const from = decodeCursor(request.cursor);
    const rounds = await this.transactions.read(async (database) => {
      const settled = await settledBefore(database, request.playerId, from, limit + 1);
      const roundIds = settled.map(({ roundId }) => roundId);
      const corrections = await database
        .getRepository(RoundVoidEntity)
        .findBy({ playerId: request.playerId, roundId: In(roundIds), corrected: true });
      const byRound = new Map(corrections.map((row) => [row.roundId, row]));
      const voided = await voidedBefore(database, request.playerId, from, limit + 1);
      return [
        ...settled.map((row) => {
          const correction = byRound.get(row.roundId);
          return correction ? asVoid(shown(row), correction) : shown(row);
        }),
        ...voided.flatMap((row) => neverSettled(row) ?? []),
      ];
    });
    rounds.sort((a, b) => (placeOf(a) < placeOf(b) ? 1 : -1));
    const fitting = Math.min(limit, this.limits.fitting(rounds.slice(0, limit)));
    return pageOf(
      rounds.slice(0, fitting + 1),
      fitting,
      ({ settledAt: at, roundId: id }) => ({ at, id }),
      (round) => round,
    );
  }
}

/** By what the history is ordered. */
function placeOf({ settledAt, roundId }: Round): string {
  return `${settledAt} ${roundId}`;
}

function settledBefore(
  database: DataSource,
  playerId: string,
  from: Cursor | undefined,
  most: number,
): Promise<RoundEntity[]> {
  const query = database
    .getRepository(RoundEntity)
    .createQueryBuilder('r')
    .where('r.playerId = :playerId', { playerId })
    .orderBy('r.settledAt', 'DESC')
    .addOrderBy('r.roundId', 'DESC')
    .limit(most);
  if (from) query.andWhere('(r.settledAt, r.roundId) < (:at, :id)', from);
  return query.getMany();
}

/** Of rounds that were never settled. */
function voidedBefore(
  database: DataSource,
  playerId: string,
  from: Cursor | undefined,
  most: number,
): Promise<RoundVoidEntity[]> {
  const query = database
    .getRepository(RoundVoidEntity)
    .createQueryBuilder('v')
    .where('v.playerId = :playerId AND NOT v.corrected AND v.gameSessionId IS NOT NULL', { playerId })
    .orderBy('v.voidedAt', 'DESC')
    .addOrderBy('v.roundId', 'DESC')
    .limit(most);
  if (from) query.andWhere('(v.voidedAt, v.roundId) < (:at, :id)', from);
  return query.getMany();
}

function found(round: Round | undefined): Round {
  if (!round) throw commonError('not_found', { field: 'roundId' });
  return round;
}

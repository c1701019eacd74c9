import { commonError } from '@croupier/contracts';
import { TransactionRunner } from '@croupier/persistence';
import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { PlayerEntity } from './player.entity.js';

@Injectable()
export class PlayersQueries {
  constructor(private readonly transactions: TransactionRunner) {}

  /** @throws DomainError `not_found` for a player nobody created. */
  async player(playerId: string): Promise<PlayerEntity> {
    return known(
      await this.transactions.read((database) =>
        database.getRepository(PlayerEntity).findOneBy({ playerId }),
      ),
    );
  }

  /** The same, and nobody else changes the row until the transaction ends. */
  async locked(manager: EntityManager, playerId: string): Promise<PlayerEntity> {
    return known(
      await manager
        .getRepository(PlayerEntity)
        .findOne({ where: { playerId }, lock: { mode: 'pessimistic_write' } }),
    );
  }
}

function known(player: PlayerEntity | null): PlayerEntity {
  if (!player) throw commonError('not_found');
  return player;
}

import { TransactionRunner } from '@croupier/persistence';
import { Injectable } from '@nestjs/common';
import { Catalogue } from '../catalogue/catalogue.service.js';

/** Definitions by their hash: those that are played, and those that were. */
@Injectable()
export class Definitions {
  constructor(
    private readonly catalogue: Catalogue,
    private readonly transactions: TransactionRunner,
  ) {}

  /** @returns undefined for one that was never on offer, and for those from before versions were kept */
  async find(gameId: string, hash: string): Promise<Record<string, unknown> | undefined> {
    const game = this.catalogue.find(gameId);
    if (game?.hash === hash) return { ...game.definition };
    const [row] = await this.transactions.statement<{ definition: Record<string, unknown> }>({
      name: 'definitions-find',
      text: `SELECT definition FROM game_versions WHERE definition_hash = $1
             UNION ALL SELECT definition FROM played_definitions WHERE definition_hash = $1 LIMIT 1`,
      values: [hash],
    });
    return row?.definition;
  }
}

import { readTableDefinition } from '@croupier/contracts';
import { canonicalHash } from '@croupier/game-maths';
import { DomainError, invariant } from '@croupier/kernel';
import { Bus } from '@croupier/messaging';
import { TransactionRunner } from '@croupier/persistence';
import { Injectable } from '@nestjs/common';
import { Catalogue } from '../catalogue/catalogue.service.js';
import { type PlayedDefinition, readDefinition } from './read-definition.js';

/** More than there will ever be versions of tables; they never change, and need not be asked for twice. */
const mostOfTables = 1000;

/** Of former versions, rounds of a few are open or asked for again at a time; to read one with optimal play takes up to a second. */
const mostRead = 20;

/** Definitions by their hash: those that are played, and those that were, also at the tables of `live`. */
@Injectable()
export class Definitions {
  private readonly ofTables = new Map<string, Record<string, unknown>>();
  private readonly read = new Map<string, PlayedDefinition>();

  constructor(
    private readonly catalogue: Catalogue,
    private readonly transactions: TransactionRunner,
    private readonly bus: Bus,
  ) {}

  /**
   * @returns undefined for one that was never on offer, and for those from before versions were kept
   * @throws DomainError `service_unavailable` if it is of no game and `live` does not say
   */
  async find(gameId: string, hash: string): Promise<Record<string, unknown> | undefined> {
    const game = this.catalogue.find(gameId);
    if (game?.hash === hash) return { ...game.definition };
    const [row] = await this.transactions.statement<{ definition: Record<string, unknown> }>({
      name: 'definitions-find',
      text: `SELECT definition FROM game_versions WHERE definition_hash = $1
             UNION ALL SELECT definition FROM played_definitions WHERE definition_hash = $1 LIMIT 1`,
      values: [hash],
    });
    if (row || game) return row?.definition;
    return this.ofTable(hash);
  }

  /**
   * A version that was played, as this process reads it. @returns undefined as above
   * @throws DomainError `service_unavailable` as above, and where only newer software reads it
   */
  async played(gameId: string, hash: string): Promise<PlayedDefinition | undefined> {
    const known = this.read.get(hash);
    if (known) return known;
    const json = await this.find(gameId, hash);
    if (!json) return undefined;
    const played = readDefinition(json);
    invariant(canonicalHash(played.definition) === hash, `${hash} is what was played`);
    const [oldest] = this.read.keys();
    if (oldest !== undefined && this.read.size >= mostRead) this.read.delete(oldest);
    this.read.set(hash, played);
    return played;
  }

  private async ofTable(hash: string): Promise<Record<string, unknown> | undefined> {
    const known = this.ofTables.get(hash);
    if (known) return known;
    try {
      const { definition } = await this.bus.ask(readTableDefinition, { definitionHash: hash });
      if (this.ofTables.size < mostOfTables) this.ofTables.set(hash, definition);
      return definition;
    } catch (error) {
      if (error instanceof DomainError && error.code === 'not_found') return undefined;
      throw error;
    }
  }
}

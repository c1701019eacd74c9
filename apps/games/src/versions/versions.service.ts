import { gameChanged, type ProposeGameVersion } from '@croupier/contracts';
import { canonicalHash, Counter, differencesOf } from '@croupier/game-maths';
import { invariant } from '@croupier/kernel';
import { TransactionRunner } from '@croupier/persistence';
import { type Offered, type Proposal, VersionDesk } from '@croupier/runtime';
import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { Catalogue } from '../catalogue/catalogue.service.js';
import { cacheTtlMs } from '../sessions/sessions.service.js';
import { gameRows, LiveVersions } from './live-versions.service.js';
import { certifiedChange, versionOf } from './proposal.js';

/**
 * How long a game is closed before its maths may change. A process that is cut off from the database plays a session at most
 * `cacheTtlMs` on; after twice that none begins a round of what was live.
 */
const closedForMs = 2 * cacheTtlMs;

/**
 * The way of a game's new version from the proposal to the players. Sessions that were opened before it is released take no more
 * rounds; those with a round that waits end it by the version it was dealt by.
 */
@Injectable()
export class Versions extends VersionDesk {
  constructor(
    private readonly catalogue: Catalogue,
    private readonly counter: Counter,
    live: LiveVersions,
    transactions: TransactionRunner,
  ) {
    super(gameRows, gameChanged, transactions, live);
  }

  /** @throws DomainError `unknown_game` */
  protected known(gameId: string): { name: string; hash: string } {
    const { definition, hash } = this.catalogue.get(gameId);
    return { name: definition.name, hash };
  }

  protected proposal({ gameId, definition, sheet: sent }: ProposeGameVersion): Proposal {
    const now = this.catalogue.get(gameId);
    const shipped = this.catalogue.shipped.get(gameId);
    const json = definition ?? { ...shipped?.game.definition };
    const sheet = sent ?? (definition ? undefined : shipped?.sheet);
    return {
      version: String(json['version']),
      hash: canonicalHash(json),
      certify: async () => {
        const game = await certifiedChange(now, { gameId, json, sheet }, this.counter);
        return { ...versionOf(game, sheet), differences: differencesOf(now.definition, game.definition) };
      },
    };
  }

  protected async offered(manager: EntityManager, gameId: string): Promise<Offered> {
    const [row] = await manager.query<Offered[]>(
      `SELECT is_online, since, since + closed AS quiet_from, since + closed <= clock_timestamp() AS is_quiet
         FROM offered_games, make_interval(secs => $2) AS closed WHERE game_id = $1 FOR UPDATE OF offered_games`,
      [gameId, closedForMs / 1000],
    );
    invariant(row, `${gameId} is on offer`);
    return row;
  }
}

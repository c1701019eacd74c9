import {
  approveGameVersion,
  type GameVersion,
  proposeGameVersion,
  releaseGameVersion,
  switchGame,
} from '@croupier/contracts';
import { newId } from '@croupier/kernel';
import { until } from '@croupier/testing';
import { Catalogue } from '../src/catalogue/catalogue.service.js';
import { type Offer } from '../src/catalogue/game.js';
import { type Casino } from './casino.js';

/** Somebody of the house who changes games; that three people agreed is compliance's to see. */
export class Keeper {
  readonly staffId = newId();

  constructor(private readonly casino: Casino) {}

  propose(gameId: string, definition?: Record<string, unknown>, sheet?: Record<string, unknown>) {
    return this.casino.stack.bus.ask(proposeGameVersion, {
      ...{ gameId, whatChanges: 'Something pays more than it did.', staffId: this.staffId },
      ...(definition ? { definition } : {}),
      ...(sheet ? { sheet } : {}),
    });
  }

  approve({ gameId, version, definitionHash }: GameVersion, approvalId = newId()): Promise<GameVersion> {
    return this.casino.stack.bus.ask(approveGameVersion, { gameId, version, definitionHash, approvalId });
  }

  switch(gameId: string, state: 'online' | 'offline') {
    return this.casino.stack.bus.ask(switchGame, { gameId, state, staffId: this.staffId });
  }

  release({ gameId, version }: Pick<GameVersion, 'gameId' | 'version'>): Promise<GameVersion> {
    return this.casino.stack.bus.ask(releaseGameVersion, { gameId, version, staffId: this.staffId });
  }

  /** Closes a game, as if it had been long enough ago that it may change. */
  async close(gameId: string): Promise<void> {
    await this.switch(gameId, 'offline');
    await this.casino.games.database.admin.query(
      `UPDATE offered_games SET since = since - interval '2 minutes' WHERE game_id = $1`,
      [gameId],
    );
  }

  /** The whole way, in every process. */
  async change(gameId: string, definition: Record<string, unknown>, sheet?: Record<string, unknown>) {
    const proposed = await this.propose(gameId, definition, sheet);
    await this.approve(proposed);
    await this.close(gameId);
    const released = await this.release(proposed);
    await this.switch(gameId, 'online');
    await this.everywhere(
      gameId,
      ({ game, offlineSince }) => game.hash === released.definitionHash && !offlineSince,
    );
    return released;
  }

  /** Waits until every process offers a game so. */
  async everywhere(gameId: string, isSo: (offer: Offer) => boolean): Promise<void> {
    const processes = [this.casino.games, ...this.casino.others];
    await until('every process knows of it', () =>
      Promise.resolve(
        processes.every(({ app }) => isSo(app.get(Catalogue, { strict: false }).offer(gameId))),
      ),
    );
  }
}

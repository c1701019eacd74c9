import {
  commonError,
  type GameSession,
  type GameSessionRef,
  readSessionNet,
  type SessionNet,
} from '@croupier/contracts';
import { Clock } from '@croupier/kernel';
import { Bus } from '@croupier/messaging';
import { TransactionRunner } from '@croupier/persistence';
import { Injectable } from '@nestjs/common';
import { Catalogue } from '../catalogue/catalogue.service.js';
import { roundInPlay } from '../decisions/decision-rounds.service.js';
import { ServerSeeds } from '../fairness/server-seeds.service.js';
import { type GameSessionEntity } from './game-session.entity.js';
import { SessionReader } from './session-reader.service.js';
import { gameSessionOf } from './session-view.js';

@Injectable()
export class SessionsQueries {
  constructor(
    private readonly reader: SessionReader,
    private readonly transactions: TransactionRunner,
    private readonly catalogue: Catalogue,
    private readonly seeds: ServerSeeds,
    private readonly bus: Bus,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `not_found` for an unknown session and another player's, `unknown_game` if the game was taken away */
  async read(request: GameSessionRef): Promise<GameSession> {
    const session = await this.reader.find(request);
    if (!session) throw commonError('not_found', { field: 'gameSessionId' });
    const { minimumCycleMs } = this.catalogue.get(session.gameId);
    const [position, waiting] = await Promise.all([
      this.positionIn(session),
      this.transactions.read((database) => roundInPlay(database.manager, session.playerId)),
    ]);
    const openRoundId = waiting?.game_session_id === session.gameSessionId ? waiting.round_id : undefined;
    const { seeds } = this;
    return gameSessionOf({ session, seeds, minimumCycleMs, position, now: this.clock.now(), openRoundId });
  }

  /** Where the player stands in a session, as the ledger has it: exact, whichever process played its rounds. */
  positionIn({ playerId, gameSessionId, currency }: GameSessionEntity): Promise<SessionNet> {
    return this.bus.ask(readSessionNet, { playerId, gameSessionId, currency });
  }
}

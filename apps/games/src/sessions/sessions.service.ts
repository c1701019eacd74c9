import {
  commonError,
  type GameSeedsChanged,
  gameSeedsChanged,
  type GameSessionOpened,
  gameSessionOpened,
  type GameSessionRef,
  gamesError,
} from '@croupier/contracts';
import { Clock } from '@croupier/kernel';
import { Broker, outgoing, tell } from '@croupier/messaging';
import { isCheckDue, TransactionRunner } from '@croupier/persistence';
import { PlayAccess } from '@croupier/runtime';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { GameSessionEntity } from './game-session.entity.js';
import { SessionCache } from './session-cache.js';
import { SessionReader } from './session-reader.service.js';
import { isCapOutdated, stakeCapOf } from './stake-cap.js';

const cachedSessions = 50_000;
/**
 * How long a lost fact may go unnoticed. Someone who plays does it more often than this. What is out of date meanwhile: a seed
 * that is retired draws on, which is why it is shown only after twice this time (`revealedAfterMs`). That a session was closed by
 * another is known to the wallet, too, which takes no round of it; limits, exclusions, balances and the cycle are the wallet's and
 * never in here.
 */
export const cacheTtlMs = 30_000;

/**
 * Sessions for the path of a bet. The open one of a player is kept in memory; the fact that another was opened,
 * or that its seeds changed, removes it from every replica within milliseconds, and a lost fact is made good by the end of its time. A
 * replica that does not hear the broker gets no rounds either, and forgets all when it is back.
 */
@Injectable()
export class SessionsService implements OnModuleInit {
  private readonly cache = new SessionCache({
    maximum: cachedSessions,
    ttlMs: cacheTtlMs,
    now: () => performance.now(),
  });

  constructor(
    private readonly reader: SessionReader,
    private readonly transactions: TransactionRunner,
    private readonly broker: Broker,
    private readonly access: PlayAccess,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.broker.connection.subscribe(gameSessionOpened.subject, {
      callback: (error, message) => {
        if (error) return;
        const { playerId, gameSessionId, openedAt } = message.json<GameSessionOpened>();
        this.cache.opened(playerId, gameSessionId, new Date(openedAt));
      },
    });
    this.broker.connection.subscribe(gameSeedsChanged.subject, {
      callback: (error, message) => {
        if (error) return;
        const { playerId, changedAt } = message.json<GameSeedsChanged>();
        this.cache.outdated(playerId, new Date(changedAt));
      },
    });
    this.broker.onReconnect(() => this.cache.clear());
  }

  /** The player's session, open or closed; undefined if there is none of that id or it is another player's. */
  async find(playerId: string, gameSessionId: string): Promise<GameSessionEntity | undefined> {
    const cached = this.cache.find(playerId, gameSessionId);
    // A check that is due may have been answered elsewhere just now. One that is not due here is not due in the database either:
    // whatever moves it moves it at least five minutes ahead, and this is kept for half of one.
    if (cached && !isCheckDue(cached, this.clock.now())) return cached;
    const session = await this.reader.find({ playerId, gameSessionId });
    if (session && session.closedAt === null) this.cache.keep(session);
    return session;
  }

  /** Takes over a session that this process has just opened. */
  keep(session: GameSessionEntity): void {
    this.cache.keep(session);
  }

  /**
   * The cap for a stake above the session's own: the same, unless the player's age band has changed since. Age
   * bands only go up, so that nobody is asked for a stake below the cap.
   * @throws DomainError `service_unavailable` or `outcome_unknown` if profile does not say.
   */
  async renewedCap(session: GameSessionEntity): Promise<number> {
    const { playerId, gameSessionId } = session;
    if (!isCapOutdated(session, this.clock.nowFor(playerId))) return session.stakeCap;
    const eligibility = await this.access.eligibility(playerId);
    if (!eligibility?.verified) return session.stakeCap;
    const renewed = stakeCapOf(eligibility);
    await this.transactions.run((manager) =>
      manager.update(GameSessionEntity, { playerId, gameSessionId }, { ...renewed }),
    );
    this.cache.keep({ ...session, ...renewed });
    return renewed.stakeCap;
  }

  /**
   * Changes what the next rounds of an open session are drawn from. Locks the session's row; tells game seeds changed, so that
   * every process forgets the session.
   * @throws DomainError `not_found`, `session_closed`, `no_proof`
   */
  async reseed(
    { playerId, gameSessionId }: GameSessionRef,
    change: (
      manager: EntityManager,
      open: GameSessionEntity,
    ) => Promise<GameSessionEntity> | GameSessionEntity,
  ): Promise<GameSessionEntity> {
    const lock = { mode: 'pessimistic_write' } as const;
    const session = await this.transactions.run(async (manager) => {
      const open = await manager.findOne(GameSessionEntity, { where: { playerId, gameSessionId }, lock });
      if (!open) throw commonError('not_found', { field: 'gameSessionId' });
      if (open.closedAt) throw gamesError('session_closed');
      if (!open.seedSalt) throw gamesError('no_proof');
      const changed = await change(manager, open);
      const { seedSalt, clientSeed, seededAt } = changed;
      const columns = { seedSalt, clientSeed, seededAt };
      await manager.update(GameSessionEntity, { playerId, gameSessionId }, columns);
      await this.tellSeedsChanged(manager, { playerId, gameSessionId });
      return changed;
    });
    this.cache.keep(session);
    return session;
  }

  /**
   * What is known of a session is no longer so: it was closed by a game that is tried. Tells game seeds changed, so that every
   * process forgets it.
   */
  async outdated(manager: EntityManager, session: GameSessionRef): Promise<void> {
    this.cache.outdated(session.playerId, await this.tellSeedsChanged(manager, session));
  }

  /**
   * A round of the session was drawn and then refused: what comes next is drawn from something else. Tells game seeds changed.
   * @throws DomainError `service_unavailable` or `outcome_unknown`
   */
  async noteRefusal({ playerId, gameSessionId }: GameSessionEntity): Promise<void> {
    await this.transactions.run(async (manager) => {
      await manager.increment(GameSessionEntity, { playerId, gameSessionId }, 'refusals', 1);
      this.cache.outdated(playerId, await this.tellSeedsChanged(manager, { playerId, gameSessionId }));
    });
  }

  /** @returns when, by the database's clock */
  private async tellSeedsChanged(manager: EntityManager, session: GameSessionRef): Promise<Date> {
    const [{ now }] = await manager.query<[{ now: Date }]>(`SELECT clock_timestamp() AS now`);
    await tell(manager, outgoing(gameSeedsChanged, { ...session, changedAt: now.toISOString() }));
    return now;
  }
}

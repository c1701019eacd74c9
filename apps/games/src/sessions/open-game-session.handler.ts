import { type GameSession, gameSessionOpened, gamesError, type OpenGameSession } from '@croupier/contracts';
import { Clock, DomainError, type GameSessionId, newId } from '@croupier/kernel';
import { outgoing, tell } from '@croupier/messaging';
import { checkOfLaunch, TransactionRunner } from '@croupier/persistence';
import { PlayAccess } from '@croupier/runtime';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type EntityManager, IsNull } from 'typeorm';
import { commitSeed, retireSeed } from '../fairness/seed-table.js';
import { ServerSeeds } from '../fairness/server-seeds.service.js';
import { closeDemo } from '../demo/close-demo.js';
import { DemoLaunches } from '../demo/demo-launches.service.js';
import { cycleEnd, roundInPlay } from '../decisions/decision-rounds.service.js';
import { RuleDecisions } from '../decisions/rule-decisions.service.js';
import { Catalogue } from '../catalogue/catalogue.service.js';
import { roundMaximum } from '../catalogue/game.js';
import { GameSessionEntity } from './game-session.entity.js';
import { gameSessionOf } from './session-view.js';
import { SessionsQueries } from './sessions.queries.js';
import { SessionsService } from './sessions.service.js';
import { capCurrency, stakeCapOf } from './stake-cap.js';

export class OpenGameSessionCommand extends Command<GameSession> {
  constructor(readonly request: OpenGameSession) {
    super();
  }
}

type NewSession = Omit<
  GameSessionEntity,
  'openedAt' | 'closedAt' | 'seededAt' | 'seedSalt' | 'startsFrom' | 'realityCheckAt'
> & {
  seedSalt: Buffer;
  realityCheckMinutes: number | undefined;
};

/**
 * Launches a game for a verified player who may play; the session opened before is closed in the same transaction and a new seed of
 * the server committed to, and then the wallet is told, so that a player plays one game at a time, whichever service has it. Not
 * idempotent: a repeat opens another and closes the first. While a round waits for the player its session goes on, whatever forbids
 * to begin another one, and no other game is opened.
 * One for play money is launched by `DemoLaunches`.
 * Locks: the player's own lock, because there may be no row yet. Tells: game session opened.
 * Refuses: unknown_game, game_offline, not_verified, play_blocked, round_in_play; once the session is there no_account, account_frozen,
 * session_closed if another game was launched later; and whatever keeps profile, safer-gambling or the wallet from saying that the player may play.
 */
@CommandHandler(OpenGameSessionCommand)
export class OpenGameSessionHandler implements ICommandHandler<OpenGameSessionCommand> {
  constructor(
    private readonly catalogue: Catalogue,
    private readonly sessions: SessionsService,
    private readonly access: PlayAccess,
    private readonly transactions: TransactionRunner,
    private readonly seeds: ServerSeeds,
    private readonly demos: DemoLaunches,
    private readonly queries: SessionsQueries,
    private readonly rules: RuleDecisions,
    private readonly clock: Clock,
  ) {}

  async execute({ request }: OpenGameSessionCommand): Promise<GameSession> {
    await this.rules.endWaiting(request.playerId);
    if (request.mode === 'demo') return this.demos.open(request);
    const { playerId, gameId } = request;
    const { game, offlineSince } = this.catalogue.offer(gameId);
    const { eligibility, refusal } = await this.access.verdict(playerId);
    const gameSessionId = newId<GameSessionId>();
    const ownMaximum = roundMaximum(game, capCurrency);
    // The law caps the stakes of slots; another game has its own most, which no birthday changes.
    const cap =
      ownMaximum === undefined ? stakeCapOf(eligibility) : { stakeCap: ownMaximum, capChangesAt: null };
    const seedSalt = this.seeds.newSalt();
    const hash = this.seeds.hashOf(seedSalt);
    const own = { playerId, gameSessionId, gameId, currency: capCurrency };
    const { realityCheckMinutes } = eligibility;
    const opening: NewSession = {
      ...own,
      ...cap,
      seedSalt,
      clientSeed: '',
      refusals: 0,
      realityCheckMinutes,
    };
    const opened = await this.transactions.run(async (manager): Promise<Opened> => {
      const resumed = await waiting(manager, opening);
      if (resumed) return resumed;
      if (refusal) throw refusal;
      if (offlineSince) throw gamesError('game_offline');
      return { session: await open(manager, opening, hash), ...(await lastRound(manager, playerId)) };
    });
    const { session, openRoundId, lastRoundAt } = opened;
    this.sessions.keep(session);
    await this.claim(opened);
    const { seeds } = this;
    const shown = { session, seeds, minimumCycleMs: game.minimumCycleMs, openRoundId };
    if (openRoundId === undefined) {
      const net = { amount: 0, currency: session.currency };
      const position = { net, ...(lastRoundAt === undefined ? {} : { lastRoundAt }) };
      return gameSessionOf({ ...shown, position, now: session.openedAt });
    }
    const position = await this.queries.positionIn(session);
    return gameSessionOf({ ...shown, position, now: this.clock.now() });
  }

  /** A round that waits is finished also where no other begins: on an account that is looked into, while another game is played. */
  private async claim({ session, resumedAt }: Opened): Promise<void> {
    const { playerId, gameSessionId, currency, openedAt } = session;
    try {
      await this.access.claim({ playerId, gameSessionId, currency, at: resumedAt ?? openedAt });
    } catch (error) {
      const finishes =
        error instanceof DomainError && ['account_frozen', 'session_closed'].includes(error.code);
      if (!resumedAt || !finishes) throw error;
    }
  }
}

interface Opened {
  session: GameSessionEntity;
  openRoundId?: string;
  /** Of a session that goes on: when it was launched again. */
  resumedAt?: Date;
  lastRoundAt?: string;
}

/** The last round in the history, which follows the ledger by moments: the ledger holds to the cycle, whatever is told of it here. */
async function lastRound(manager: EntityManager, playerId: string): Promise<Pick<Opened, 'lastRoundAt'>> {
  const [last] = (await manager.query(
    `SELECT started_at AS at FROM rounds WHERE player_id = $1 ORDER BY settled_at DESC, round_id DESC LIMIT 1`,
    [playerId],
  )) as { at: Date }[];
  return last ? { lastRoundAt: last.at.toISOString() } : {};
}

/**
 * The session of a round that waits for the player: it goes on, because its seed still draws. Locks the player, and the open
 * session against a round that is dealt right now.
 * @throws DomainError `round_in_play` if the round is of another game
 */
async function waiting(
  manager: EntityManager,
  { playerId, gameId }: NewSession,
): Promise<Opened | undefined> {
  await manager.query(`SELECT pg_advisory_xact_lock(hashtextextended($1, 0))`, [playerId]);
  const lock = { mode: 'pessimistic_write' } as const;
  const session = await manager.findOne(GameSessionEntity, { where: { playerId, closedAt: IsNull() }, lock });
  const round = await roundInPlay(manager, playerId);
  if (!round) return undefined;
  if (session?.gameSessionId === round.game_session_id && round.game_id === gameId) {
    const [{ now }] = await manager.query<[{ now: Date }]>(`SELECT clock_timestamp() AS now`);
    return { session, openRoundId: round.round_id, resumedAt: now };
  }
  throw gamesError('round_in_play', { detail: `Round ${round.round_id} of ${round.game_id} waits.` });
}

async function open(manager: EntityManager, opening: NewSession, hash: Buffer): Promise<GameSessionEntity> {
  const { realityCheckMinutes, ...session } = opening;
  const { playerId, gameSessionId, gameId, currency, stakeCap, capChangesAt, seedSalt, clientSeed } = session;
  const [closed] = (await manager.query(
    `UPDATE game_sessions SET closed_at = clock_timestamp() WHERE player_id = $1 AND closed_at IS NULL
     RETURNING reality_check_at`,
    [playerId],
  )) as [{ reality_check_at: Date | null }[]];
  await retireSeed(manager, playerId);
  const seededAt = await commitSeed(manager, opening, { salt: seedSalt, hash });
  const demo = await closeDemo(manager, playerId);
  const startsFrom = later(await cycleEnd(manager, playerId), demo?.startsFrom ?? null);
  const checkBefore = closed[0]?.reality_check_at ?? demo?.realityCheckAt ?? null;
  const [{ opened_at: openedAt, reality_check_at: realityCheckAt }] = (await manager.query(
    `INSERT INTO game_sessions
       (player_id, game_session_id, game_id, currency, stake_cap, cap_changes_at, seed_salt, client_seed, seeded_at,
        starts_from, opened_at, reality_check_at)
     SELECT $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, opened, ${checkOfLaunch('$11', '$12')}
       FROM clock_timestamp() AS opened RETURNING opened_at, reality_check_at`,
    [
      ...[playerId, gameSessionId, gameId, currency, stakeCap, capChangesAt, seedSalt, clientSeed, seededAt],
      ...[startsFrom, checkBefore, realityCheckMinutes ?? null],
    ],
  )) as [{ opened_at: Date; reality_check_at: Date | null }];
  const fact = { playerId, gameSessionId, gameId, openedAt: openedAt.toISOString() };
  await tell(manager, outgoing(gameSessionOpened, fact));
  return { ...session, openedAt, closedAt: null, seededAt, startsFrom, realityCheckAt };
}

function later(one: Date | null, other: Date | null): Date | null {
  if (!one || !other) return one ?? other;
  return one > other ? one : other;
}

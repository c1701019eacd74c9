import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  type Access,
  checkAccess,
  claimPlay,
  commonError,
  creditDeposit,
  type Eligibility,
  type GameSession,
  openGameSession,
  placeStake,
  type PlayedRound,
  type PlayRound,
  playRound,
  readEligibility,
  readRound,
  type Round,
  type TakeAction,
  takeAction,
} from '@croupier/contracts';
import { Clock, newId, type ShiftedClock } from '@croupier/kernel';
import { type RunningService } from '@croupier/runtime';
import { middayZone, Neighbours, type ServiceUnderTest, TestStack, until } from '@croupier/testing';
import { service as walletService } from '../../wallet/src/service.js';
import { service as gamesService } from '../src/service.js';
import { capGameJson } from './cap-game.js';
import { jackpotGames } from './jackpot-games.js';
import { settings } from './settings.js';

/** Games of ours that are served beside the test's own. */
const shipped = [
  ...['lamplight-ledger', 'saltmarsh-roulette', 'heron-baccarat', 'tideline-dice'],
  ...['kestrel-draw', 'mill-lane-blackjack', 'tideway-beacons'],
];
const definitions = path.resolve(import.meta.dirname, '../definitions');

/** Games and the real wallet on one broker; profile is a stub that says what a test wants. */
export class Casino {
  readonly eligibility = new Map<string, Eligibility | 'unknown' | 'silent'>();
  /** What safer-gambling says of players who may not play; `silent` for no answer. */
  readonly access = new Map<string, Access | 'silent'>();
  private readonly replicas: RunningService[] = [];

  private constructor(
    readonly stack: TestStack,
    readonly wallet: ServiceUnderTest,
    readonly games: ServiceUnderTest,
    private readonly neighbours: Neighbours,
    /** Of the definitions. */
    readonly folder: string,
  ) {}

  /** `beside`: definitions that are served in addition. */
  static async open(beside: readonly { id: string }[] = []): Promise<Casino> {
    const folder = await mkdtemp(path.join(tmpdir(), 'croupier-definitions-'));
    for (const game of shipped) {
      await cp(path.join(definitions, `${game}.json`), path.join(folder, `${game}.json`));
    }
    await cp(path.join(definitions, 'sheets'), path.join(folder, 'sheets'), { recursive: true });
    await writeFile(path.join(folder, 'cap-game.json'), JSON.stringify(capGameJson()));
    for (const game of beside) await writeFile(path.join(folder, `${game.id}.json`), JSON.stringify(game));
    for (const [id, game] of Object.entries(await jackpotGames()))
      await writeFile(path.join(folder, `${id}.json`), JSON.stringify(game));
    const stack = await TestStack.open();
    const neighbours = new Neighbours(stack);
    const [wallet, games] = await Promise.all([
      stack.start(walletService),
      stack.start(gamesService, { ...settings, GAME_DEFINITIONS_DIR: folder }),
    ]);
    const casino = new Casino(stack, wallet, games, neighbours, folder);
    await casino.answerLaunches();
    return casino;
  }

  /** The processes of games beside the first. */
  get others(): readonly RunningService[] {
    return this.replicas;
  }

  async replica(folder = this.folder): Promise<RunningService> {
    const environment = { ...settings, GAME_DEFINITIONS_DIR: folder };
    const running = await this.stack.replica(gamesService, this.games, environment);
    this.replicas.push(running);
    return running;
  }

  /** A process of the wallet on the same ledger, after the first was closed. */
  restartWallet(): Promise<RunningService> {
    return this.stack.replica(walletService, this.wallet);
  }

  async close(): Promise<void> {
    await this.neighbours.close();
    await this.stack.close();
    await rm(this.folder, { recursive: true, force: true });
  }

  /** A player with an account and this much cash, in pence. */
  async player(cash = 100_000): Promise<string> {
    const playerId = newId();
    const open = `SELECT open_account($1, 'GBP', false, $2)`;
    await this.wallet.database.admin.query(open, [playerId, middayZone()]);
    if (cash > 0) await this.credit(playerId, cash);
    return playerId;
  }

  /** More cash for a player, in pence. */
  async credit(playerId: string, cash: number): Promise<void> {
    const amount = { amount: cash, currency: 'GBP' as const };
    const deposit = { playerId, depositId: newId(), provider: 'sandbox-psp', amount };
    await this.stack.bus.ask(creditDeposit, deposit);
  }

  session(playerId: string, gameId = 'cap-game'): Promise<GameSession> {
    return this.stack.bus.ask(openGameSession, { playerId, gameId });
  }

  /** A game of another service is launched. @returns its session */
  async launchElsewhere(playerId: string): Promise<string> {
    const gameSessionId = newId();
    const launchedAt = new Date().toISOString();
    await this.stack.bus.ask(claimPlay, { playerId, gameSessionId, currency: 'GBP', launchedAt });
    return gameSessionId;
  }

  /** Another game was launched an hour from now, as a service with a clock that much ahead of all others has it. @returns its session */
  async launchedAhead(playerId: string): Promise<string> {
    const gameSessionId = await this.launchElsewhere(playerId);
    const ahead = `UPDATE accounts SET play_launched_at = now() + interval '1 hour' WHERE player_id = $1`;
    await this.wallet.database.admin.query(ahead, [playerId]);
    return gameSessionId;
  }

  /** A bet in it, as on a table. */
  async stakeElsewhere(playerId: string, gameSessionId: string): Promise<void> {
    await this.stack.bus.ask(placeStake, {
      ...{ playerId, gameSessionId, stakeId: newId(), roundId: newId(), gameId: 'a-table' },
      ...{ stake: { amount: 100, currency: 'GBP' as const }, startedAt: new Date().toISOString() },
    });
  }

  /** Has the account looked into, or no more. */
  async freeze(playerId: string, frozen = true): Promise<void> {
    await this.wallet.database.admin.query(`UPDATE accounts SET frozen_at = $2 WHERE player_id = $1`, [
      playerId,
      frozen ? new Date() : null,
    ]);
  }

  play(request: Omit<PlayRound, 'idempotencyKey' | 'stake'> & Partial<PlayRound>): Promise<PlayedRound> {
    return this.stack.bus.ask(playRound, {
      idempotencyKey: newId(),
      stake: { amount: 100, currency: 'GBP' },
      ...request,
    });
  }

  /** Takes a decision in an open round, as the player saw it. */
  act(request: Omit<TakeAction, 'idempotencyKey'> & Partial<TakeAction>): Promise<PlayedRound> {
    return this.stack.bus.ask(takeAction, { idempotencyKey: newId(), ...request });
  }

  /** A round that somebody has ended, or is about to: a look of the process itself may have been faster than a test's. */
  ended(playerId: string, roundId: string): Promise<Round> {
    return until(`round ${roundId} has ended`, async () => {
      const round = await this.stack.bus.ask(readRound, { playerId, roundId });
      return round.open ? undefined : round;
    });
  }

  /** Sets how far a player's clock runs ahead, in every process of games. */
  shift(playerId: string, totalMs: number): void {
    for (const { app } of [this.games, ...this.replicas]) {
      app.get<ShiftedClock>(Clock as never, { strict: false }).shift(playerId, totalMs);
    }
  }

  /** Rows that anything about the player left in the wallet. */
  async traces(playerId: string): Promise<number> {
    const [row] = (await this.wallet.database.admin.query(
      `SELECT (SELECT count(*) FROM transactions WHERE player_id = $1)
            + (SELECT count(*) FROM outbox WHERE player_id = $1) AS count`,
      [playerId],
    )) as [{ count: string }];
    return Number(row.count);
  }

  private async answerLaunches(): Promise<void> {
    await this.neighbours.answer(readEligibility, ({ playerId }) => {
      const answer = this.eligibility.get(playerId) ?? { verified: true, ageBand: '25+' };
      if (answer === 'silent') return new Promise<Eligibility>(() => undefined);
      if (answer === 'unknown') throw commonError('not_found');
      return answer;
    });
    await this.neighbours.answer(checkAccess, ({ playerId, purpose }) => {
      const access = this.access.get(playerId);
      if (access === 'silent') return new Promise<Access>(() => undefined);
      return access ?? { allowed: purpose === 'play', reasons: [] };
    });
  }
}

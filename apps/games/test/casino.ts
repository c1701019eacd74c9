import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  commonError,
  creditDeposit,
  type Eligibility,
  type GameSession,
  inboxPrefix,
  openGameSession,
  type PlayedRound,
  type PlayRound,
  playRound,
  readEligibility,
  type TakeAction,
  takeAction,
} from '@croupier/contracts';
import { Clock, newId, type ShiftedClock } from '@croupier/kernel';
import { Broker } from '@croupier/messaging';
import { type RunningService } from '@croupier/runtime';
import { type ServiceUnderTest, stubServer, TestStack } from '@croupier/testing';
import { service as walletService } from '../../wallet/src/service.js';
import { service as gamesService } from '../src/service.js';
import { capGameJson } from './cap-game.js';
import { jackpotGames } from './jackpot-games.js';
import { settings } from './settings.js';

const silent = { info: () => undefined, warn: () => undefined };
/** Games of ours that are served beside the test's own. */
const shipped = [
  ...['lamplight-ledger', 'saltmarsh-roulette', 'heron-baccarat', 'tideline-dice'],
  ...['kestrel-draw', 'mill-lane-blackjack', 'tideway-beacons'],
];
const definitions = path.resolve(import.meta.dirname, '../definitions');

/** Games and the real wallet on one broker; profile is a stub that says what a test wants. */
export class Casino {
  readonly eligibility = new Map<string, Eligibility | 'unknown' | 'silent'>();
  private readonly replicas: RunningService[] = [];

  private constructor(
    readonly stack: TestStack,
    readonly wallet: ServiceUnderTest,
    readonly games: ServiceUnderTest,
    private readonly profile: Broker,
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
    const profile = await Broker.open(
      {
        service: 'profile',
        url: stack.nats.url,
        user: 'profile',
        password: 'test',
        inboxPrefix: inboxPrefix('profile'),
      },
      silent,
    );
    const [wallet, games] = await Promise.all([
      stack.start(walletService),
      stack.start(gamesService, { ...settings, GAME_DEFINITIONS_DIR: folder }),
    ]);
    const casino = new Casino(stack, wallet, games, profile, folder);
    casino.answerEligibility();
    await profile.connection.flush();
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
    await this.profile.close();
    await this.stack.close();
    await rm(this.folder, { recursive: true, force: true });
  }

  /** A player with an account and this much cash, in pence. */
  async player(cash = 100_000): Promise<string> {
    const playerId = newId();
    await this.wallet.database.admin.query('SELECT open_account($1, $2)', [playerId, 'GBP']);
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

  private answerEligibility(): void {
    stubServer(this.profile).serve(readEligibility.subject, (body) => {
      const { playerId } = body as { playerId: string };
      const answer = this.eligibility.get(playerId) ?? { verified: true, ageBand: '25+' };
      if (answer === 'silent') return new Promise(() => undefined);
      return answer === 'unknown' ? Promise.reject(commonError('not_found')) : Promise.resolve(answer);
    });
  }
}

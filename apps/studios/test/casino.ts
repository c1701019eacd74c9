import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  type Access,
  checkAccess,
  commonError,
  creditDeposit,
  launchStudioGame,
  readEligibility,
  readWallet,
  type SetControls,
  setControls,
  type StudioLaunch,
} from '@croupier/contracts';
import { newId } from '@croupier/kernel';
import { Metrics } from '@croupier/observability';
import { type RunningService } from '@croupier/runtime';
import { checkLedger, middayZone, Neighbours, type ServiceUnderTest, TestStack } from '@croupier/testing';
import { service as walletService } from '../../wallet/src/service.js';
import { service } from '../src/service.js';
import { callKeys } from './call-keys.js';
import { HmacStudio, OwnStudio, RsaStudio, type StudioClient } from './studio-client.js';

const definitions = [
  { id: 'own', dialect: 'croupier', sessionEnds: true },
  { id: 'own-two', dialect: 'croupier' },
  { id: 'rsa', dialect: 'hub88' },
  { id: 'hmac', dialect: 'softswiss' },
  // Nobody gave an address or keys for it.
  { id: 'elsewhere', dialect: 'croupier' },
].map((studio) => ({
  ...studio,
  name: `Studio ${studio.id}`,
  games: [
    { code: 'coin', name: 'Coin', kind: 'other' },
    { code: 'reels', name: 'Reels', kind: 'slot' },
    { code: 'table', name: 'Table', kind: 'table' },
    {
      ...{ code: 'wheel', name: 'Wheel', kind: 'other' },
      freeRounds: { stakes: [10, 50], prepaid: 'template-1' },
    },
  ],
}));

/** Studios and the real wallet on one broker; profile is a stub. */
export class Casino {
  readonly unverified = new Set<string>();
  /** What safer-gambling says of players who may not play; `silent` for no answer. */
  readonly access = new Map<string, Access | 'silent'>();
  /** The process of studios that is there now, if it is not the first. */
  private successor: RunningService | undefined;
  private readonly replicas: RunningService[] = [];

  private constructor(
    readonly stack: TestStack,
    readonly wallet: ServiceUnderTest,
    readonly studios: ServiceUnderTest,
    private readonly neighbours: Neighbours,
    private readonly settings: Record<string, string>,
    readonly own: OwnStudio,
    readonly ownTwo: OwnStudio,
    readonly rsa: RsaStudio,
    readonly hmac: HmacStudio,
    private readonly folder: string,
  ) {}

  /** @param server of the studio `own`, or of each that has one */
  static async open(
    environment: Record<string, string> = {},
    server?: string | Record<string, string>,
  ): Promise<Casino> {
    const servers = typeof server === 'string' ? { own: server } : (server ?? {});
    const folder = await mkdtemp(path.join(tmpdir(), 'croupier-studios-'));
    for (const studio of definitions)
      await writeFile(path.join(folder, `${studio.id}.json`), JSON.stringify(studio));
    const stack = await TestStack.open();
    const own = new OwnStudio(stack.bus, 'own');
    const ownTwo = new OwnStudio(stack.bus, 'own-two');
    const rsa = new RsaStudio(stack.bus, 'rsa');
    const hmac = new HmacStudio(stack.bus, 'hmac');
    const clients: StudioClient[] = [own, ownTwo, rsa, hmac];
    const ofEach = (value: (client: StudioClient) => unknown): string =>
      JSON.stringify(Object.fromEntries(clients.map((client) => [client.studioId, value(client)])));
    const settings = {
      PUBLIC_URL: 'http://127.0.0.1:9',
      STUDIO_DEFINITIONS_DIR: folder,
      STUDIO_URLS: ofEach(({ studioId }) => ({
        page: `http://127.0.0.1:9/${studioId}/play`,
        ...(servers[studioId] === undefined ? {} : { server: servers[studioId] }),
      })),
      STUDIO_CALL_KEYS: JSON.stringify(callKeys),
      STUDIO_KEYS: ofEach(({ publicKey }) => ({ 1: publicKey })),
      ...environment,
    };
    const neighbours = new Neighbours(stack);
    const [wallet, studios] = await Promise.all([stack.start(walletService), stack.start(service, settings)]);
    const casino = new Casino(stack, wallet, studios, neighbours, settings, own, ownTwo, rsa, hmac, folder);
    await neighbours.answer(readEligibility, ({ playerId }) => {
      if (casino.unverified.has(playerId)) throw commonError('not_found');
      return { verified: true, ageBand: '18-24' };
    });
    await neighbours.answer(checkAccess, ({ playerId }) => {
      const access = casino.access.get(playerId);
      if (access === 'silent') return new Promise<Access>(() => undefined);
      return access ?? { allowed: true, reasons: [] };
    });
    return casino;
  }

  /** Ends the process of studios: until there is another, nobody answers for it. */
  stopStudios(): Promise<void> {
    return this.studios.close();
  }

  /** Another process of studios, on the same tables. */
  async replica(settings: Record<string, string> = {}): Promise<RunningService> {
    const replica = await this.stack.replica(service, this.studios, { ...this.settings, ...settings });
    this.replicas.push(replica);
    return replica;
  }

  /** A studio's definition loses one of its games, or has all again, and another process of studios reads it. */
  async switchGame(studioId: string, code: string, on: boolean): Promise<void> {
    const studio = definitions.find(({ id }) => id === studioId);
    if (!studio) throw new Error(`no studio ${studioId}`);
    const games = studio.games.filter((game) => on || game.code !== code);
    await (this.successor ?? this.studios).close();
    await writeFile(path.join(this.folder, `${studioId}.json`), JSON.stringify({ ...studio, games }));
    this.successor = await this.replica();
  }

  /** As it is shown to whoever collects figures, of all processes of studios together; NaN where there is none. */
  async figure(name: string, labels: Record<string, string>): Promise<number> {
    const parts = [`${name}{`, ...Object.entries(labels).map(([label, value]) => `${label}="${value}"`)];
    const values = [this.studios, ...this.replicas].map(async ({ app }) => {
      const text = await app.get(Metrics, { strict: false }).registry.metrics();
      const line = text.split('\n').find((one) => parts.every((part) => one.includes(part)));
      return Number(line?.split(' ').at(-1));
    });
    return (await Promise.all(values)).reduce((sum, value) => sum + value, 0);
  }

  restartWallet(): Promise<RunningService> {
    return this.stack.replica(walletService, this.wallet);
  }

  /** @returns the faults the ledger's checkers found */
  async close(): Promise<unknown[]> {
    const faults: unknown[] = await checkLedger(this.wallet.database.admin);
    await this.stack.close();
    await this.neighbours.close();
    await rm(this.folder, { recursive: true });
    return faults;
  }

  /** A player with cash, in pence. */
  async player(cash = 1000): Promise<string> {
    const playerId = newId();
    const open = `SELECT open_account($1, 'GBP', false, $2)`;
    await this.wallet.database.admin.query(open, [playerId, middayZone()]);
    if (cash > 0) await this.deposit(playerId, cash);
    return playerId;
  }

  async deposit(playerId: string, cash: number): Promise<void> {
    const amount = { amount: cash, currency: 'GBP' as const };
    await this.stack.bus.ask(creditDeposit, {
      playerId,
      depositId: newId(),
      provider: 'sandbox-psp',
      amount,
    });
  }

  launch(playerId: string, gameId = 'own.coin'): Promise<StudioLaunch> {
    return this.stack.bus.ask(launchStudioGame, { playerId, gameId });
  }

  /** A player with cash and a session of a game of our own dialect. */
  async sitting(cash = 1000, gameId = 'own.coin'): Promise<Sitting> {
    const playerId = await this.player(cash);
    return this.sit(playerId, gameId);
  }

  async sit(playerId: string, gameId = 'own.coin'): Promise<Sitting> {
    const { url } = await this.launch(playerId, gameId);
    const launchToken = new URL(url).searchParams.get('token');
    const studio = gameId.startsWith('own-two') ? this.ownTwo : this.own;
    const { body } = await studio.call('open-session', { launchToken });
    return new Sitting(this, studio, playerId, String(body['session']));
  }

  async cash(playerId: string): Promise<{ cash: number; inPlay: number }> {
    const { cash, inPlay } = await this.stack.bus.ask(readWallet, { playerId });
    return { cash: cash.amount, inPlay: inPlay.amount };
  }

  async controls(playerId: string, controls: Partial<SetControls>): Promise<void> {
    await this.stack.bus.ask(setControls, { playerId, revision: 1, limits: [], blocks: [], ...controls });
  }

  rows<Row>(sql: string, values: unknown[] = []): Promise<Row[]> {
    return this.studios.database.admin.query(sql, values) as Promise<Row[]>;
  }
}

type Members = Record<string, unknown>;

/** A player at a game of our own dialect. */
export class Sitting {
  constructor(
    readonly casino: Casino,
    readonly studio: StudioClient,
    readonly playerId: string,
    readonly session: string,
  ) {}

  /** What every call of this session has. */
  get own(): Members {
    return { session: this.session, playerId: this.playerId, currency: 'GBP' };
  }

  bet(id: string, amount: number, over: Members = {}) {
    return this.studio.call('bet', {
      ...this.own,
      game: 'coin',
      round: 'r1',
      id,
      amount: String(amount),
      ...over,
    });
  }

  win(id: string, betId: string, amount: number, over: Members = {}) {
    return this.studio.call('win', { ...this.own, round: 'r1', id, betId, amount: String(amount), ...over });
  }

  rollback(id: string, betId: string, over: Members = {}) {
    return this.studio.call('rollback', { ...this.own, round: 'r1', id, betId, ...over });
  }

  /** Without a session: none is needed to take a win back. */
  reverse(id: string, winId: string, over: Members = {}) {
    return this.studio.call('reverse-win', { playerId: this.playerId, id, winId, ...over });
  }

  call(operation: string, members: Members) {
    return this.studio.call(operation, { ...this.own, ...members });
  }

  money(): Promise<{ cash: number; inPlay: number }> {
    return this.casino.cash(this.playerId);
  }
}

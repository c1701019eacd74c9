import { giveStudioRounds } from '@croupier/contracts';
import { newId } from '@croupier/kernel';
import { type RunningService } from '@croupier/runtime';
import { checkLedger } from '@croupier/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Outcome, runChecks } from '../../../../tools/conformance/report.js';
import { walletChecks } from '../../../../tools/conformance/wallet/checks.js';
import { type Credentials } from '../../../../tools/conformance/wallet/client.js';
import type { WalletDialect } from '../../../../tools/conformance/wallet/dialects/dialect.js';
import { walletDialects } from '../../../../tools/conformance/wallet/dialects/dialects.js';
import { type Player, WalletKit, type World } from '../../../../tools/conformance/wallet/world.js';
import { type DataSource } from 'typeorm';
import { service as gatewayService } from '../../../gateway/src/service.js';
import { Casino } from '../../test/casino.js';
import { Front } from '../../test/front.js';
import { type StudioClient } from '../../test/studio-client.js';
import { croupier } from '../dialects/croupier.js';
import { hub88 } from '../dialects/hub88.js';
import { softswiss } from '../dialects/softswiss.js';
import { WalletProcess } from '../../test/wallet-process.js';

/** As if the database's clock were so far ahead: all it has noted is so much older. Triggers that forbid changes are passed by. */
async function age(database: DataSource, ms: number): Promise<void> {
  const columns = await database.query<{ name: string; changes: string }[]>(
    `SELECT c.table_name AS name, string_agg(format('%1$I = %1$I - $1::interval', c.column_name), ', ') AS changes
       FROM information_schema.columns c JOIN information_schema.tables t USING (table_schema, table_name)
      WHERE c.table_schema = 'public' AND t.table_type = 'BASE TABLE' AND c.table_name LIKE 'studio_%'
        AND c.data_type = 'timestamp with time zone' GROUP BY c.table_name`,
  );
  await database.transaction(async (manager) => {
    await manager.query(`SET LOCAL session_replication_role = replica`);
    for (const { name, changes } of columns)
      await manager.query(`UPDATE "${name}" SET ${changes}`, [`${ms} milliseconds`]);
  });
}

/** Ends every connection of the service's own role. */
async function cutOff(database: DataSource): Promise<void> {
  await database.query(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND usename <> current_user`,
  );
}

describe('our wallet, as a studio finds it behind the gateway', () => {
  let casino: Casino;
  let gateway: RunningService;
  let wallet: WalletProcess;

  beforeAll(async () => {
    casino = await Casino.open();
    await casino.wallet.close();
    wallet = new WalletProcess(casino.stack, casino.wallet);
    await wallet.start();
    gateway = await casino.stack.start(gatewayService, {
      PUBLIC_URL: 'http://127.0.0.1:3000',
      CORS_ORIGINS: '',
    });
  });

  afterAll(async () => {
    await wallet.end('SIGTERM');
    expect(await casino.close()).toEqual([]);
  });

  const credentialsOf = ({ studioId, privateKey }: StudioClient, dialect: string): Credentials => ({
    ...{ url: `${gateway.url}/studios/${studioId}`, keyId: '1', privateKey, dialect: dialectOf(dialect) },
  });

  /** A session of the studio's game: exchanged, of the launch itself, or none that calls would name. */
  async function sit(
    { playerId }: Pick<Player, 'playerId'>,
    { studioId }: StudioClient,
    game = 'coin',
  ): Promise<Player> {
    const gameId = `${studioId}.${game}`;
    if (studioId.startsWith('own')) return { ...(await casino.sit(playerId, gameId)), game };
    const { url } = await casino.launch(playerId, gameId);
    return { playerId, session: new URL(url).searchParams.get('token') ?? '', game };
  }

  function worldOf(studio: StudioClient, openRoundHours: number): World {
    const gameId = `${studio.studioId}.coin`;
    const limited = (kind: 'stake' | 'loss') => (player: Player, amount: number) =>
      casino.controls(player.playerId, {
        limits: [{ kind, period: 'day', amount: { amount, currency: 'GBP' } }],
      });
    return {
      player: async (cash) => sit({ playerId: await casino.player(cash) }, studio),
      tablePlayer: async (cash) => sit({ playerId: await casino.player(cash) }, studio, 'table'),
      endSession: async ({ playerId }) => void (await casino.launch(playerId, gameId)),
      block: ({ playerId }) =>
        casino.controls(playerId, { blocks: [{ scope: 'all', reason: 'self_exclusion' }] }),
      freeze: async ({ playerId }) => {
        const frozen = `UPDATE accounts SET frozen_at = now() WHERE player_id = $1`;
        await casino.wallet.database.admin.query(frozen, [playerId]);
      },
      switchGame: (game, on) => casino.switchGame(studio.studioId, game, on),
      limitStakes: limited('stake'),
      limitLosses: limited('loss'),
      passTime: async (player, ms) => {
        await age(casino.studios.database.admin, ms);
        return sit(player, studio);
      },
      giveFreeRounds: async ({ playerId }, rounds) => {
        const freeRoundsId = newId();
        const gift = { freeRoundsId, playerId, gameId, rounds, days: 1, staffId: newId() };
        await casino.stack.bus.ask(giveStudioRounds, gift);
        return freeRoundsId;
      },
      openRoundHours,
      second: {
        credentials: credentialsOf(casino.ownTwo, 'croupier'),
        sit: (player) => sit(player, casino.ownTwo),
      },
      faults: async () =>
        (await checkLedger(casino.wallet.database.admin)).map((fault) => JSON.stringify(fault)),
    };
  }

  /** What ends in no time. */
  const connections = {
    // Other suites use the server; that it is killed itself is FAULT-13.
    'connection of every process to its database': async () => {
      for (const { database } of [casino.wallet, casino.studios]) await cutOff(database.admin);
    },
  };

  /** How the operator's parts end under way: what is below the dialects is the same for all of them. */
  const crashes = {
    restart: () => wallet.again('SIGTERM'),
    kill: {
      wallet: () => wallet.again('SIGKILL'),
      broker: async () => {
        await casino.stack.nats.kill();
        await casino.stack.restartBroker();
      },
      ...connections,
    },
  };

  async function outcomesOf(
    { url, ...credentials }: Credentials,
    world: World,
    { only, repeats }: { only?: string[]; repeats: number },
  ): Promise<Outcome[]> {
    const kit = new WalletKit({ url, ...credentials }, world, { repeats });
    try {
      return await runChecks(walletChecks, kit, only ? { only } : {});
    } finally {
      kit.client.close();
    }
  }

  const passed = Array.from({ length: 22 }, (_, index): Told => [`W${index + 1}`, 'passed', []]);
  const told = (outcomes: readonly Outcome[]) =>
    outcomes.map(({ id, result, remarks }): Told => [id, result, remarks]);

  it('passes W1 to W22', async () => {
    const world = { ...worldOf(casino.own, croupier.policy.closeAfterHours), ...crashes };
    const outcomes = await outcomesOf(credentialsOf(casino.own, 'croupier'), world, { repeats: 8 });
    expect(told(outcomes)).toEqual(passed);
    expect(outcomes.flatMap(({ notes }) => notes)).toEqual([]);
  }, 300_000);

  it('passes them in the dialect of the shape of Hub88, but for what that has no words for', async () => {
    const world = { ...worldOf(casino.rsa, hub88.policy.closeAfterHours), kill: connections };
    const outcomes = await outcomesOf(credentialsOf(casino.rsa, 'hub88'), world, few);
    expect(told(outcomes)).toEqual(
      passed
        .with(11, ['W12', 'not run', ['the dialect hub88 has no call of several actions']])
        .with(20, ['W21', 'not run', ['the dialect hub88 has no message that takes a win back']])
        .with(21, ['W22', 'not run', ['the dialect hub88 has no message that adjusts a round']]),
    );
    expect(leftOut(outcomes)).toEqual([
      'W1 time in its signature',
      'W2 message that ends a round',
      'W4 game that is part of what a bet is',
      'W8 message that ends a round',
      'W9 message that ends a round',
      'W15 promotion that no bet is behind',
      'W15 jackpot that no bet is behind',
      'W15 contribution to a jackpot',
      'W16 message that ends a round',
      'W18 id that is no UUID',
      'W19 message that ends a round',
    ]);
  }, 300_000);

  it('passes them in the dialect of the shape of SOFTSWISS, but for what that has no words for', async () => {
    const world = { ...worldOf(casino.hmac, softswiss.policy.closeAfterHours), kill: connections };
    const outcomes = await outcomesOf(credentialsOf(casino.hmac, 'softswiss'), world, few);
    expect(told(outcomes)).toEqual(
      passed
        .with(20, ['W21', 'not run', ['the dialect softswiss has no message that takes a win back']])
        .with(21, ['W22', 'not run', ['the dialect softswiss has no message that adjusts a round']]),
    );
    expect(leftOut(outcomes)).toEqual([
      'W1 time in its signature',
      'W4 bet of a free round',
      'W4 bet that a win names',
      'W8 session in its calls',
      'W15 contribution to a jackpot',
      'W15 bet of a free round',
    ]);
  }, 300_000);

  it.each([
    ['hub88', 'W4', 'RS_ERROR_DUPLICATE_TRANSACTION', 'RS_OK'],
    ['hub88', 'W7', 'RS_ERROR_NOT_ENOUGH_MONEY', 'RS_ERROR_USER_DISABLED'],
    ['softswiss', 'W7', '"code":100', '"code":105'],
    ['softswiss', 'W14', '"code":154', '"code":100'],
  ])(
    'in the dialect %s, %s alone finds that %s is answered %s',
    async (dialect, id, word, other) => {
      const studio = dialect === 'hub88' ? casino.rsa : casino.hmac;
      const front = await Front.open(gateway.url, (text) => text.replace(word, other));
      const credentials = {
        ...credentialsOf(studio, dialect),
        url: `${front.url}/studios/${studio.studioId}`,
      };
      const outcomes = await outcomesOf(credentials, worldOf(studio, 24), {
        ...few,
        only: ['W2', 'W4', 'W6', 'W7', 'W14'],
      });
      await front.close();
      expect(outcomes.filter(({ result }) => result === 'failed').map((outcome) => outcome.id)).toEqual([id]);
    },
    60_000,
  );
});

type Told = [string, Outcome['result'], string[]];

const few = { repeats: 5 };

function dialectOf(name: string): WalletDialect {
  const dialect = walletDialects[name];
  if (!dialect) throw new Error(`no dialect ${name}`);
  return dialect;
}

function leftOut(outcomes: readonly Outcome[]): string[] {
  return outcomes.flatMap(({ id, notes }) =>
    notes.map((note) => `${id} ${note.replace(/^left out: the dialect \w+ has no /, '')}`),
  );
}

import { giveStudioRounds } from '@croupier/contracts';
import { newId } from '@croupier/kernel';
import { type RunningService } from '@croupier/runtime';
import { checkLedger } from '@croupier/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { runChecks } from '../../../../tools/conformance/report.js';
import { walletChecks } from '../../../../tools/conformance/wallet/checks.js';
import { type Credentials } from '../../../../tools/conformance/wallet/client.js';
import { WalletKit, type World } from '../../../../tools/conformance/wallet/world.js';
import { type DataSource } from 'typeorm';
import { service as gatewayService } from '../../../gateway/src/service.js';
import { Casino } from '../../test/casino.js';
import { type OwnStudio } from '../../test/studio-client.js';
import { croupier } from '../dialects/croupier.js';
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

  const credentialsOf = ({ studioId, privateKey }: OwnStudio): Credentials => ({
    ...{ url: `${gateway.url}/studios/${studioId}`, keyId: '1', privateKey },
  });

  function worldOf(): World {
    return {
      player: async (cash) => ({ ...(await casino.sitting(cash)), game: 'coin' }),
      endSession: async ({ playerId }) => void (await casino.launch(playerId)),
      block: ({ playerId }) =>
        casino.controls(playerId, { blocks: [{ scope: 'all', reason: 'self_exclusion' }] }),
      freeze: async ({ playerId }) => {
        const frozen = `UPDATE accounts SET frozen_at = now() WHERE player_id = $1`;
        await casino.wallet.database.admin.query(frozen, [playerId]);
      },
      switchGame: (game, on) => casino.switchGame('own', game, on),
      limitStakes: ({ playerId }, amount) =>
        casino.controls(playerId, {
          limits: [{ kind: 'stake', period: 'day', amount: { amount, currency: 'GBP' } }],
        }),
      limitLosses: ({ playerId }, amount) =>
        casino.controls(playerId, {
          limits: [{ kind: 'loss', period: 'day', amount: { amount, currency: 'GBP' } }],
        }),
      restart: () => wallet.again('SIGTERM'),
      passTime: async ({ playerId }, ms) => {
        await age(casino.studios.database.admin, ms);
        return { ...(await casino.sit(playerId)), game: 'coin' };
      },
      giveFreeRounds: async ({ playerId }, rounds) => {
        const freeRoundsId = newId();
        const gift = { freeRoundsId, playerId, gameId: 'own.coin', rounds, days: 1, staffId: newId() };
        await casino.stack.bus.ask(giveStudioRounds, gift);
        return freeRoundsId;
      },
      openRoundHours: croupier.policy.closeAfterHours,
      kill: {
        wallet: () => wallet.again('SIGKILL'),
        broker: async () => {
          await casino.stack.nats.kill();
          await casino.stack.restartBroker();
        },
        // Other suites use the server; that it is killed itself is FAULT-13.
        'connection of every process to its database': async () => {
          for (const { database } of [casino.wallet, casino.studios]) await cutOff(database.admin);
        },
      },
      second: {
        credentials: credentialsOf(casino.ownTwo),
        sit: async ({ playerId }) => ({ ...(await casino.sit(playerId, 'own-two.coin')), game: 'coin' }),
      },
      faults: async () =>
        (await checkLedger(casino.wallet.database.admin)).map((fault) => JSON.stringify(fault)),
    };
  }

  it('passes W1 to W20', async () => {
    const kit = new WalletKit(credentialsOf(casino.own), worldOf(), 15);
    const outcomes = await runChecks(walletChecks, kit);
    kit.client.close();
    expect(outcomes.map(({ id, result, remarks }) => [id, result, remarks])).toEqual(
      Array.from({ length: 20 }, (_, index) => [`W${index + 1}`, 'passed', []]),
    );
  }, 300_000);
});

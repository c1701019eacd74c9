import { type RunningService } from '@croupier/runtime';
import { checkLedger } from '@croupier/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { runChecks } from '../../../../tools/conformance/report.js';
import { walletChecks } from '../../../../tools/conformance/wallet/checks.js';
import { type Credentials } from '../../../../tools/conformance/wallet/client.js';
import { WalletKit, type World } from '../../../../tools/conformance/wallet/world.js';
import { service as gatewayService } from '../../../gateway/src/service.js';
import { Casino } from '../../test/casino.js';
import { type OwnStudio } from '../../test/studio-client.js';

describe('our wallet, as a studio finds it behind the gateway', () => {
  let casino: Casino;
  let gateway: RunningService;
  let wallet: RunningService;

  beforeAll(async () => {
    casino = await Casino.open();
    wallet = casino.wallet;
    gateway = await casino.stack.start(gatewayService, {
      PUBLIC_URL: 'http://127.0.0.1:3000',
      CORS_ORIGINS: '',
    });
  });

  afterAll(async () => expect(await casino.close()).toEqual([]));

  const credentialsOf = ({ studioId, privateKey }: OwnStudio): Credentials => ({
    ...{ url: `${gateway.url}/studios/${studioId}`, keyId: '1', privateKey },
  });

  function worldOf(): World {
    return {
      player: async (cash) => ({ ...(await casino.sitting(cash)), game: 'coin' }),
      endSession: async ({ playerId }) => void (await casino.launch(playerId)),
      block: ({ playerId }) =>
        casino.controls(playerId, { blocks: [{ scope: 'all', reason: 'self_exclusion' }] }),
      limitLosses: ({ playerId }, amount) =>
        casino.controls(playerId, {
          limits: [{ kind: 'loss', period: 'day', amount: { amount, currency: 'GBP' } }],
        }),
      restart: async () => {
        await wallet.close();
        wallet = await casino.restartWallet();
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
  }, 120_000);
});

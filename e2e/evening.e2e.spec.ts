import { checkLedger } from '@croupier/testing';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { playEvening } from '../tools/demo/evening.js';
import { Platform, quickTables } from './support/platform.js';

describe("a person's evening over HTTP", () => {
  let platform: Platform;

  beforeAll(async () => {
    platform = await Platform.shared(quickTables);
  }, 300_000);

  it.each([
    ['60 rounds with the clock moved on', { fast: true, rounds: 60, floor: true }],
    ['4 rounds at the legal pace', { fast: false, rounds: 4 }],
  ])(
    '%s: every penny adds up',
    async (_, plan) => {
      const { gateway, sandbox } = await platform.run();
      const report = await playEvening({ base: gateway, sandbox, ...plan });
      expect(report.checks.filter(({ ok }) => !ok)).toEqual([]);
      expect(report).toMatchObject({ ok: true, rounds: plan.rounds, stream: { rereads: 0 } });
      const wallet = await platform.database('wallet');
      expect(await checkLedger(wallet)).toEqual([]);
      await wallet.destroy();
    },
    300_000,
  );
});

import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  creditDeposit,
  openAccount,
  placeStake,
  reserveDeposit,
  settleRound,
  settleStakes,
  voidStakes,
} from '@croupier/contracts';
import { newId } from '@croupier/kernel';
import { type ServiceUnderTest, TestStack, until } from '@croupier/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { service as wallet } from '../../../apps/wallet/src/service.js';
import { readJournal } from './commands.js';
import { readCounters, derivedFaults } from './derived.js';
import { readSealed, sealFaults } from './seals.js';
import { readStakes, stakeFaults } from './stakes.js';

const gbp = (amount: number): { amount: number; currency: 'GBP' } => ({ amount, currency: 'GBP' });
const longestMs = 3_600_000;
const figures = { comparedAt: '', exact: true, missingFacts: 0, lines: [] };

/** What the verdicts read of a real ledger, before and after somebody spoiled it. */
describe('verdicts on a ledger', () => {
  let stack: TestStack;
  let running: ServiceUnderTest;
  let directory: string;
  const playerId = newId();
  const [roundId, tableRoundId, voidedId, openId] = [newId(), newId(), newId(), newId()];
  const started = { startedAt: new Date().toISOString(), gameSessionId: newId() };

  beforeAll(async () => {
    directory = await mkdtemp(path.join(tmpdir(), 'croupier-verdicts-'));
    stack = await TestStack.open();
    const key = generateKeyPairSync('ed25519').privateKey.export({ format: 'der', type: 'pkcs8' });
    running = await stack.start(wallet, {
      LEDGER_SEAL_KEY: key.toString('base64'),
      LEDGER_CHECKPOINTS_FILE: path.join(directory, 'checkpoints.jsonl'),
      LEDGER_SEAL_EVERY_MS: '100',
      LEDGER_CHECKPOINT_EVERY_MS: '0',
    });
    const { bus } = stack;
    await bus.ask(openAccount, { playerId, currency: 'GBP' });
    const deposit = { playerId, depositId: newId(), amount: gbp(1000) };
    await bus.ask(reserveDeposit, deposit);
    await bus.ask(creditDeposit, { ...deposit, provider: 'sandbox-psp' });
    const bet = { ...started, gameId: 'g', stake: gbp(100), payout: gbp(40), minimumCycleMs: 0, outcome: {} };
    await bus.ask(settleRound, { ...bet, playerId, roundId });
    for (const round of [tableRoundId, voidedId, openId])
      await bus.ask(placeStake, {
        ...started,
        playerId,
        stakeId: newId(),
        roundId: round,
        gameId: 't',
        stake: gbp(50),
      });
    const settlement = { playerId, roundId: tableRoundId, payout: gbp(100), outcome: {} };
    await bus.ask(settleStakes, { settlements: [settlement] });
    const back = { playerId, roundId: voidedId, currency: 'GBP' as const, reason: 'round_not_finished' };
    await bus.ask(voidStakes, { voids: [back] });
  });

  afterAll(async () => {
    await stack.close();
    await rm(directory, { recursive: true, force: true });
  });

  const sealed = async (): Promise<ReturnType<typeof sealFaults>> =>
    sealFaults(await readSealed(running.database.url, path.join(directory, 'checkpoints.jsonl')));

  it('sees how often each command is there', async () => {
    const journal = await readJournal(running.database.admin);
    expect(journal.get(`round ${roundId}`)).toBe(1);
    expect(journal.get(`round ${newId()}`)).toBeUndefined();
  });

  it('sees a stake that has no end, and every end of the others', async () => {
    const stakes = await readStakes(running.database.admin);
    expect(stakes.map(({ ends }) => ends.join()).sort()).toEqual(['', 'void', 'won', 'won']);
    expect(stakeFaults(stakes, longestMs)).toHaveLength(1);
  });

  it('recomputes the counters, and sees one that is off by a penny', async () => {
    const faults = async (): Promise<string[]> =>
      derivedFaults({ counters: await readCounters(running.database.admin), figures, rebuilt: [] });
    expect(await faults()).toEqual([]);
    const day = (await readCounters(running.database.admin)).filter(({ name }) => name.startsWith('day'));
    expect(day.map(({ stored }) => stored).sort((a, b) => a - b)).toEqual([140, 200, 1000]);
    await running.database.admin.query('UPDATE accounts SET week_paid_out = week_paid_out + 1');
    expect(await faults()).toHaveLength(1);
  });

  it('verifies the chain up to a checkpoint, and sees an edit of what was sealed', async () => {
    const before = await until('everything is sealed and signed', async () => {
      const found = await sealed();
      return found.unsealed === 0 && found.checkpoints > 0 ? found : undefined;
    });
    expect(before).toMatchObject({ broken: [], transactions: 7 });
    await running.database.admin.query(`
      SET session_replication_role = replica;
      UPDATE journal SET game_id = 'another' WHERE kind = 'round';
      SET session_replication_role = origin;`);
    expect((await sealed()).broken).toHaveLength(1);
  });
});

import { afterEach, describe, expect, it } from '@jest/globals';
import { EveningFault, type EveningReport, playEvening } from './evening.js';
import { type CasinoFault, FakeCasino } from './test/fake-casino.js';

describe('playEvening', () => {
  let casino: FakeCasino | undefined;

  afterEach(async () => {
    await casino?.close();
    casino = undefined;
  });

  async function evening(fault?: CasinoFault, lines: string[] = []): Promise<EveningReport> {
    casino = new FakeCasino(fault);
    const base = await casino.open();
    return playEvening({ base, rounds: 60, line: (text) => void lines.push(text) });
  }

  function failed(report: EveningReport): string[] {
    return report.checks.filter(({ ok }) => !ok).map(({ name }) => name);
  }

  it('is in order at an honest casino, and tells each step', async () => {
    const lines: string[] = [];
    const report = await evening(undefined, lines);
    expect(failed(report)).toEqual([]);
    expect(report).toMatchObject({ ok: true, playerId: 'ada', rounds: 60 });
    expect(report.stream).toEqual({ messages: 64, transactions: 63, rereads: 0 });
    const steps = lines.filter((line) => line.includes('✓')).map((line) => line.slice(12, 38).trim());
    expect(steps).toEqual([
      'find the platform',
      'register',
      'read the e-mail',
      'confirm',
      'sign in',
      'open the stream',
      'verify age and identity',
      'decide on a deposit limit',
      'deposit by card',
      'look at the wallet',
      'open a game',
      'play',
      'withdraw half to the bank',
      'refresh the session',
      'read the statement',
      'trial balance',
      'sign out',
    ]);
  });

  it('names the checks that fail when a penny is missing', async () => {
    const report = await evening('penny');
    expect(report.ok).toBe(false);
    expect(failed(report)).toEqual(['the statement sums to the balance', 'the stream ends at the balance']);
  });

  it('notices a stream that loses a transaction in silence', async () => {
    expect(failed(await evening('silent-stream'))).toEqual([
      'the stream told every transaction once, in order',
    ]);
  });

  it('notices a token that outlives its session', async () => {
    expect(failed(await evening('token-lives'))).toEqual(['the token is refused after signing out']);
  });

  it('waits as long as it is told and repeats with the same key', async () => {
    const report = await evening('busy');
    expect(report.ok).toBe(true);
    const keys = casino?.keys ?? [];
    expect(keys).toHaveLength(180);
    expect(new Set(keys).size).toBe(60);
  });

  it('says which step could not be taken', async () => {
    const broken = evening('withdrawal-fails');
    await expect(broken).rejects.toThrow(EveningFault);
    await expect(broken).rejects.toThrow(
      'withdraw half to the bank: the withdrawal ended failed: account_closed',
    );
  });

  it('says in one line that nobody is there', async () => {
    const nobody = playEvening({ base: 'http://127.0.0.1:9' });
    await expect(nobody).rejects.toThrow(/^find the platform: nothing answers at http:\/\/127\.0\.0\.1:9/);
  });
});

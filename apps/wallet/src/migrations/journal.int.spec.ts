import { newId } from '@croupier/kernel';
import { messagingMigrations } from '@croupier/messaging';
import { migrate } from '@croupier/persistence';
import { checkLedger, createTestDatabase, type TestDatabase } from '@croupier/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { database as definition } from '../data-source.js';
import { Journal1795605000000 } from './1795605000000-journal.js';
import { OneRow1795809600000 } from './1795809600000-one-row.js';
import { EveryCommand1795820000000 } from './1795820000000-every-command.js';
import { Seals1795880000000 } from './1795880000000-seals.js';
import { Reconciliation1795881000000 } from './1795881000000-reconciliation.js';
import { Jackpots1795897000000 } from './1795897000000-jackpots.js';
import { SessionNet1795901000000 } from './1795901000000-session-net.js';
import { RoundCorrections1796700000000 } from './1796700000000-round-corrections.js';
import { PlayClaims1796800000000 } from './1796800000000-play-claims.js';
import { EarlyLaunches1796900000000 } from './1796900000000-early-launches.js';
import { PastLaunches1796920000000 } from './1796920000000-past-launches.js';
import { PayoutReversals1797100000000 } from './1797100000000-payout-reversals.js';

type Line = [account: string, amount: number];

/** Of one account: a deposit, a round with a payout, a bonus, a stake with both, a held withdrawal, free rounds. */
const before: { kind: string; cash: number; bonus: number; lines: Line[] }[] = [
  {
    kind: 'deposit',
    cash: 500,
    bonus: 0,
    lines: [
      ['psp_clearing:x', -500],
      ['player_cash', 500],
    ],
  },
  {
    kind: 'round',
    cash: 550,
    bonus: 0,
    lines: [
      ['player_cash', -100],
      ['game_revenue', 100],
      ['game_revenue', -150],
      ['player_cash', 150],
    ],
  },
  {
    kind: 'bonus_grant',
    cash: 550,
    bonus: 200,
    lines: [
      ['bonus_cost', -200],
      ['player_bonus', 200],
    ],
  },
  {
    kind: 'stake',
    cash: 0,
    bonus: 150,
    lines: [
      ['player_cash', -550],
      ['player_bonus', -50],
      ['stakes_in_play', 600],
    ],
  },
  {
    kind: 'settlement',
    cash: 550,
    bonus: 200,
    lines: [
      ['stakes_in_play', -600],
      ['game_revenue', 600],
      ['game_revenue', -600],
      ['player_cash', 550],
      ['player_bonus', 50],
    ],
  },
  {
    kind: 'withdrawal_hold',
    cash: 450,
    bonus: 200,
    lines: [
      ['player_cash', -100],
      ['withdrawals_in_flight', 100],
    ],
  },
  { kind: 'free_rounds_grant', cash: 450, bonus: 200, lines: [] },
];

const newer = new Set<unknown>([
  ...messagingMigrations.slice(1),
  Journal1795605000000,
  OneRow1795809600000,
  EveryCommand1795820000000,
  Seals1795880000000,
  Reconciliation1795881000000,
  Jackpots1795897000000,
  SessionNet1795901000000,
  RoundCorrections1796700000000,
  PlayClaims1796800000000,
  EarlyLaunches1796900000000,
  PastLaunches1796920000000,
  PayoutReversals1797100000000,
]);

describe('a ledger from before the journal', () => {
  let database: TestDatabase;
  const playerId = newId();

  beforeAll(async () => {
    const migrations = definition.migrations.filter((migration) => !newer.has(migration));
    database = await createTestDatabase({ ...definition, migrations });
  });

  afterAll(() => database.drop());

  async function write(): Promise<void> {
    const { admin } = database;
    await admin.query(
      `INSERT INTO accounts (player_id, currency, cash, bonus, withdrawing, version, award_id)
       VALUES ($1, 'GBP', 450, 200, 100, $2, uuidv7())`,
      [playerId, before.length],
    );
    let [cash, bonus] = [0, 0];
    for (const [index, one] of before.entries()) {
      const transactionId = newId();
      await admin.query(
        `INSERT INTO transactions (player_id, transaction_id, source, external_id, fingerprint, kind, currency,
           cash_change, bonus_change, cash_after, bonus_after, in_play_after, withdrawing_after, version,
           stake_from_bonus, payout_to_bonus, outcome, recorded_at)
         VALUES ($1, $2, $3, uuidv7(), repeat('0f', 32), $3, 'GBP', $4, $5, $6, $7, 0, 0, $8, 0, 0, '{"stops": [1]}',
                 now() - interval '1 year')`,
        [
          playerId,
          transactionId,
          one.kind,
          one.cash - cash,
          one.bonus - bonus,
          one.cash,
          one.bonus,
          index + 1,
        ],
      );
      [cash, bonus] = [one.cash, one.bonus];
      await admin.query(
        `INSERT INTO entries (player_id, transaction_id, line, account, currency, amount)
         SELECT $1, $2, line, entry ->> 0, 'GBP', (entry ->> 1)::bigint
           FROM jsonb_array_elements($3::jsonb) WITH ORDINALITY AS given(entry, line)`,
        [playerId, transactionId, JSON.stringify(one.lines)],
      );
    }
  }

  it('keeps every entry, and goes on', async () => {
    await write();
    const sums = `SELECT kind, account, amount FROM entries JOIN transactions USING (player_id, transaction_id)
                   ORDER BY version, account, amount`;
    const answers = `SELECT player_id, transaction_id, source, external_id, kind, version, cash_change, bonus_change,
                            cash_after, bonus_after, in_play_after, withdrawing_after, outcome, recorded_at
                       FROM transactions ORDER BY version`;
    const keys = `SELECT player_id, source, external_id, version, recorded_at`;
    const known: unknown = await database.admin.query(sums);
    const answered: unknown = await database.admin.query(answers);
    const keyed: unknown = await database.admin.query(`${keys} FROM transactions ORDER BY version`);
    const owner = new URL(database.url);
    owner.username += '_owner';
    expect(await migrate(definition, owner.toString())).toEqual([
      'Journal1795605000000',
      'OutboxCursor1795807800000',
      'OneRow1795809600000',
      'EveryCommand1795820000000',
      'FactPlaces1795874400000',
      'Seals1795880000000',
      'Reconciliation1795881000000',
      'Jackpots1795897000000',
      'SessionNet1795901000000',
      'AnyDeadLetter1795950000000',
      'StreamPlace1795950100000',
      'Redriven1795960000000',
      'FactTurn1796000000000',
      'RoundCorrections1796700000000',
      'PlayClaims1796800000000',
      'EarlyLaunches1796900000000',
      'PastLaunches1796920000000',
      'PayoutReversals1797100000000',
    ]);
    expect(await database.admin.query(sums)).toEqual(known);
    expect(await database.admin.query(answers)).toEqual(answered);
    expect(await database.admin.query(`${keys} FROM known_commands ORDER BY version`)).toEqual(keyed);
    expect(await checkLedger(database.admin)).toEqual([]);
    const [seal]: unknown[] = await database.admin.query(`SELECT number, transactions, total FROM seals`);
    expect(seal).toEqual({ number: '1', transactions: String(before.length), total: String(before.length) });
    const [{ rows }] = (await database.admin.query(
      `SELECT count(*)::int AS rows FROM journal_otherwise`,
    )) as [{ rows: number }];
    expect(rows).toBe(before.length);
  });
});

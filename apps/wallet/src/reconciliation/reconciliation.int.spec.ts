import {
  accountFrozen,
  checkLedgerWhole,
  commitWithdrawal,
  grantBonus,
  holdWithdrawal,
  type LedgerDifference,
  listLedgerDifferences,
  placeStake,
  releaseAccount,
  releaseWithdrawal,
  settleRound,
  settleStakes,
  voidStakes,
} from '@croupier/contracts';
import { newId } from '@croupier/kernel';
import { TestStack, until } from '@croupier/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { gbp, House, round, stake } from '../../test/house.js';
import { service } from '../service.js';

const settings = { LEDGER_SEAL_EVERY_MS: '50', LEDGER_RECONCILE_EVERY_MS: '50' };

describe('continuous reconciliation', () => {
  let house: House;

  beforeAll(async () => {
    const stack = await TestStack.open();
    house = House.of(stack, await stack.start(service, settings));
  });

  afterAll(() => house.stack.close());

  const rows = async <Row>(sql: string, values: unknown[] = []): Promise<Row[]> =>
    (await house.wallet.database.admin.query(sql, values)) as Row[];

  /** As somebody whom no guard stops. */
  const tamper = (...statements: string[]): Promise<void> =>
    house.wallet.database.admin.transaction(async (manager) => {
      await manager.query(`SET LOCAL session_replication_role = replica`);
      for (const statement of statements) await manager.query(statement);
    });

  const differencesOf = async (playerId: string): Promise<LedgerDifference[]> => {
    const { data } = await house.insist(listLedgerDifferences, { open: true, limit: 100 });
    return data.filter((each) => each.playerId === playerId);
  };
  const found = (playerId: string, edit = 'an edit'): Promise<LedgerDifference[]> =>
    until(`a difference is found after ${edit}`, async () => {
      const differences = await differencesOf(playerId);
      return differences.length > 0 ? differences : undefined;
    });
  const frozen = (players: readonly string[]): Promise<unknown[]> =>
    rows(`SELECT FROM accounts WHERE frozen_at IS NOT NULL AND player_id = ANY ($1)`, [players]);
  const pass = async (): Promise<void> => {
    const { passedAt: before } = await house.insist(listLedgerDifferences, {});
    await house.insist(checkLedgerWhole, {});
    await until('a pass is over', async () => {
      const { passing, passedAt } = await house.insist(listLedgerDifferences, {});
      return !passing && passedAt !== before;
    });
  };

  /** Everything that came was looked at, and the walk went round once more. */
  async function reconciled(): Promise<void> {
    const [{ now }] = (await rows(`SELECT clock_timestamp()::text AS now`)) as [{ now: string }];
    await until('it has run', async () => {
      const [state] = await rows<{ ran: boolean }>(
        `SELECT ran_at > $1::timestamptz + interval '200 ms' AND NOT EXISTS (
                  SELECT FROM outbox WHERE player_id IS NOT NULL AND id > through_place) AS ran FROM reconciliation`,
        [now],
      );
      return state?.ran;
    });
  }

  /** A player with a history: a deposit, rounds, a stake in play, a held withdrawal: seven versions. */
  async function player(): Promise<string> {
    const playerId = await house.player(1000);
    for (let n = 0; n < 4; n += 1) await house.insist(settleRound, round(playerId, 50, n * 20));
    await house.insist(placeStake, stake(playerId, newId(), 100));
    await house.insist(holdWithdrawal, { playerId, withdrawalId: newId(), amount: gbp(70) });
    return playerId;
  }

  it('finds by its walk, and freezes, whatever somebody changed of an account', async () => {
    const edits = [
      ...[
        `UPDATE accounts SET cash = cash + 1 WHERE true`,
        `UPDATE accounts SET version = version + 1 WHERE true`,
      ],
      `UPDATE accounts SET bonus = 5, award_id = uuidv7() WHERE true`,
      ...[
        `UPDATE accounts SET in_play = in_play - 1 WHERE true`,
        `UPDATE accounts SET withdrawing = 0 WHERE true`,
      ],
      `UPDATE accounts SET cash = cash + 10, in_play = in_play - 10 WHERE true`,
      `UPDATE accounts SET changed_at = 'infinity', cash = 1 WHERE true`,
      `UPDATE journal SET cash_after = cash_after - 1 WHERE version = 7`,
      `DELETE FROM journal WHERE version = 7`,
      `UPDATE round_stakes SET stake_cash = stake_cash + 1 WHERE true`,
      `UPDATE round_stakes SET state = 'settled' WHERE true`,
      `DELETE FROM round_stakes WHERE true`,
    ];
    const players = await Promise.all(edits.map(() => player()));
    await reconciled();
    expect(await frozen(players)).toEqual([]);
    await tamper(...edits.map((edit, place) => `${edit} AND player_id = '${players[place] ?? ''}'`));
    for (const [place, playerId] of players.entries()) {
      const [difference] = await found(playerId, edits[place]);
      expect(difference).toMatchObject({ check: 'C3', currency: 'GBP' });
      const told = `SELECT FROM outbox WHERE subject = $1 AND payload ->> 'playerId' = $2`;
      expect(await rows(told, [accountFrozen.subject, playerId])).toHaveLength(1);
    }
    expect(await frozen(players)).toHaveLength(players.length);
  });

  it('finds by a full pass, and freezes, whatever somebody changed of a history', async () => {
    const edits = [
      ['C2', `UPDATE journal SET revenue_in = revenue_in + 1 WHERE version = 3`],
      ['C2', `UPDATE journal SET clearing = clearing - 2 WHERE version = 1`],
      ['C3', `UPDATE journal SET cash_after = cash_after + 1 WHERE version = 3`],
      ['C3', `UPDATE journal SET cash_out = cash_out - 1, revenue_in = revenue_in + 1 WHERE version = 3`],
      ['C3', `UPDATE journal SET version = 90 WHERE version = 3`],
      ['C3', `DELETE FROM journal WHERE version = 3`],
      ['C3', `DELETE FROM journal WHERE version = 1`],
    ] as const;
    const players = await Promise.all(edits.map(() => player()));
    await reconciled();
    await tamper(
      'ALTER TABLE journal DROP CONSTRAINT journal_balances',
      ...edits.map(([, edit], place) => `${edit} AND player_id = '${players[place] ?? ''}'`),
    );
    await reconciled();
    await pass();
    for (const [place, playerId] of players.entries()) {
      const differences = await found(playerId, edits[place]?.[1]);
      expect(differences.map(({ check }) => check)).toContain(edits[place]?.[0]);
    }
    expect(await frozen(players)).toHaveLength(players.length);
    const { data } = await house.insist(listLedgerDifferences, { open: true, limit: 100 });
    expect(data.some(({ check, playerId }) => check === 'C1' && playerId === undefined)).toBe(true);
  });

  it('finds a wrong balance when the account is used next', async () => {
    const playerId = await player();
    await reconciled();
    await tamper(`UPDATE accounts SET cash = cash + 500 WHERE player_id = '${playerId}'`);
    await house.insist(settleRound, round(playerId, 10)).catch(() => undefined);
    expect((await found(playerId))[0]).toMatchObject({ check: 'C3' });
  });

  it('lets nothing out of a frozen account, takes what is the player’s, and goes on once it is released', async () => {
    const playerId = await house.player(1000);
    const [open, paid] = [newId(), newId()];
    await house.insist(placeStake, stake(playerId, open, 100));
    await house.insist(holdWithdrawal, { playerId, withdrawalId: paid, amount: gbp(50) });
    await reconciled();
    await tamper(`UPDATE accounts SET cash = cash + 500 WHERE player_id = '${playerId}'`);
    await found(playerId);
    for (const refused of [
      house.insist(settleRound, round(playerId, 10)),
      house.insist(placeStake, stake(playerId, newId(), 10)),
      house.insist(holdWithdrawal, { playerId, withdrawalId: newId(), amount: gbp(10) }),
    ])
      await expect(refused).rejects.toMatchObject({ code: 'account_frozen' });
    await house.deposit(playerId, 30);
    await house.insist(settleStakes, {
      settlements: [{ playerId, roundId: open, payout: gbp(40), outcome: {} }],
    });
    await house.insist(commitWithdrawal, { playerId, withdrawalId: paid, provider: 'sandbox-psp' });
    const release = { playerId, currency: 'GBP' as const, staffId: newId(), reason: 'row restored' };
    await house.insist(releaseAccount, release);
    expect(await frozen([playerId])).toEqual([]);
    // Of what was posted meanwhile the first transaction does not follow from the one before: that is found apart.
    await pass();
    await found(playerId);
    await house.insist(releaseAccount, release);
    // What was released is explained: it is not told again.
    await pass();
    expect(await differencesOf(playerId)).toEqual([]);
    await house.insist(settleRound, round(playerId, 10));
    const { data } = await house.insist(listLedgerDifferences, { limit: 100 });
    const ended = data.filter((each) => each.playerId === playerId);
    expect(ended[0]).toMatchObject({ releasedBy: release.staffId, reason: 'row restored' });
  });

  it('tells a difference once, however long it stays', async () => {
    const playerId = await player();
    await reconciled();
    await tamper(`UPDATE accounts SET cash = cash + 1 WHERE player_id = '${playerId}'`);
    await found(playerId);
    await reconciled();
    await reconciled();
    expect(await rows(`SELECT FROM ledger_differences WHERE player_id = $1`, [playerId])).toHaveLength(1);
  });
});

describe('a healthy wallet', () => {
  it('is never frozen, however busy', async () => {
    const stack = await TestStack.open();
    const house = House.of(
      stack,
      await stack.start(service, { ...settings, LEDGER_RECONCILE_EVERY_MS: '20' }),
    );
    await house.wallet.database.admin.query(`UPDATE reconciliation SET asked_at = now()`);
    const players = await Promise.all(Array.from({ length: 8 }, () => house.player(100_000)));
    let busy = true;
    const passes = (async () => {
      while (busy) {
        await house.insist(checkLedgerWhole, {});
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    })();
    await Promise.all(players.map((playerId, place) => evening(house, playerId, place)));
    busy = false;
    await passes;
    await until('a pass is over', async () => {
      const { passing, passedAt } = await house.insist(listLedgerDifferences, {});
      return !passing && passedAt;
    });
    expect((await house.insist(listLedgerDifferences, {})).data).toEqual([]);
    expect(await house.close()).toEqual([]);
  });
});

async function evening(house: House, playerId: string, place: number): Promise<void> {
  const provider = 'sandbox-psp';
  for (let n = 0; n < 12; n += 1) {
    const [table, dropped, held] = [newId(), newId(), newId()];
    await Promise.all([
      house.insist(settleRound, round(playerId, 100, (n * 37) % 250)),
      house.insist(placeStake, stake(playerId, table, 60)),
      house.insist(placeStake, stake(playerId, table, 40)),
      house.insist(placeStake, stake(playerId, dropped, 30)),
      house.insist(holdWithdrawal, { playerId, withdrawalId: held, amount: gbp(200) }),
      house.deposit(playerId, 150),
    ]);
    const end = n % 2 === 0 ? commitWithdrawal : releaseWithdrawal;
    await Promise.all([
      house.insist(settleStakes, {
        settlements: [{ playerId, roundId: table, payout: gbp(n * 20), outcome: {} }],
      }),
      house.insist(voidStakes, { voids: [{ playerId, roundId: dropped, currency: 'GBP', reason: 'test' }] }),
      house.insist(end, { playerId, withdrawalId: held, provider }),
    ]);
    if (n === place)
      await house.insist(grantBonus, {
        playerId,
        awardId: newId(),
        amount: gbp(500),
        maximumStake: gbp(100),
      });
  }
}

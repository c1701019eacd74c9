import {
  checkAccess,
  creditDeposit,
  listRounds,
  listTransactions,
  openTableSession,
  placeBets,
  readEligibility,
  readRoundStatement,
  readTable,
  readWallet,
} from '@croupier/contracts';
import { newId } from '@croupier/kernel';
import { checkLedger, Neighbours, type ServiceUnderTest, TestStack, until } from '@croupier/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { service as gamesService } from '../../../games/src/service.js';
import { settings as gamesSettings } from '../../../games/test/settings.js';
import { service as walletService } from '../../../wallet/src/service.js';
import { fast, red, tableId } from '../../test/house.js';
import { service as liveService } from '../service.js';

const gbp = (amount: number) => ({ amount, currency: 'GBP' as const });

describe('a table on the real ledger', () => {
  let stack: TestStack;
  let wallet: ServiceUnderTest;
  let live: ServiceUnderTest;
  let neighbours: Neighbours;

  beforeAll(async () => {
    stack = await TestStack.open();
    neighbours = new Neighbours(stack);
    await neighbours.answer(readEligibility, { verified: true, ageBand: '25+' });
    await neighbours.answer(checkAccess, { allowed: true, reasons: [] });
    [wallet, live] = await Promise.all([
      stack.start(walletService),
      stack.start(liveService, { ...fast, TABLE_BETTING_MS: '6000', TABLE_VOID_AFTER_MS: '1000' }),
      stack.start(gamesService, gamesSettings),
    ]);
  });

  afterAll(async () => {
    await stack.close();
    await neighbours.close();
  });

  async function player(cash: number): Promise<string> {
    const playerId = newId();
    await wallet.database.admin.query('SELECT open_account($1, $2)', [playerId, 'GBP']);
    const deposit = { playerId, depositId: newId(), provider: 'sandbox-psp', amount: gbp(cash) };
    await stack.bus.ask(creditDeposit, deposit);
    await until('the player is seated', () =>
      stack.bus.ask(openTableSession, { playerId, tableId }).catch(() => undefined),
    );
    return playerId;
  }

  const place = (playerId: string, roundId: string) =>
    stack.bus.ask(placeBets, {
      playerId,
      tableId,
      roundId,
      idempotencyKey: newId(),
      stake: gbp(150),
      bets: [red, { kind: 'straight' as const, numbers: [0], amount: 50 }],
    });

  async function openRound(playerId: string): Promise<string> {
    return until('bets are open', async () => {
      const { round } = await stack.bus.ask(readTable, { playerId, tableId });
      const left = Date.parse(round?.betsCloseAt ?? '') - Date.now();
      return round?.phase === 'betting' && left > 4500 ? round.roundId : undefined;
    });
  }

  it('settles to the penny, and its rounds are in the history of the player like any other', async () => {
    const players = await Promise.all([player(1000), player(1000), player(1000)]);
    const [poor] = [await player(100)];
    const roundId = await openRound(poor);
    await Promise.all(players.map((playerId) => place(playerId, roundId)));
    await place(players[0] as string, roundId);
    await expect(place(poor, roundId)).rejects.toMatchObject({ code: 'insufficient_funds' });
    const first = players[0] as string;
    expect(await stack.bus.ask(readWallet, { playerId: first })).toMatchObject({
      cash: gbp(700),
      inPlay: gbp(300),
    });
    const [round] = await until('the round is in the history', async () => {
      const { data } = await stack.bus.ask(listRounds, { playerId: first });
      return data.length > 0 ? data : undefined;
    });
    expect(round).toMatchObject({ roundId, gameId: tableId, stake: gbp(300) });
    expect(round?.outcome).toMatchObject({
      ...{ definitionHash: expect.any(String), definitionVersion: expect.any(String) },
      pocket: expect.any(Number),
    });
    const after = await stack.bus.ask(readWallet, { playerId: first });
    expect(after).toMatchObject({ cash: gbp(700 + (round?.payout.amount ?? 0)), inPlay: gbp(0) });
    expect(await stack.bus.ask(readWallet, { playerId: poor })).toMatchObject({
      cash: gbp(100),
      inPlay: gbp(0),
    });
    const { data } = await stack.bus.ask(listTransactions, { playerId: first });
    expect(data.length).toBeGreaterThanOrEqual(4);
    expect(await checkLedger(wallet.database.admin)).toEqual([]);
  });

  it('tells each round in words, derived again by the version it was played by', async () => {
    const playerId = await player(10_000);
    const roundId = await openRound(playerId);
    const { netPosition } = await place(playerId, roundId);
    expect(netPosition).toEqual(gbp(-150));
    const statement = () =>
      until('it is in the history', () =>
        stack.bus.ask(readRoundStatement, { playerId, roundId }).catch((error: unknown) => {
          if ((error as { code?: string }).code === 'not_found') return undefined;
          throw error;
        }),
      );
    const told = await statement();
    const { definitionHash } = await stack.bus.ask(readTable, { playerId, tableId });
    expect(told).toMatchObject({
      ...{ gameId: tableId, name: 'Harbour Table', version: '1.1.0', definitionHash, rederived: 'agrees' },
    });
    expect(told.sentences.join(' ')).toContain('1.50 GBP was staked on Harbour Table, version 1.1.0.');
    expect(told.sentences.join(' ')).toMatch(/The ball came to rest on/);
    const [round] = (await stack.bus.ask(listRounds, { playerId })).data;
    const years =
      new Date(told.keptUntil).getUTCFullYear() - new Date(round?.settledAt ?? '').getUTCFullYear();
    expect(years).toBe(5);
    // Nobody can take the definition away: not the service, and not by another version.
    const [rights] = (await live.database.admin.query(
      `SELECT has_table_privilege(current_database(), 'table_versions', 'DELETE')
              OR has_column_privilege(current_database(), 'table_versions', 'definition', 'UPDATE') AS gone`,
    )) as { gone: boolean }[];
    expect(rights).toEqual({ gone: false });
  });

  it('gives the stakes of a void round back', async () => {
    const playerId = await player(1000);
    const roundId = await openRound(playerId);
    await place(playerId, roundId);
    await live.close();
    expect((await stack.bus.ask(readWallet, { playerId })).inPlay).toEqual(gbp(150));
    await new Promise((resolve) => setTimeout(resolve, 7500));
    await stack.replica(liveService, live, { ...fast, TABLE_VOID_AFTER_MS: '1000' });
    await until('the stake is back', async () => {
      const { cash, inPlay } = await stack.bus.ask(readWallet, { playerId });
      return cash.amount === 1000 && inPlay.amount === 0;
    });
    expect(await checkLedger(wallet.database.admin)).toEqual([]);
  });
});

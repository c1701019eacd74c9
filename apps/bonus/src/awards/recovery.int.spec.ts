import {
  type Award,
  claimBonus,
  convertBonus,
  depositCredited,
  forfeitBonus,
  grantBonus,
  rebuildProgress,
  roundSettled,
} from '@croupier/contracts';
import { newId } from '@croupier/kernel';
import { until } from '@croupier/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { jetstream } from '@nats-io/jetstream';
import { headers as newHeaders } from '@nats-io/transport-node';
import { service as walletService } from '../../../wallet/src/service.js';
import { Bench } from '../../test/bench.js';
import { freeRounds, gbp } from '../../test/programmes.js';

/** What became of an award whose process died, or whose wallet or broker was away. */
describe('recovery of awards', () => {
  let bench: Bench;
  let playerId: string;

  beforeAll(async () => {
    bench = await Bench.open();
  });

  afterAll(async () => {
    expect(await bench.close()).toEqual([]);
  });

  beforeEach(async () => {
    playerId = await bench.house.player(0);
  });

  /** Puts a row as a process would have left it that died before it noted the wallet's answer. */
  function leave(award: Award, change: string): Promise<unknown> {
    return bench.query(
      `UPDATE awards SET ${change}, next_check_at = now() WHERE player_id = $1 AND award_id = $2`,
      playerId,
      award.awardId,
    );
  }

  /** Delivers facts of a player once more, as a broker that lost its store makes the relay do. */
  async function tellAgain(subject: string, sameId: boolean): Promise<number> {
    const rows = (await bench.house.wallet.database.admin.query(
      `SELECT event_id, payload FROM facts WHERE subject = $1 AND payload::json ->> 'playerId' = $2 ORDER BY id`,
      [subject, playerId],
    )) as { event_id: string; payload: string }[];
    for (const { event_id, payload } of rows) {
      const headers = newHeaders();
      headers.set('ce-id', sameId ? event_id : newId());
      await jetstream(bench.house.stack.broker.connection).publish(subject, payload, {
        msgID: newId(),
        headers,
      });
    }
    return rows.length;
  }

  it('grants once where the process died after the wallet had granted', async () => {
    const award = await bench.claim(playerId, await bench.programme());
    await leave(award, `status = 'granting', bonus = 1000`);
    await bench.house.insist(grantBonus, {
      playerId,
      awardId: award.awardId,
      amount: gbp(1000),
      maximumStake: gbp(200),
    });
    const active = await bench.becomes(award, playerId, 'active');
    expect(active.bonus).toEqual(gbp(1000));
    expect((await bench.house.view(playerId)).bonus).toBe(1000);
  });

  it('counts rounds that were told before the answer of the grant was noted', async () => {
    const award = await bench.claim(playerId, await bench.programme());
    await bench.house.deposit(playerId, 500);
    const { awardId } = award;
    await bench.house.insist(grantBonus, { playerId, awardId, amount: gbp(500), maximumStake: gbp(200) });
    await bench.play(playerId, 100, 100);
    await until('the round is noted', async () => {
      const rows = await bench.query(
        `SELECT 1 FROM movements WHERE player_id = $1 AND kind = 'round'`,
        playerId,
      );
      return rows.length === 1;
    });
    await leave(award, `status = 'granting', bonus = 500`);
    await bench.becomes(award, playerId, 'active');
    expect(await bench.wagered(award, playerId, 100)).toMatchObject({ required: gbp(2500) });
  });

  it('completes once where the process died after the conversion, and forfeits once likewise', async () => {
    const award = await bench.matched(playerId, 1000);
    await bench.house.insist(convertBonus, { playerId, awardId: award.awardId });
    await leave(award, `status = 'completing'`);
    expect(await bench.becomes(award, playerId, 'completed')).toMatchObject({ converted: gbp(500) });

    playerId = await bench.house.player(0);
    const other = await bench.matched(playerId, 1000);
    await bench.house.insist(forfeitBonus, { playerId, awardId: other.awardId, reason: 'player' });
    await leave(other, `status = 'ending', end_reason = 'player'`);
    expect(await bench.becomes(other, playerId, 'ended')).toMatchObject({ forfeited: gbp(500) });
    expect((await bench.house.view(playerId)).cash).toBe(1000);
  });

  it('takes back what was given up while it was being given', async () => {
    const award = await bench.claim(playerId, await bench.programme());
    await leave(award, `status = 'granting', bonus = 1000, end_reason = 'player'`);
    expect(await bench.becomes(award, playerId, 'ended')).toMatchObject({
      endReason: 'player',
      forfeited: gbp(1000),
    });
    expect((await bench.house.view(playerId)).bonus).toBe(0);
  });

  it.each([true, false])('counts each fact once, told again under the same id: %s', async (sameId) => {
    const award = await bench.matched(playerId, 2000);
    for (let index = 0; index < 3; index += 1) await bench.play(playerId, 100, 100);
    const before = await bench.wagered(award, playerId, 300);
    expect(await tellAgain(depositCredited.subject, sameId)).toBe(1);
    expect(await tellAgain(roundSettled.subject, sameId)).toBe(3);
    await bench.play(playerId, 50, 50);
    const after = await bench.wagered(award, playerId, 350);
    expect(after.bonus).toEqual(before.bonus);
    expect(after.games[0]?.rounds).toBe(4);
    expect(await bench.house.insist(rebuildProgress, { playerId })).toEqual({ awards: 1, changed: 0 });
  });

  it('finds and mends a sum that is not what the facts say', async () => {
    const award = await bench.matched(playerId, 2000);
    await bench.play(playerId, 100, 100);
    await bench.wagered(award, playerId, 100);
    await bench.query(`UPDATE awards SET counted = counted + 1 WHERE player_id = $1`, playerId);
    expect(await bench.house.insist(rebuildProgress, { playerId })).toEqual({ awards: 1, changed: 1 });
    expect(await bench.house.insist(rebuildProgress, { playerId })).toEqual({ awards: 1, changed: 0 });
  });

  it('does not expire what is complete but not known to be: every fact is waited for', async () => {
    const award = await bench.matched(playerId, 1000);
    await bench.play(playerId, 100, 100);
    await bench.wagered(award, playerId, 100);
    // A fact that has not arrived yet, as after an outage.
    await bench.query(`DELETE FROM movements WHERE player_id = $1 AND kind = 'round'`, playerId);
    await leave(award, `expires_at = now() - interval '1 second'`);
    await until('the process has looked', async () => {
      const [row] = await bench.query<{ checks: number }>(
        `SELECT checks FROM awards WHERE player_id = $1`,
        playerId,
      );
      return row && row.checks > 0;
    });
    expect((await bench.read(award, playerId)).status).toBe('active');
    await tellAgain(roundSettled.subject, false);
    expect(await bench.becomes(award, playerId, 'ended')).toMatchObject({ endReason: 'expired' });
  });

  it('carries out with two processes what one does, once', async () => {
    const replica = await bench.replica();
    const programmeId = await bench.programme(
      freeRounds({ freeRounds: { gameId: 'test-game', rounds: 2, stake: gbp(10) } }),
    );
    const players = await Promise.all(Array.from({ length: 5 }, () => bench.house.player(0)));
    const awards = await Promise.all(players.map((each) => bench.claim(each, programmeId)));
    await Promise.all(awards.map((award, index) => bench.becomes(award, players[index] ?? '', 'active')));
    for (let played = 0; played < 2; played += 1) {
      await Promise.all(
        awards.map(({ awardId }, index) => bench.play(players[index] ?? '', 10, 0, { awardId })),
      );
    }
    await Promise.all(awards.map((award, index) => bench.becomes(award, players[index] ?? '', 'ended')));
    await replica.close();
    const told = await bench.query(
      `SELECT payload ->> 'awardId' FROM outbox WHERE payload ->> 'programmeId' = $1`,
      programmeId,
    );
    expect(told).toHaveLength(10);
  });

  it('offers and gives nothing while safer-gambling is away, and goes on with what runs', async () => {
    const programmeId = await bench.programme();
    const award = await bench.matched(playerId, 1000);
    await bench.protection.close();
    const stranger = await bench.house.player(0);
    const claim = bench.house.stack.bus.ask(claimBonus, {
      playerId: stranger,
      programmeId,
      idempotencyKey: newId(),
    });
    await expect(claim).rejects.toMatchObject({ code: 'service_unavailable' });
    expect(await bench.overview(playerId)).toMatchObject({
      offersKnown: false,
      available: [],
      awards: [{ awardId: award.awardId }],
    });
    await bench.play(playerId, 100, 100);
    await bench.wagered(award, playerId, 100);
    await bench.restartProtection();
    expect(await bench.claim(stranger, programmeId)).toMatchObject({ status: 'claimed' });
  });

  it('waits for a wallet that is away, and gives the bonus when it is back', async () => {
    const award = await bench.claim(playerId, await bench.programme());
    await bench.house.wallet.close();
    await leave(award, `status = 'granting', bonus = 700`);
    await until('the process has tried', async () => {
      const [row] = await bench.query<{ checks: number }>(
        `SELECT checks FROM awards WHERE player_id = $1`,
        playerId,
      );
      return row && row.checks > 0;
    });
    expect((await bench.read(award, playerId)).status).toBe('granting');
    await bench.house.stack.replica(walletService, bench.house.wallet);
    await bench.becomes(award, playerId, 'active');
    expect((await bench.house.view(playerId)).bonus).toBe(700);
  });
});

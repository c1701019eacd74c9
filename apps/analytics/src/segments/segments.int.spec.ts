import { listSegmentMembers, listSegments, readFigures, readPlayerFigures } from '@croupier/contracts';
import { dateAt, newId, startOf } from '@croupier/kernel';
import { clearOfMidnight, midnightMs } from '@croupier/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { seeded } from '../../test/evening.js';
import { TestPlayer, type ToldFact } from '../../test/facts.js';
import { Newsroom } from '../../test/newsroom.js';
import { addDays } from '../figures/period.js';

/** Noon in London some days ago. */
function ago(days: number): string {
  return new Date(startOf(addDays(dateAt(new Date()), -days)).getTime() + 12 * 3_600_000).toISOString();
}

function later(at: string, minutes: number): string {
  return new Date(Date.parse(at) + minutes * 60_000).toISOString();
}

describe('segments', () => {
  let newsroom: Newsroom;
  const [regular, absorbed] = [new TestPlayer(), new TestPlayer()];
  const evening = newId();
  const players = Array.from({ length: 40 }, () => new TestPlayer());

  beforeAll(async () => {
    await clearOfMidnight();
    newsroom = await Newsroom.open();
    const random = seeded(7);
    const facts: ToldFact[] = [];
    for (const player of players) {
      facts.push(player.registered(ago(random(60))));
      for (let times = random(4); times > 0; times -= 1) facts.push(player.deposited(ago(random(50)), 1000));
      for (let times = random(12); times > 0; times -= 1) {
        const bet = { gameId: `game-${random(4)}`, stake: 1 + random(40_000), payout: random(30_000) };
        facts.push(player.played(ago(random(45)), bet));
      }
    }
    for (const day of [1, 2, 3, 4]) {
      facts.push(regular.played(ago(day), { gameId: 'slot-a', stake: 100, payout: 0 }));
      facts.push(regular.played(ago(day + 30), { gameId: 'slot-b', stake: 100, payout: 0 }));
    }
    facts.push(regular.played(ago(0), { gameId: 'slot-b', stake: 100, payout: 60_000 }));
    for (let minute = 0; minute <= 180; minute += 30) {
      const bet = { gameId: 'slot-a', gameSessionId: evening, stake: 100, payout: 0 };
      facts.push(absorbed.played(later(ago(1), minute), bet));
    }
    facts.push(absorbed.played(ago(8), { gameId: 'slot-b', stake: 100, payout: 0 }));
    await newsroom.report(...facts);
  }, midnightMs);

  afterAll(() => newsroom.close());

  it('have as many players as explain themselves one by one: SQL and rule agree', async () => {
    const { segments } = await newsroom.stack.bus.ask(listSegments, {});
    const alone = new Map<string, number>();
    for (const { playerId } of [...players, regular, absorbed]) {
      const { memberships } = await newsroom.stack.bus.ask(readPlayerFigures, { playerId });
      for (const { segment } of memberships) alone.set(segment, (alone.get(segment) ?? 0) + 1);
    }
    const counted = new Map(segments.filter((one) => one.players > 0).map((one) => [one.id, one.players]));
    expect(counted).toEqual(alone);
    expect(counted.size).toBeGreaterThan(5);
  });

  it('list their members a page at a time, each once', async () => {
    const { segments } = await newsroom.stack.bus.ask(listSegments, {});
    for (const { id: segment, players: count } of segments) {
      const members: string[] = [];
      let after: string | undefined;
      do {
        const page = { segment, limit: 3, ...(after === undefined ? {} : { after }) };
        const { data, next } = await newsroom.stack.bus.ask(listSegmentMembers, page);
        members.push(...data);
        after = next;
      } while (after !== undefined);
      expect([segment, new Set(members).size, members.length]).toEqual([segment, count, count]);
      expect(members).toEqual([...members].sort());
    }
    const unknown = newsroom.stack.bus.ask(listSegmentMembers, { segment: 'unheard-of' });
    await expect(unknown).rejects.toMatchObject({ code: 'unknown_segment' });
  });

  it("say why, with the player's own figures, and what the player plays most", async () => {
    const report = await newsroom.stack.bus.ask(readPlayerFigures, { playerId: regular.playerId });
    expect(report.memberships).toContainEqual({
      segment: 'regular',
      because: ['days played in the last 30: 5, at least 4'],
    });
    expect(report.figures).toMatchObject({ rounds: 9, rounds30: 5, games30: 2, daysSinceRegistration: null });
    expect(report.favourites.map(({ gameId, rounds }) => [gameId, rounds])).toEqual([
      ['slot-b', 5],
      ['slot-a', 4],
    ]);
    expect(report.favourites[0]?.lastPlayed).toBe(dateAt(new Date()));
  });

  it('know how long a player plays, and take three hours without a pause for too long', async () => {
    const { playerId } = absorbed;
    const { figures, memberships } = await newsroom.stack.bus.ask(readPlayerFigures, { playerId });
    expect(figures).toMatchObject({
      ...{ playSessions30: 2, playMinutes7: 180, playMinutes30: 180, longestPlayMinutes7: 180 },
    });
    expect(memberships).toContainEqual({
      segment: 'long-play',
      because: ['minutes of the longest session of the last 7 days: 180, at least 180'],
    });
    const day = dateAt(new Date(ago(1)));
    const period = { from: day, to: day, by: 'total' as const, segment: 'long-play' };
    expect((await newsroom.stack.bus.ask(readFigures, period)).total).toMatchObject({
      ...{ rounds: 7, playSessions: 1, medianPlaySeconds: 10_800, roundsPerSession: '7.00' },
    });
    const all = await newsroom.stack.bus.ask(readPlayerFigures, { playerId: regular.playerId });
    expect(all.figures).toMatchObject({ playSessions30: 5, playMinutes30: 0, longestPlayMinutes7: 0 });
  });

  it('know nothing of a player who did nothing', async () => {
    const asked = newsroom.stack.bus.ask(readPlayerFigures, { playerId: newId() });
    await expect(asked).rejects.toMatchObject({ code: 'unknown_player' });
  });
});

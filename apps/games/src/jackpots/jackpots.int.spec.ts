import { createHash, createHmac } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Jackpot, listJackpots, type PlayedRound, readProof, renewSeeds } from '@croupier/contracts';
import { CounterHere, type Hmac, jackpotSection, type ProvenRound, verifyRound } from '@croupier/game-maths';
import { DomainError, newId } from '@croupier/kernel';
import { checkLedger, until } from '@croupier/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Casino } from '../../test/casino.js';
import { jackpotGames } from '../../test/jackpot-games.js';
import { Catalogue } from '../catalogue/catalogue.service.js';
import { type GamesConfig } from '../games.config.js';
import { JackpotsService } from './jackpots.service.js';
import { type PotRecord } from './pot-record.js';

const hmac: Hmac = (key, text) => createHmac('sha256', key).update(text).digest();
const sha256 = (bytes: Uint8Array): Uint8Array => createHash('sha256').update(bytes).digest();
const gbp = (amount: number) => ({ amount, currency: 'GBP' as const });
const cycleMs = 2500;

/** What of an outcome says which hidden amounts were committed to. */
interface Committed {
  commitments: { cycle: number; hash: string }[];
}

describe('rounds that are played for a jackpot', () => {
  let casino: Casino;

  beforeAll(async () => {
    casino = await Casino.open();
    await casino.replica();
  });

  afterAll(async () => {
    expect(await checkLedger(casino.wallet.database.admin)).toEqual([]);
    await casino.close();
  });

  const pot = ({ outcome }: PlayedRound): PotRecord => outcome['pot'] as PotRecord;

  async function jackpot(jackpotId: string): Promise<Jackpot> {
    const { data } = await casino.stack.bus.ask(listJackpots, {});
    return data.find((each) => each.jackpotId === jackpotId) as Jackpot;
  }

  /** Rounds of one player, each a game cycle after the one before. */
  async function evening(gameId: string, count: number, stake: number): Promise<[string, PlayedRound[]]> {
    const playerId = await casino.player(1_000_000);
    const { gameSessionId } = await casino.session(playerId, gameId);
    const played: PlayedRound[] = [];
    for (let index = 1; index <= count; index += 1) {
      casino.shift(playerId, index * cycleMs);
      played.push(await casino.play({ playerId, gameSessionId, stake: gbp(stake) }));
    }
    return [playerId, played];
  }

  async function proven(
    playerId: string,
    { roundId, gameSessionId, outcome }: PlayedRound,
  ): Promise<ProvenRound> {
    await casino.stack.bus.ask(renewSeeds, { playerId, gameSessionId });
    const seeds = outcome['seeds'] as { serverSeedHash: string };
    const hash = Buffer.from(seeds.serverSeedHash, 'hex');
    await casino.games.database.admin.query(
      `UPDATE seeds SET retired_at = retired_at - interval '2 minutes' WHERE server_seed_hash = $1`,
      [hash],
    );
    // The replica that did not play it has it with its history.
    const found = await until('its round is in the history', () =>
      casino.stack.bus.ask(readProof, { playerId, roundId }).catch((error: unknown) => {
        if (error instanceof DomainError && error.code === 'not_found') return undefined;
        throw error;
      }),
    );
    // A slot has no bets.
    const { bets: _bets, ...proof } = found;
    return proof;
  }

  it('feed one pot from several games and win it by their own draw, as anybody can derive', async () => {
    const evenings = await Promise.all([evening('often-one', 16, 500), evening('often-two', 16, 200)]);
    const rounds = evenings.flatMap(([, played]) => played);
    const won = rounds.filter((round) => round.jackpotWin);
    for (const [, played] of evenings) {
      let net = 0;
      for (const round of played) {
        net += round.netWin.amount + (round.jackpotWin?.amount ?? 0);
        expect(round.netPosition).toEqual(gbp(net));
      }
    }
    for (const round of rounds) {
      const { draw, wins } = round.outcome['jackpot'] as {
        draw: { bound: number; value: number };
        wins: boolean;
      };
      expect(draw.bound).toBe(1000);
      expect(wins).toBe(draw.value < round.stake.amount);
      expect(round.jackpotWin).toEqual(wins ? pot(round).won : undefined);
      expect(pot(round).contributionMillionths).toBe(round.stake.amount * 12_345);
    }
    // 11.2 are to be expected of these 32, none once in two million times.
    expect(won.length).toBeGreaterThan(0);
    const [often, falls] = [await freshJackpot('often'), won.map((round) => pot(round).won?.amount ?? 0)];
    expect(often.cycle).toBe(won.length + 1);
    expect(often.games).toEqual(['often-one', 'often-two']);
    const contributed = rounds.reduce((sum, round) => sum + pot(round).contributionMillionths, 0);
    const paid = falls.reduce((sum, amount) => sum + amount, 0);
    expect(often.value.amount).toBe(Math.floor(10 * often.cycle - paid + contributed / 1e6));
    const [playerId, played] = evenings[0] ?? ['', []];
    const proof = await proven(playerId, played.at(-1) as PlayedRound);
    expect(verifyRound(proof, { hmac, sha256 }).map(({ what, holds }) => [what, holds])).toEqual(
      ['seed', 'definition', 'draws', 'outcome', 'payout', 'jackpot'].map((what) => [what, true]),
    );
    const stolen = {
      ...proof,
      outcome: {
        ...proof.outcome,
        pot: { ...(proof.outcome['pot'] as PotRecord), contributionMillionths: 1 },
      },
    };
    expect(failing(stolen)).toEqual(['jackpot']);
  });

  const failing = (round: ProvenRound): string[] =>
    verifyRound(round, { hmac, sha256 }).flatMap(({ what, holds }) => (holds ? [] : [what]));

  /** As it is a second later than whatever was asked before. */
  async function freshJackpot(jackpotId: string): Promise<Jackpot> {
    await new Promise((resolve) => setTimeout(resolve, 1100));
    return jackpot(jackpotId);
  }

  it('make a pot fall at the amount that was committed to, which is shown when it has fallen', async () => {
    const { commitment, mustDropBy } = await jackpot('hidden');
    expect(mustDropBy).toEqual(gbp(105));
    const evenings = await Promise.all([
      evening('hidden-one', 36, 500),
      evening('hidden-two', 36, 500),
      evening('hidden-two', 36, 500),
    ]);
    const won = evenings.flatMap(([playerId, played]) =>
      played.filter((round) => round.jackpotWin).map((round) => ({ playerId, round })),
    );
    // 108 pence go in, and the first cycle takes 100 at most.
    for (const { round } of won) expect(round.jackpotWin?.amount).toBeLessThanOrEqual(105);
    const { cycle, value } = await freshJackpot('hidden');
    expect(cycle).toBe(won.length + 1);
    expect(value.amount).toBeLessThanOrEqual(105);
    const first = won.find(({ round }) => pot(round).cycle === 1);
    const commitments = evenings.flatMap(([, played]) =>
      played.flatMap(({ outcome }) => (outcome['jackpot'] as Committed).commitments),
    );
    expect(commitments.find((each) => each.cycle === 1)?.hash).toBe(commitment);
    if (!first) throw new Error('the first pot did not fall');
    const { playerId, round } = first;
    const proof = await proven(playerId, round);
    expect(failing(proof)).toEqual([]);
    const amount = pot(round).won?.amount ?? 0;
    const cheated = { ...proof.outcome, pot: { ...pot(round), won: gbp(amount - 1) } };
    expect(failing({ ...proof, outcome: cheated })).toEqual(['jackpot']);
    expect(failing({ ...proof, jackpotSecret: '0'.repeat(64) })).toEqual(['jackpot']);
  });

  it('learn the cycle that a pot is in before they are staked, and draw the same', async () => {
    const { cycle } = await freshJackpot('hidden');
    for (const { app } of [casino.games, ...casino.others]) {
      const jackpots = app.get(JackpotsService, { strict: false });
      const value = gbp(5);
      jackpots.heard({ jackpotId: 'hidden', cycle: cycle + 20, contributionMillionths: 0, value });
    }
    const [playerId, [round]] = await evening('hidden-one', 1, 100);
    if (!round) throw new Error('nothing was played');
    const { commitments } = round.outcome['jackpot'] as { commitments: { cycle: number }[] };
    expect(commitments[0]?.cycle).toBe(cycle);
    expect(pot(round).cycle).toBe(cycle);
    expect((round.outcome['seeds'] as { refusals: number }).refusals).toBe(0);
    expect(failing(await proven(playerId, round))).toEqual([]);
  });

  it('answer a repeat with the jackpot that was won, from whichever replica', async () => {
    const playerId = await casino.player(1_000_000);
    const { gameSessionId } = await casino.session(playerId, 'often-one');
    let shifted = 0;
    let request = { playerId, gameSessionId, idempotencyKey: newId(), stake: gbp(500) };
    let played: PlayedRound;
    do {
      request = { ...request, idempotencyKey: newId() };
      casino.shift(playerId, (shifted += cycleMs));
      played = await casino.play(request);
    } while (!played.jackpotWin && shifted < 200 * cycleMs);
    expect(played.jackpotWin?.amount).toBeGreaterThan(0);
    for (let repeat = 0; repeat < 4; repeat += 1) expect(await casino.play(request)).toEqual(played);
  });

  it('are of games that say the same of their pot, or of none', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'croupier-jackpots-'));
    const games = await jackpotGames();
    const [one, other] = [games['often-one'], games['often-two']];
    if (!one || !other) throw new Error('there are two');
    const jackpot = { ...other.jackpot, contributionPpm: 12_346 };
    const rules = other.rules.map((section) =>
      section.id === 'jackpot' ? jackpotSection(jackpot) : section,
    );
    const serve = async (second: object): Promise<Catalogue> => {
      await writeFile(path.join(folder, 'often-one.json'), JSON.stringify(one));
      await writeFile(path.join(folder, 'often-two.json'), JSON.stringify(second));
      return Catalogue.read({ GAME_DEFINITIONS_DIR: folder } as GamesConfig, new CounterHere());
    };
    await expect(serve({ ...other, jackpot, rules })).rejects.toThrow(
      'jackpot often is another in often-one.json',
    );
    await expect(serve({ ...other, jackpot })).rejects.toThrow(
      'do not tell of the jackpot what the maths gives',
    );
    expect((await serve(other)).all()).toHaveLength(2);
    await rm(folder, { recursive: true });
  });
});

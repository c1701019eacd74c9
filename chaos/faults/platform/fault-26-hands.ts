import { createHash, createHmac } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { creditDeposit, openGameSession, readEligibility, readWallet, renewSeeds } from '@croupier/contracts';
import { type Hashes, type ProvenRound, verifyRound } from '@croupier/game-maths';
import { newId } from '@croupier/kernel';
import { checkLedger } from '@croupier/testing';
import { BenchStack, type StartedApp } from '../../../bench/stack.js';
import { type Options, type Report } from '../item.js';
import { Seeded } from '../random.js';
import { HandGuest } from './hand-guest.js';

const sizes = {
  small: { guests: 12, kills: 16 },
  full: { guests: 60, kills: 400 },
};
const gameIds = ['mill-lane-blackjack', 'kestrel-draw'];
const cash = 1_000_000;
/** A step takes about so long here: a kill comes at any point of it, in ms. */
const stepMs = 30;
const hashes: Hashes = {
  hmac: (key, text) => createHmac('sha256', key).update(text).digest(),
  sha256: (bytes) => createHash('sha256').update(bytes).digest(),
};

/**
 * Rounds of blackjack and video poker whose process is killed at any point of a step. Each must end as it would have: what
 * the committed seed and the player's decisions make is what was shown, paid and booked.
 */
export async function cutHands(options: Options): Promise<Report> {
  const { guests, kills } = sizes[options.size];
  const casino = await Casino.open(new Seeded(options.seed));
  try {
    await casino.seat(guests);
    options.say(`${guests} guests sit at ${gameIds.join(' and ')}`);
    for (let turn = 0; turn < kills; turn += 1) await casino.turn('as before');
    const broken = await casino.end();
    // Of a round that was given up the seed is not shown.
    if (broken.length === 0) broken.push(...(await casino.proofs()));
    const { steps, unknown, deaths, rounds } = casino;
    const control = await changedSeed(casino);
    return {
      ...{ ok: steps, refused: 0, unknown },
      faults: { 'kill -9 of games in a step': deaths },
      checked: [
        `${rounds} rounds of ${steps} steps: what was shown of a step is shown of it ever after`,
        'each verified from its proof: seed, definition, decisions, outcome and payout; the seed is the one that was committed to',
        'the balance of each guest is what these rounds make of it; C1 to C4; no round is left open',
      ],
      broken,
      control,
    };
  } finally {
    await casino.close();
  }
}

class Casino {
  deaths = 0;
  private guests: HandGuest[] = [];
  private readonly committed = new Map<HandGuest, string | undefined>();

  private constructor(
    private readonly stack: BenchStack,
    private readonly random: Seeded,
    private games: StartedApp,
  ) {}

  static async open(random: Seeded): Promise<Casino> {
    const stack = await BenchStack.open();
    try {
      for (const app of ['wallet', 'games']) await stack.prepare(app);
      await stack.stub('profile', readEligibility.subject, () => ({ verified: true, ageBand: '25+' }));
      await stack.start('wallet');
      return new Casino(stack, random, await startGames(stack, 'as before'));
    } catch (error) {
      await stack.close();
      throw error;
    }
  }

  get steps(): number {
    return this.guests.reduce((sum, { steps }) => sum + steps, 0);
  }

  get unknown(): number {
    return this.guests.reduce((sum, { unknown }) => sum + unknown, 0);
  }

  get rounds(): number {
    return this.guests.reduce((sum, { hands }) => sum + hands.length, 0);
  }

  async seat(count: number): Promise<void> {
    const { bus } = this.stack;
    const wallet = await this.stack.database('wallet');
    this.guests = [];
    for (let place = 0; place < count; place += 1) {
      const playerId = newId();
      await wallet.query(`SELECT open_account($1, 'GBP')`, [playerId]);
      const amount = { amount: cash, currency: 'GBP' as const };
      await bus.ask(creditDeposit, { playerId, depositId: newId(), provider: 'chaos', amount });
      const gameId = gameIds[place % gameIds.length] ?? '';
      const { gameSessionId, seeds } = await bus.ask(openGameSession, { playerId, gameId });
      const guest = new HandGuest(bus, this.random, playerId, gameSessionId);
      this.committed.set(guest, seeds?.serverSeedHash);
      this.guests.push(guest);
    }
    await wallet.destroy();
  }

  /** One step of everybody, with games killed among it and started again. */
  async turn(seedKey: string): Promise<void> {
    const steps = Promise.all(this.guests.map((guest) => guest.step()));
    await pause(this.random.below(stepMs));
    await this.games.kill();
    this.deaths += 1;
    this.games = await startGames(this.stack, seedKey);
    await steps;
  }

  /** Plays what is open to its end, and compares. @returns what is not as it must be */
  async end(): Promise<string[]> {
    await Promise.all(
      this.guests.map(async (guest) => {
        while (guest.isPlaying) await guest.step();
      }),
    );
    const broken = this.guests.flatMap((guest) => guest.broken);
    for (const guest of this.guests) broken.push(...(await this.balanceOf(guest)));
    return [...broken, ...(await this.books())];
  }

  /** Has every seed shown, and every round derived again. @returns what is not as it must be */
  async proofs(): Promise<string[]> {
    for (const { playerId, gameSessionId } of this.guests)
      await this.stack.bus.ask(renewSeeds, { playerId, gameSessionId });
    const broken: string[] = [];
    for (const guest of this.guests) broken.push(...(await this.proofsOf(guest)));
    return broken;
  }

  close(): Promise<void> {
    return this.stack.close();
  }

  private async balanceOf({ playerId, hands }: HandGuest): Promise<string[]> {
    const wallet = await this.stack.bus.ask(readWallet, { playerId });
    const due = hands.reduce((sum, { stake, payout }) => sum - stake + payout, cash);
    return wallet.cash.amount === due && wallet.inPlay.amount === 0
      ? []
      : [`${playerId} has ${wallet.cash.amount} and ${wallet.inPlay.amount} in play, of ${due}`];
  }

  private async books(): Promise<string[]> {
    const wallet = await this.stack.database('wallet');
    const found = await checkLedger(wallet);
    await wallet.destroy();
    return found.map(({ check, fact }) => `${check}: ${fact}`);
  }

  private async proofsOf(guest: HandGuest): Promise<string[]> {
    const broken: string[] = [];
    for (const { roundId, payout } of guest.hands) {
      const proof = await guest.proofOf(roundId);
      if (proof.serverSeedHash !== this.committed.get(guest))
        broken.push(`round ${roundId} was drawn from a seed that nobody committed to`);
      if (proof.payout.amount !== payout)
        broken.push(`round ${roundId} paid ${payout}, its proof says ${proof.payout.amount}`);
      for (const { what, holds, detail } of verifyRound(proof as ProvenRound, hashes))
        if (!holds) broken.push(`round ${roundId}: ${what} ${detail}`);
    }
    return broken;
  }
}

function startGames(stack: BenchStack, seedKey: string): Promise<StartedApp> {
  return stack.start('games', { SEED_KEY: `a key of the seeds of all sessions, ${seedKey}` });
}

/** Games that come back and draw anew: another key makes other seeds of the same rows. */
async function changedSeed(casino: Casino): Promise<Report['control']> {
  const what = 'games that come back with another key, and so draw the rounds that are open anew';
  await casino.seat(6);
  for (let turn = 0; turn < 4; turn += 1) await casino.turn(turn % 2 === 0 ? 'changed' : 'as before');
  return { what, saw: await casino.end() };
}

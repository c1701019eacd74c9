import { createHash, createHmac } from 'node:crypto';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import {
  checkAccess,
  creditDeposit,
  openGameSession,
  readEligibility,
  readWallet,
  renewSeeds,
} from '@croupier/contracts';
import { type Hashes, type ProvenRound, verifyRound } from '@croupier/game-maths';
import { newId } from '@croupier/kernel';
import { checkLedger } from '@croupier/testing';
import { type DataSource } from 'typeorm';
import { BenchStack, type StartedApp } from '../../../bench/stack.js';
import { type Options, type Report } from '../item.js';
import { Seeded } from '../random.js';
import { HandGuest } from './hand-guest.js';

const sizes = {
  small: { guests: 18, kills: 16, departures: 4 },
  full: { guests: 60, kills: 400, departures: 40 },
};
/** With decisions that stake more and that do not, and without any; one is played for a jackpot. */
const gameIds = [
  ...['mill-lane-blackjack', 'kestrel-draw', 'drift-three', 'high-heath-war'],
  ...['lamplight-ledger', 'tideway-beacons'],
];
/** No catalogue of ours ships these. */
const unshipped = ['drift-three', 'high-heath-war'];
const root = path.resolve(import.meta.dirname, '../../../..');
/** How long a round may be left by everybody after games is back, in ms. */
const leftMs = 10_000;
const cash = 1_000_000;
/** A step takes about so long here: a kill comes at any point of it, in ms. */
const stepMs = 30;
/** After that everybody may deal. */
const longestCycleMs = 5000;
const hashes: Hashes = {
  hmac: (key, text) => createHmac('sha256', key).update(text).digest(),
  sha256: (bytes) => createHash('sha256').update(bytes).digest(),
};

/**
 * Rounds whose process is killed at any point of a step. Each must end as it would have: what the committed seed and the player's
 * decisions make is what was shown, paid and booked. Where the player goes away, too, the rest is done without them.
 */
export async function cutHands(options: Options): Promise<Report> {
  const { guests, kills, departures } = sizes[options.size];
  const casino = await Casino.open(new Seeded(options.seed));
  try {
    await casino.seat(guests);
    options.say(`${guests} guests sit at ${gameIds.join(' and ')}`);
    for (let turn = 0; turn < kills; turn += 1) await casino.turn('as before');
    options.say(`${kills} times games was killed and they asked again; now they go away`);
    const left: LeftRounds[] = [];
    // A kill may find nobody in a step; what is left is what this is about.
    for (let turn = 0; turn < departures || (turn < 4 * departures && roundsIn(left) === 0); turn += 1)
      left.push(await casino.departure());
    const broken = [...left.flatMap(({ broken: late }) => late), ...(await casino.end())];
    if (roundsIn(left) === 0) broken.push('nobody went away in the middle of a step');
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
        `${roundsIn(left)} rounds that were left in a step by process and player: the last was over ${seconds(left)} s after games was back, of ${leftMs / 1000}`,
      ],
      broken,
      control,
    };
  } finally {
    await casino.close();
  }
}

/** Rounds in which a step was under way when process and player went away, and how long the last of them took to be over. */
interface LeftRounds {
  count: number;
  tookMs: number;
  broken: string[];
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0);

const roundsIn = (left: readonly LeftRounds[]): number => sum(left.map(({ count }) => count));

function seconds(left: readonly LeftRounds[]): string {
  return (Math.max(0, ...left.map(({ tookMs }) => tookMs)) / 1000).toFixed(1);
}

class Casino {
  deaths = 0;
  private guests: HandGuest[] = [];
  private readonly committed = new Map<HandGuest, string | undefined>();

  private constructor(
    private readonly stack: BenchStack,
    private readonly random: Seeded,
    private games: StartedApp,
    /** Of the games' definitions. */
    private readonly folder: string,
  ) {}

  static async open(random: Seeded): Promise<Casino> {
    const stack = await BenchStack.open();
    const folder = await definitionsFolder();
    try {
      for (const app of ['wallet', 'games']) await stack.prepare(app);
      await stack.stub('profile', readEligibility.subject, () => ({ verified: true, ageBand: '25+' }));
      await stack.stub('safer-gambling', checkAccess.subject, () => ({ allowed: true, reasons: [] }));
      await stack.start('wallet');
      return new Casino(stack, random, await startGames(stack, folder, 'as before'), folder);
    } catch (error) {
      await stack.close();
      await rm(folder, { recursive: true });
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
    await this.killGames();
    this.games = await startGames(this.stack, this.folder, seedKey);
    await steps;
  }

  /** One step of everybody, who are gone for good when games is killed among it: what it had begun is ended by whoever comes back. */
  async departure(): Promise<LeftRounds> {
    const games = await this.stack.database('games');
    try {
      await pause(longestCycleMs);
      const steps = Promise.all(this.guests.map((guest) => guest.stepAndLeave()));
      await pause(this.random.below(stepMs));
      await this.killGames();
      const begun = await begunIn(games);
      this.games = await startGames(this.stack, this.folder, 'as before');
      const left = await overOf(games, begun);
      await steps;
      return left;
    } finally {
      await games.destroy();
    }
  }

  private async killGames(): Promise<void> {
    await this.games.kill();
    this.deaths += 1;
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

  async close(): Promise<void> {
    await this.stack.close();
    await rm(this.folder, { recursive: true });
  }

  private async balanceOf({ playerId, hands }: HandGuest): Promise<string[]> {
    const wallet = await this.stack.bus.ask(readWallet, { playerId });
    const due = cash + sum(hands.map(({ stake, payout, jackpot }) => payout + jackpot - stake));
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

/** Rounds in which a step was begun and is not over, by nobody's fault but that of a process: none that waits for its player. */
async function begunIn(games: DataSource): Promise<string[]> {
  const rows = (await games.query(
    `SELECT round_id FROM decision_rounds WHERE state IN ('dealing', 'settling') OR state = 'open' AND pending IS NOT NULL`,
  )) as { round_id: string }[];
  return rows.map(({ round_id: id }) => id);
}

/** Waits for the end of what was begun in rounds, from now on. */
async function overOf(games: DataSource, rounds: readonly string[]): Promise<LeftRounds> {
  for (const back = performance.now(); ; await pause(100)) {
    const begun = new Set(await begunIn(games));
    const open = rounds.filter((id) => begun.has(id));
    const tookMs = performance.now() - back;
    if (open.length === 0) return { count: rounds.length, tookMs, broken: [] };
    if (tookMs > leftMs)
      return { count: rounds.length, tookMs, broken: open.map((id) => `round ${id} was left open`) };
  }
}

async function definitionsFolder(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'croupier-definitions-'));
  await cp(path.join(root, 'apps/games/definitions'), folder, { recursive: true });
  for (const id of unshipped)
    await cp(path.join(root, `libs/game-maths/test/definitions/${id}.json`), path.join(folder, `${id}.json`));
  return folder;
}

function startGames(stack: BenchStack, folder: string, seedKey: string): Promise<StartedApp> {
  return stack.start('games', {
    GAME_DEFINITIONS_DIR: folder,
    SEED_KEY: `a key of the seeds of all sessions, ${seedKey}`,
  });
}

/** Games that come back and draw anew: another key makes other seeds of the same rows. */
async function changedSeed(casino: Casino): Promise<Report['control']> {
  const what = 'games that come back with another key, and so draw the rounds that are open anew';
  await casino.seat(6);
  for (let turn = 0; turn < 4; turn += 1) await casino.turn(turn % 2 === 0 ? 'changed' : 'as before');
  return { what, saw: await casino.end() };
}

import { createHash, createHmac } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { type Hashes, type ProvenRound, verifyRound } from '@croupier/game-maths';
import { checkLedger } from '@croupier/testing';
import { must, Player } from '../../../tools/rolling/player.js';
import { ChaosStand } from '../../mix/stand.js';
import { type Options, type Report } from '../item.js';
import { Seeded } from '../random.js';
import { NaiveHouse } from './naive-house.js';
import { Observer, type Place } from './observer.js';
import { rankScore } from './rank-score.js';

const sizes = { small: { players: 6, rounds: 60 }, full: { players: 40, rounds: 250 } };
const cash = 50_000;
const stake = { amount: 10, currency: 'GBP' };
const legalCycleMs = 2500;
/** A token lives for ten minutes. */
const roundsOfToken = 50;
/** Errors of what a figure would stray by, if it told nothing: once in sixteen thousand figures more. */
const farOut = 4;
const hashes: Hashes = {
  hmac: (key, text) => createHmac('sha256', key).update(text).digest(),
  sha256: (bytes) => createHash('sha256').update(bytes).digest(),
};

/**
 * Clients that see all that is sent to them, look around before each round, and cut the line on whatever tells a loss. No look may
 * tell what the round will bring, and no cut, refusal or repeat may give another outcome, or none.
 */
export async function leakage(options: Options): Promise<Report> {
  const { players, rounds } = sizes[options.size];
  const stand = await ChaosStand.open();
  try {
    const random = new Seeded(options.seed);
    const seats: Seat[] = [];
    for (let seat = 0; seat < players; seat += 1) seats.push(await sitDown(stand, random));
    options.say(`${players} observers sit`);
    for (let round = 1; round <= rounds; round += 1) {
      await Promise.all(seats.map(({ observer }) => observer.round()));
      if (round % roundsOfToken === 0) await Promise.all(seats.map(({ player }) => player.signIn()));
    }
    const observers = seats.map(({ observer }) => observer);
    const broken = [...choices(observers), ...tells(observers)];
    for (const seat of seats) broken.push(...(await settled(seat)));
    broken.push(...(await books(stand, seats)));
    const seeds = await proofs(stand, seats);
    broken.push(...seeds.broken);
    const sumOf = (figure: (observer: Observer) => number): number =>
      observers.reduce((sum, observer) => sum + figure(observer), 0);
    const [played, cuts] = [sumOf(({ ended }) => ended.size), sumOf((observer) => observer.cuts)];
    return {
      ...{ ok: played, refused: sumOf(({ refused }) => refused), unknown: cuts },
      faults: { 'lines cut by the client': cuts },
      checked: [
        `${played} rounds: every key paid one thing, however often the line was cut and it was asked again`,
        `what could be asked before a round tells nothing of it: AUC ${scores(observers).join(', ')}`,
        'the wallet holds one round of each key, no stake given back, and each balance is what the rounds make of it; C1 to C4',
        `${seeds.rounds} rounds verified from their proofs; none of ${seeds.shown} seeds was in an answer or a log before it was shown`,
      ],
      broken,
      control: await naive(options),
    };
  } finally {
    await stand.close();
  }
}

interface Seat {
  readonly player: Player;
  readonly observer: Observer;
}

async function sitDown(stand: ChaosStand, random: Seeded): Promise<Seat> {
  const player = new Player(random.pick(stand.gateways), stand.sandbox);
  await player.sitDown(cash);
  return { player, observer: new Observer(placeOf(stand, player), random) };
}

function placeOf(stand: ChaosStand, player: Player): Place {
  const session = (): string => `/v1/game-sessions/${player.gameSessionId}`;
  return {
    get url() {
      return player.gateway;
    },
    get token() {
      return player.token;
    },
    get round() {
      return { method: 'POST', path: `${session()}/rounds`, body: { stake } };
    },
    looks: (key) => ({
      session: { method: 'GET', path: session() },
      seeds: { method: 'GET', path: `${session()}/seeds` },
      wallet: { method: 'GET', path: '/v1/wallet' },
      'dry run': { method: 'POST', path: `${session()}/rounds?dryRun=true`, body: { stake }, key },
      refusal: { method: 'POST', path: `${session()}/rounds`, body: { stake: { ...stake, amount: 7 } }, key },
    }),
    turn: () => stand.until('a clock moved', () => moved(player)),
    leave: () => player.openGame(),
  };
}

const moved = (player: Player): Promise<boolean> =>
  player.wait(legalCycleMs).then(
    () => true,
    () => false,
  );

/** Keys under which a client was told more than one thing, or nothing in the end. */
function choices(observers: readonly Observer[]): string[] {
  return observers.flatMap(({ told, ended }) =>
    [...told].flatMap(([key, payouts]) => {
      const different = new Set(payouts);
      if (different.size > 1) return [`key ${key} paid ${[...different].join(' and then ')}`];
      return ended.has(key) ? [] : [`key ${key} has no end`];
    }),
  );
}

/** Looks that tell what a round will bring. */
function tells(observers: readonly Observer[]): string[] {
  return Object.entries(samplesOf(observers)).flatMap(([what, samples]) => {
    const score = rankScore(samples);
    return score && Math.abs(score.auc - 0.5) > farOut * score.error
      ? [`the length of ${what} tells what a round will bring: AUC ${score.auc.toFixed(3)}`]
      : [];
  });
}

function scores(observers: readonly Observer[]): string[] {
  return Object.entries(samplesOf(observers)).map(([what, samples]) => {
    const score = rankScore(samples);
    return `${what} ${score?.auc.toFixed(3) ?? 'unknown'} ± ${score?.error.toFixed(3) ?? '?'}`;
  });
}

function samplesOf(observers: readonly Observer[]): Observer['samples'] {
  const all: Observer['samples'] = {};
  for (const { samples } of observers)
    for (const [what, some] of Object.entries(samples)) (all[what] ??= []).push(...some);
  return all;
}

async function settled({ player, observer }: Seat): Promise<string[]> {
  const due = [...observer.ended.values()].reduce((sum, { payout }) => sum - stake.amount + payout, cash);
  const found = await player.cash();
  return found === due ? [] : [`${player.playerId} has ${found}, of ${due}`];
}

async function books(stand: ChaosStand, seats: readonly Seat[]): Promise<string[]> {
  const wallet = await stand.database('wallet');
  try {
    const broken: string[] = [];
    for (const { player, observer } of seats) {
      const rows = (await wallet.query(
        `SELECT kind, external_id AS id FROM transactions WHERE player_id = $1`,
        [player.playerId],
      )) as { kind: string; id: string }[];
      const rounds = rows.filter(({ kind }) => kind === 'round').map(({ id }) => id);
      const known = [...observer.ended.values()].map(({ roundId }) => roundId);
      if (rounds.length !== known.length || known.some((id) => !rounds.includes(id)))
        broken.push(`${known.length} keys of ${player.playerId} have ${rounds.length} rounds`);
      const back = rows.filter(({ kind }) => kind !== 'round' && kind !== 'deposit');
      broken.push(...back.map(({ kind, id }) => `${player.playerId} has a ${kind}, ${id}`));
    }
    const found = await checkLedger(wallet);
    return [...broken, ...found.map(({ check, fact }) => `${check}: ${fact}`)];
  } finally {
    await wallet.destroy();
  }
}

/** Has the seeds shown, and looks for them in whatever was there before. */
async function proofs(
  stand: ChaosStand,
  seats: readonly Seat[],
): Promise<{ broken: string[]; rounds: number; shown: number }> {
  const before = [...seats.flatMap(({ observer }) => observer.bytes), ...(await logs(stand))].join('\n');
  for (const { player } of seats)
    must(await player.call('POST', `/v1/game-sessions/${player.gameSessionId}/seeds`), 200);
  const games = await stand.adminDatabase('games');
  await games.query(
    `UPDATE seeds SET retired_at = retired_at - interval '1 minute' WHERE retired_at IS NOT NULL`,
  );
  await games.destroy();
  const [broken, shown] = [[] as string[], new Set<string>()];
  let rounds = 0;
  for (const { player, observer } of seats)
    for (const { roundId } of observer.ended.values()) {
      const { body } = await player.call('GET', `/v1/rounds/${roundId}/proof`);
      const proof = body as unknown as ProvenRound;
      rounds += 1;
      if (proof.serverSeed !== undefined) shown.add(proof.serverSeed);
      for (const { what, holds, detail } of verifyRound(proof, hashes))
        if (!holds) broken.push(`round ${roundId}: ${what} ${detail}`);
    }
  if (shown.size === 0) broken.push('no seed was shown');
  for (const seed of shown)
    if (written(seed).some((text) => before.includes(text)))
      broken.push(`the seed ${seed} was told before it was shown`);
  return { broken, rounds, shown: shown.size };
}

/** As bytes are written in texts. */
function written(seed: string): string[] {
  const bytes = Buffer.from(seed, 'hex');
  return [seed, seed.toUpperCase(), bytes.toString('base64'), bytes.toString('base64url'), bytes.join(',')];
}

async function logs(stand: ChaosStand): Promise<string[]> {
  const folder = path.dirname(stand.home.log('games'));
  const files = await readdir(folder);
  return Promise.all(files.map((file) => readFile(path.join(folder, file), 'utf8')));
}

/** The same observer where a repeat is drawn anew and what is drawn next is let out beforehand. */
async function naive(options: Options): Promise<Report['control']> {
  const what =
    'a house that draws before it is asked, and anew for each repeat, and books once its answer is out';
  const random = new Seeded(options.seed + 1);
  const house = await NaiveHouse.open(random);
  try {
    const observer = new Observer(house.place, random);
    for (let round = 0; round < 200; round += 1) await observer.round();
    const [again, told] = [choices([observer]), tells([observer])];
    const saw = [...told, ...again];
    if (house.voided > 0) saw.unshift(`${house.voided} rounds that were cut are not in the books`);
    // All three have to be seen, or what is not is not looked at above.
    return { what, saw: house.voided > 0 && again.length > 0 && told.length > 0 ? saw : [] };
  } finally {
    await house.close();
  }
}

import path from 'node:path';
import { type Round } from '@croupier/contracts';
import { type Options, type Report } from '../item.js';
import { Seeded } from '../random.js';
import { cutPoints } from './cut-points.js';
import { HandCasino, type LeftRounds, leftMs } from './hand-casino.js';
import { type Evidence, evidenceFaults, evidenceOf, writeEvidence } from './hand-evidence.js';
import { handGames } from './hand-games.js';
import { type Way, ways } from './hand-guest.js';
import { cash } from './hand-house.js';
import { type Evening, isOfItsMoment, playedWithoutFaults, sealedOf } from './uninterrupted.js';

/** `rounds`: as many are cut at least, before everybody goes away. */
const sizes = { small: { guests: 38, rounds: 160 }, full: { guests: 760, rounds: 10_000 } };
/** Where steps are stopped; the last stands for any moment at all. */
const points = [...cutPoints, undefined];
/** While they stay. */
const back: readonly Way[] = ways.filter((way) => way !== 'go away');
const root = path.resolve(import.meta.dirname, '../../../..');

/** How many steps were stopped, by where and by what their players did. */
type Cuts = Map<string, number>;

/**
 * Rounds of every game whose process is killed at each point of a step, or at any moment. Each must end as it would have: what the
 * committed seed and the player's decisions make is what was shown, paid and booked, and what the same round makes where nothing
 * breaks; or it was never played, and nothing of its stake is kept.
 */
export async function cutHands(options: Options): Promise<Report> {
  const { guests, rounds } = sizes[options.size];
  const random = new Seeded(options.seed);
  const casino = await HandCasino.open(random);
  try {
    await casino.seat(guests);
    options.say(`${guests} guests sit at ${handGames.length} games`);
    await cutUntil(casino, rounds, { random, say: options.say });
    const left = await departuresOf(casino);
    options.say(`${casino.deaths} times games was killed; now what is open is played to its end`);
    const found = await outcomeOf(casino, { folder: evidenceFolder(options), say: options.say });
    const broken = [...left.flatMap(({ broken: late }) => late), ...found.broken];
    if (sum(left.map(({ count }) => count)) === 0) broken.push('nobody went away in the middle of a step');
    const { evidence } = found;
    const [steps, unknown, deaths] = [totalOf(casino, 'steps'), totalOf(casino, 'unknown'), casino.deaths];
    const control = await changedSeed(casino);
    return {
      ...{ ok: steps, refused: 0, unknown },
      faults: { 'kill -9 of games in a step': deaths, ...Object.fromEntries(cutsOf(evidence)) },
      checked: [...found.checked, leftInWords(left)],
      broken,
      control,
    };
  } finally {
    await casino.close();
  }
}

/** Turn by turn, point by point, until so many rounds were cut. */
async function cutUntil(
  casino: HandCasino,
  rounds: number,
  { random, say }: { random: Seeded; say: Options['say'] },
): Promise<void> {
  for (let turn = 0; cutRounds(casino) < rounds || turn < points.length; turn += 1) {
    await casino.turn(points[turn % points.length], () => random.pick(back));
    if (turn % 10 === 9) say(`${cutRounds(casino)} rounds were cut`);
  }
}

/** At each point of a step. */
async function departuresOf(casino: HandCasino): Promise<LeftRounds[]> {
  const left: LeftRounds[] = [];
  for (const point of points) left.push(await casino.departure(point));
  return left;
}

export interface Outcome {
  evidence: Evidence[];
  checked: string[];
  broken: string[];
}

/** Ends all rounds, plays the same evenings where nothing breaks, writes the evidence and holds all of it against each other. */
export async function outcomeOf(
  casino: HandCasino,
  { folder, say = () => undefined }: { folder: string; say?: Options['say'] },
): Promise<Outcome> {
  const broken = await casino.end();
  const finals = await casino.finals();
  const [balances, ledger] = [await casino.balances(), await casino.ledger()];
  broken.push(...(await casino.ledgerFaults()));
  const rounds = [...finals.values()].filter((round) => round !== undefined);
  const { proofs, salts } = await casino.proofs(rounds);
  say(`${rounds.length} rounds were played; the same evenings where nothing breaks`);
  const evenings = eveningsOf(casino, finals);
  const run = await playedWithoutFaults(evenings, { salts, folder: casino.folder });
  for (const { playerId, rounds: played } of evenings) {
    const won = sum(played.map(({ round }) => round.jackpotWin?.amount ?? 0));
    const [has, would] = [
      (balances.get(playerId) ?? Number.NaN) - won,
      run.balances.get(playerId) ?? Number.NaN,
    ];
    if (has !== would)
      broken.push(`${playerId} has ${has} less jackpots, and would have ${would} if nothing had broken`);
  }
  const known = { rounds: finals, proofs, ledger, uninterrupted: run.rounds };
  const evidence = casino.guests.flatMap((guest) =>
    guest.deals.map((deal) => evidenceOf(guest, deal, known)),
  );
  const file = await writeEvidence(folder, evidence, proofs.values());
  broken.push(...(await evidenceFaults(file)), ...uncommitted(casino, finals));
  const unplayed = finals.size - rounds.length;
  const derived = rounds.filter(isOfItsMoment).length;
  const moved = [...balances.values()].filter((has) => has !== cash).length;
  return {
    evidence,
    broken,
    checked: [
      `${rounds.length} rounds of ${new Set(rounds.map(({ gameId }) => gameId)).size} games: what was shown of a step is shown of it ever after, one end in the ledger; ${unplayed} more keys brought nothing, and nothing of their stakes is kept`,
      'each verified from its proof: seed, definition, decisions, outcome and payout; the seed is the one that was committed to',
      `the balances of ${evenings.length} guests, ${moved} of them other than at first, and ${run.rounds.size} rounds are those of the same evenings without a fault; ${derived} more, which count by the moment of a cash-out, as they are derived; C1 to C4; no round is left open`,
      `evidence of each round: ${path.relative(root, file)}, held against itself`,
    ],
  };
}

function eveningsOf({ guests }: HandCasino, finals: ReadonlyMap<string, Round | undefined>): Evening[] {
  return guests.map(({ playerId, game, deals }) => {
    const rounds = deals.flatMap(({ roundId, key, bets }) => {
      const round = finals.get(roundId);
      return round ? [{ key, round, ...(bets ? { bets } : {}) }] : [];
    });
    rounds.sort((one, other) => (startOf(one.round) < startOf(other.round) ? -1 : 1));
    return { playerId, game, rounds };
  });
}

const startOf = (round: Round): string => sealedOf(round).startedAt ?? '';

/** Rounds that were drawn from a seed which their player had not been shown the hash of. */
function uncommitted({ guests }: HandCasino, finals: ReadonlyMap<string, Round | undefined>): string[] {
  return guests.flatMap(({ deals, committed }) =>
    deals.flatMap(({ roundId }) => {
      const round = finals.get(roundId);
      const isSo = !round || committed.has(sealedOf(round).seeds?.serverSeedHash ?? '');
      return isSo ? [] : [`round ${roundId} was drawn from a seed that nobody committed to`];
    }),
  );
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0);

const totalOf = ({ guests }: HandCasino, what: 'steps' | 'unknown'): number =>
  sum(guests.map((guest) => guest[what]));

const cutRounds = ({ guests }: HandCasino): number =>
  sum(guests.map(({ deals }) => deals.filter(({ cuts }) => cuts.length > 0).length));

function cutsOf(evidence: readonly Evidence[]): Cuts {
  const cuts: Cuts = new Map();
  const count = (name: string): unknown => cuts.set(name, (cuts.get(name) ?? 0) + 1);
  for (const { at, way } of evidence.flatMap((each) => each.cuts)) {
    count(`steps stopped ${at}`);
    count(`of players who ${way}`);
  }
  cuts.set('rounds cut', evidence.filter((each) => each.cuts.length > 0).length);
  return cuts;
}

function leftInWords(left: readonly LeftRounds[]): string {
  const seconds = (Math.max(0, ...left.map(({ tookMs }) => tookMs)) / 1000).toFixed(1);
  return `${sum(left.map(({ count }) => count))} rounds that were left in a step by process and player: the last was over ${seconds} s after games was back, of ${leftMs / 1000}`;
}

function evidenceFolder({ seed, size }: Options): string {
  return path.join(root, '.croupier/faults', `fault-26-${size}-${seed}`);
}

/** Games that come back and draw anew: another key makes other seeds of the same rows. */
export async function changedSeed(casino: HandCasino): Promise<Report['control']> {
  const what = 'games that come back with another key, and so draw the rounds that are open anew';
  await casino.seat(6, handGames.slice(0, 4));
  for (let turn = 0; turn < 4; turn += 1)
    await casino.turn('before the reveal', () => 'ask again', turn % 2 === 0 ? 'changed' : 'as before');
  const saw = await casino.end();
  await casino.finals();
  return { what, saw: [...saw, ...casino.guests.flatMap(({ broken }) => broken)] };
}

import { createHash, createHmac } from 'node:crypto';
import { sendSignal } from '@croupier/embedded';
import { type Hashes } from '@croupier/game-maths';
import { type DataSource } from 'typeorm';
import { must } from '../../../tools/rolling/player.js';
import { type Guest } from '../../mix/guest.js';
import { playThrough, settle } from '../../mix/run.js';
import { ChaosStand } from '../../mix/stand.js';
import { type Options, type Report } from '../item.js';
import { shownFaults, type ShownRound } from './shown-round.js';

const sizes = { small: { minutes: 1 }, full: { minutes: 120 } };
const games = ['games', 'games-2'];
const hashes: Hashes = {
  hmac: (key, text) => createHmac('sha256', key).update(text).digest(),
  sha256: (bytes) => createHash('sha256').update(bytes).digest(),
};

/**
 * What a player was shown is what was booked is what was drawn: every round of a run of `npm run chaos` is read wherever it is told, and
 * derived again from its seeds.
 */
export async function shownAsBooked(options: Options): Promise<Report> {
  const { minutes } = sizes[options.size];
  const stand = await ChaosStand.open();
  try {
    const { guests, faults } = await playThrough(stand, options.seed, minutes, options.say);
    await settle(guests.all);
    const acts = guests.all.flatMap((guest) => guest.acts).filter(({ kind }) => kind === 'bet');
    await showSeeds(stand, guests.all);
    await forget(stand);
    const rounds = await roundsOf(stand, guests.all);
    options.say(`${rounds.length} rounds read`);
    const count = (test: (round: ShownRound) => boolean): number => rounds.filter(test).length;
    const broken = [
      ...rounds.flatMap((round) => shownFaults(round, hashes)),
      ...(await unknownRounds(stand, guests.all, rounds)),
      ...(rounds.length === 0 ? ['there was no round to look at'] : []),
    ];
    return {
      ok: rounds.length,
      refused: acts.filter(({ outcome }) => outcome === 'refused').length,
      unknown: acts.filter(({ wasUnknown }) => wasUnknown).length,
      faults,
      checked: [
        `${rounds.length} rounds derived again from seed and definition; ledger = answer = GET /v1/rounds = proof = statement in words`,
        `${count(({ stream }) => stream !== undefined)} of them were told by a stream, with the same amounts; ${count(({ ledger }) => ledger['jackpotWin'] !== undefined)} won a jackpot`,
        'the ledger has no round of a guest who does not know it',
      ],
      broken,
      control: await control(stand, guests.all, rounds),
    };
  } finally {
    await stand.close();
  }
}

/** Ends the seeds of all guests, and has the minute go by after which they are shown. */
async function showSeeds(stand: ChaosStand, guests: readonly Guest[]): Promise<void> {
  for (const { player } of guests) {
    await player.signIn();
    must(await player.call('POST', `/v1/game-sessions/${player.gameSessionId}/seeds`), 200);
  }
  const games = await stand.adminDatabase('games');
  await games.query(
    `UPDATE seeds SET retired_at = retired_at - interval '2 minutes' WHERE retired_at IS NOT NULL`,
  );
  await games.destroy();
}

/** Games shows what it has just played from its memory: a new process shows what is kept. */
async function forget(stand: ChaosStand): Promise<void> {
  const before = games.map((name) => stand.processOf(name));
  for (const pid of before) if (pid !== undefined) sendSignal(pid, 'SIGKILL');
  await stand.until('games is another process', () =>
    Promise.resolve(
      games.every((name, place) => ![undefined, before[place]].includes(stand.processOf(name))),
    ),
  );
  await stand.until('all is ready again', () => stand.allReady());
}

/** Of all bets that were taken. */
async function roundsOf(stand: ChaosStand, guests: readonly Guest[]): Promise<ShownRound[]> {
  const wallet = await stand.adminDatabase('wallet');
  const ledger = await ledgerRounds(wallet);
  await wallet.destroy();
  const rounds: ShownRound[] = [];
  for (const guest of guests) {
    await guest.player.signIn();
    for (const { kind, outcome, id } of guest.acts)
      if (kind === 'bet' && outcome === 'ok') rounds.push(await shown(guest, id, ledger));
  }
  return rounds;
}

type Rows = ReadonlyMap<string, ShownRound['ledger']>;

async function shown({ player, acts, sightings }: Guest, roundId: string, ledger: Rows): Promise<ShownRound> {
  const read = async (path: string): Promise<Record<string, unknown>> => {
    const answer = await player.call('GET', `/v1/rounds/${roundId}${path}`);
    must(answer, 200);
    return answer.body;
  };
  const [round, statement, proof] = [await read(''), await read('/statement'), await read('/proof')];
  return {
    ...{ roundId, ledger: ledger.get(roundId) ?? {}, read: round },
    answer: acts.find(({ kind, id }) => kind === 'bet' && id === roundId)?.answer ?? {},
    stream: sightings.rounds.find((told) => told['roundId'] === roundId),
    statement: statement as unknown as ShownRound['statement'],
    proof: proof as unknown as ShownRound['proof'],
  };
}

interface LedgerRow {
  player_id: string;
  round_id: string;
  stake: string;
  payout: string;
  outcome: Record<string, unknown>;
  /** Minor units; of the transaction that paid it. */
  jackpot: string | null;
}

async function readLedger(wallet: DataSource): Promise<LedgerRow[]> {
  return (await wallet.query(`
    SELECT t.player_id, t.external_id AS round_id, t.stake, t.payout, t.outcome,
           (SELECT w.cash_in FROM journal w
             WHERE w.player_id = t.player_id AND w.kind = 'jackpot_win' AND w.round_id = t.external_id) AS jackpot
      FROM transactions t WHERE t.kind = 'round'`)) as LedgerRow[];
}

async function ledgerRounds(wallet: DataSource): Promise<Rows> {
  const gbp = (amount: number): object => ({ amount, currency: 'GBP' });
  return new Map(
    (await readLedger(wallet)).map(({ round_id: id, stake, payout, outcome, jackpot }) => {
      const won = jackpot === null ? {} : { jackpotWin: gbp(Number(jackpot)) };
      const [out, back] = [Number(stake), Number(payout)];
      return [id, { stake: gbp(out), payout: gbp(back), netWin: gbp(back - out), outcome, ...won }];
    }),
  );
}

/** Rounds of the ledger that no guest was told of. */
async function unknownRounds(
  stand: ChaosStand,
  guests: readonly Guest[],
  rounds: readonly ShownRound[],
): Promise<string[]> {
  const [own, known] = [
    new Set(guests.map(({ playerId }) => playerId)),
    new Set(rounds.map(({ roundId }) => roundId)),
  ];
  const wallet = await stand.adminDatabase('wallet');
  const rows = await readLedger(wallet);
  await wallet.destroy();
  return rows
    .filter(({ player_id: player, round_id: round }) => own.has(player) && !known.has(round))
    .map(({ round_id: round }) => `round ${round} is in the ledger, and its player does not know it`);
}

/** A payout that somebody changes by a penny afterwards: in the history of one round, in the ledger's row of another. */
async function control(
  stand: ChaosStand,
  guests: readonly Guest[],
  rounds: readonly ShownRound[],
): Promise<Report['control']> {
  const what = 'a penny more in the payout of a round: in the history, and in the ledger';
  const [first, second] = rounds;
  if (!first || !second) return { what, saw: [] };
  const games = await stand.adminDatabase('games');
  await games.query(`UPDATE rounds SET payout = payout + 1 WHERE round_id = $1`, [first.roundId]);
  await games.destroy();
  const wallet = await stand.adminDatabase('wallet');
  await wallet.query(`SET session_replication_role = replica`);
  await wallet.query(
    `UPDATE journal SET revenue_out = coalesce(revenue_out, 0) - 1, cash_in = coalesce(cash_in, 0) + 1
      WHERE kind = 'round' AND external_id = $1`,
    [second.roundId],
  );
  await wallet.query(`SET session_replication_role = origin`);
  await wallet.destroy();
  const again = await roundsOf(stand, guests);
  const saw = [first, second].map(({ roundId }) =>
    again.filter((round) => round.roundId === roundId).flatMap((round) => shownFaults(round, hashes)),
  );
  return { what, saw: saw.every((faults) => faults.length > 0) ? saw.flat() : [] };
}

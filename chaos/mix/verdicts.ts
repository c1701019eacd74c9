import { checkLedger } from '@croupier/testing';
import { type Guest } from './guests.js';
import { type ChaosStand } from './stand.js';

/** One thing that was compared, and what was not as it must be. */
export interface Verdict {
  what: string;
  broken: string[];
}

/** Everything that must hold when all is calm again. */
export async function verdicts(stand: ChaosStand, guests: readonly Guest[]): Promise<Verdict[]> {
  const rounds = guests.flatMap(({ bets }) =>
    bets.flatMap(({ roundId }) => (roundId === undefined ? [] : [roundId])),
  );
  return [
    {
      what: 'C1 to C5: the ledger adds up, and has every acknowledged bet once',
      broken: await ledger(stand, rounds),
    },
    { what: `cash of ${guests.length} players, by their own books`, broken: await books(guests) },
    {
      what: `${rounds.length} rounds in the history of games and of profile, each once`,
      broken: [
        ...(await heard(
          stand,
          'games',
          'SELECT round_id AS id FROM rounds WHERE round_id = ANY ($1)',
          rounds,
        )),
        ...(await heard(
          stand,
          'profile',
          `SELECT facts ->> 'roundId' AS id FROM activities WHERE kind = 'round.settled' AND facts ->> 'roundId' = ANY ($1)`,
          rounds,
        )),
      ],
    },
    { what: 'no fact was given up', broken: await deadLetters(stand) },
  ];
}

/** The same checks of a bet nobody made and a penny nobody paid: they must see both. */
export async function control(stand: ChaosStand, guests: readonly Guest[]): Promise<string[]> {
  const seen = await ledger(stand, ['01a20a46-f71b-7904-908a-daa2e0b5fc68']);
  const [guest] = guests;
  const wrong = guest ? await books([guest], 1) : [];
  return seen.length > 0 && wrong.length > 0 ? [...seen, ...wrong] : [];
}

async function ledger(stand: ChaosStand, ok: string[]): Promise<string[]> {
  const wallet = await stand.database('wallet');
  const faults = await checkLedger(wallet, { ok, refused: [], unknown: [] });
  await wallet.destroy();
  return faults.map(({ check, fact }) => `${check}: ${fact}`);
}

async function books(guests: readonly Guest[], more = 0): Promise<string[]> {
  const broken: string[] = [];
  for (const { player, due } of guests) {
    await player.signIn();
    const has = await player.cash();
    if (has !== due + more) broken.push(`${player.playerId} has ${has}, not ${due + more}`);
  }
  return broken;
}

/** Facts may still be on their way: they are waited for, and what has not come by then is named below. */
async function heard(stand: ChaosStand, app: string, sql: string, rounds: string[]): Promise<string[]> {
  const database = await stand.database(app);
  const rows = async (): Promise<string[]> =>
    ((await database.query(sql, [rounds])) as { id: string }[]).map(({ id }) => id);
  await stand
    .until(`${app} has heard all`, async () => (await rows()).length >= rounds.length)
    .catch(() => undefined);
  const ids = await rows();
  await database.destroy();
  const twice = ids.filter((id, place) => ids.indexOf(id) !== place);
  const missing = rounds.filter((id) => !ids.includes(id));
  return [
    ...twice.map((id) => `${app} has ${id} twice`),
    ...missing.map((id) => `${app} never heard of ${id}`),
  ];
}

async function deadLetters(stand: ChaosStand): Promise<string[]> {
  const broken: string[] = [];
  for (const app of new Set(stand.run().apps.map((one) => one.app))) {
    // Neither tells or hears facts by way of a database.
    if (app === 'gateway' || app === 'sandbox') continue;
    const database = await stand.database(app);
    const sql = 'SELECT event_id AS id, subject, cause FROM dead_letters';
    const letters = (await database.query(sql)) as Record<'id' | 'subject' | 'cause', string>[];
    await database.destroy();
    broken.push(
      ...letters.map(({ id, subject, cause }) => `${app} gave up ${subject} ${id}: ${cause.slice(0, 120)}`),
    );
  }
  return broken;
}

import { setTimeout as pause } from 'node:timers/promises';
import { type Options, type Report } from '../item.js';
import { Seeded } from '../random.js';
import { plantEarlyKeyCheck } from './bugs.js';
import { type Answered, Caller } from './caller.js';
import { round, type Sent } from './commands.js';
import { ledgerChecks, Stand } from './stand.js';

const sizes = { small: { keys: 400, kills: 3 }, full: { keys: 20_000, kills: 60 } };
const together = 40;

/** Every key many times at once through two wallets, while the first owner of many of them is killed. */
export async function storm(options: Options): Promise<Report> {
  const { keys, kills } = sizes[options.size];
  const stand = await Stand.open({ wallets: 2 });
  try {
    const random = new Seeded(options.seed);
    const caller = new Caller(stand.bus);
    const players = await stand.players(caller, 25, 1_000_000);
    const broken: string[] = [];
    let copies = 0;
    let killed = 0;
    for (let from = 0; from < keys; from += together) {
      const sents = Array.from({ length: together }, () =>
        round(random.pick(players), random.between(1, 20), random.below(40)),
      );
      const due = killed < kills && from >= (killed * keys) / kills;
      const killing = due ? kill(stand, random) : Promise.resolve();
      if (due) killed += 1;
      copies += await fireAll(caller, sents, random, broken);
      await killing;
    }
    await caller.resolve();
    broken.push(...(await stand.faultsOf(caller)));
    const missing = keys - caller.journal.ok.length + players.length;
    if (missing !== 0) broken.push(`${missing} keys without an effect`);
    return {
      ...caller.counts,
      faults: { 'kill -9 of a wallet': killed, 'copies of a command': copies },
      checked: [
        ledgerChecks,
        `${keys} keys, one effect each, the same answer to every copy`,
        'the same key with another stake is refused',
      ],
      broken,
      control: await control(stand, options),
    };
  } finally {
    await stand.close();
  }
}

async function kill(stand: Stand, random: Seeded): Promise<void> {
  const place = random.below(2);
  await pause(random.below(30));
  await stand.killWallet(place);
  await stand.startWallet(place);
}

/** Fires copies of each, then the same keys with another stake. @returns how many were fired */
async function fireAll(
  caller: Caller,
  sents: readonly Sent[],
  random: Seeded,
  broken: string[],
): Promise<number> {
  const fired = sents.map((sent) => ({ sent, copies: random.between(2, 10) }));
  const answers = await Promise.all(
    fired.map(({ sent, copies }) => Promise.all(Array.from({ length: copies }, () => caller.send(sent)))),
  );
  for (const [place, { sent }] of fired.entries()) {
    const settled = await caller.insist(sent);
    broken.push(...differing([...(answers[place] ?? []), settled]));
    if (random.below(10) > 0) continue;
    const other = { ...sent, request: { ...sent.request, stake: { amount: 21, currency: 'GBP' } } };
    const { code } = await new Other(caller).ask(other);
    if (code !== 'idempotency_key_reused') broken.push(`${sent.externalId} with another stake: ${code}`);
  }
  return fired.reduce((sum, { copies }) => sum + copies, 0);
}

/** Asks beside the books: what is sent under another command's key is no command of its own. */
class Other {
  constructor(private readonly caller: Caller) {}

  async ask(sent: Sent): Promise<{ code: string }> {
    for (let attempt = 0; attempt < 100; attempt += 1) {
      const answered = await this.caller.look(sent);
      if (!['outcome_unknown', 'service_unavailable', 'overloaded'].includes(answered.code)) return answered;
      await pause(50);
    }
    return { code: 'no answer' };
  }
}

function differing(answers: readonly Answered[]): string[] {
  const seen = new Set(
    answers
      .filter(({ code }) => code === 'ok')
      .map(({ reply }) => JSON.stringify({ ...reply, replayed: undefined })),
  );
  const refused = answers.filter(({ code }) => ['ok', ...noAnswer].includes(code) === false);
  return [
    ...(seen.size > 1 ? [`${answers[0]?.sent.externalId ?? ''} was answered in ${seen.size} ways`] : []),
    ...refused.map(({ code, sent }) => `${sent.externalId}: a copy was refused as ${code}`),
  ];
}

const noAnswer = ['outcome_unknown', 'service_unavailable', 'overloaded', 'deadline_spent'];

async function control(stand: Stand, options: Options): Promise<Report['control']> {
  await plantEarlyKeyCheck(stand.admin);
  const random = new Seeded(options.seed + 1);
  const caller = new Caller(stand.bus);
  const players = await stand.players(caller, 10, 1_000_000);
  const saw: string[] = [];
  for (let wave = 0; wave < 10 && saw.length === 0; wave += 1) {
    const sents = players.map((player) => round(player, 10, 3));
    await fireAll(caller, sents, random, saw);
    saw.push(...(await stand.faultsOf(caller)));
  }
  return { what: 'the key is looked for before the account is locked, and not unique', saw };
}

import { checkAccess, creditDeposit, readEligibility } from '@croupier/contracts';
import { setTimeout as pause } from 'node:timers/promises';
import { DomainError, newId } from '@croupier/kernel';
import { BenchStack, type StartedApp } from '../../../bench/stack.js';

/** What everybody has at first, in minor units. */
export const cash = 1_000_000;
/** As many as are asked for at once. */
const atOnce = 32;
/** Answers that are none: whoever asks the same again learns what became of it. */
export const unclear: ReadonlySet<string> = new Set([
  ...['outcome_unknown', 'service_unavailable', 'deadline_spent', 'overloaded'],
]);
/** While thousands of rounds are looked at on a busy machine, one answer may be late; in ms. */
const [againMs, lateMs] = [500, 60_000];

/** Asks again, where nothing is broken, until there is an answer. Only what may be asked twice. */
export async function answered<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
  for (const begun = performance.now(); ; await pause(againMs)) {
    try {
      return await ask();
    } catch (error) {
      if (!(error instanceof DomainError && unclear.has(error.code))) throw error;
      if (performance.now() - begun > lateMs) throw new Error(`${error.code}, ${error.detail ?? ''}`);
    }
  }
}

/** Servers and a wallet; profile and safer-gambling say yes to everything. */
export async function openHouse(): Promise<BenchStack> {
  const stack = await BenchStack.open();
  try {
    for (const app of ['wallet', 'games']) await stack.prepare(app);
    await stack.stub('profile', readEligibility.subject, () => ({ verified: true, ageBand: '25+' }));
    await stack.stub('safer-gambling', checkAccess.subject, () => ({ allowed: true, reasons: [] }));
    await stack.start('wallet');
    return stack;
  } catch (error) {
    await stack.close();
    throw error;
  }
}

/** `seedKey`: another key makes other seeds of the same rows. */
export function startGames(
  stack: BenchStack,
  { folder, seedKey, broker }: { folder: string; seedKey: string; broker: string },
  environment: Record<string, string> = {},
): Promise<StartedApp> {
  return stack.start('games', {
    GAME_DEFINITIONS_DIR: folder,
    SEED_KEY: `a key of the seeds of all sessions, ${seedKey}`,
    NATS_URL: broker,
    ...environment,
  });
}

export async function openAccounts(
  stack: BenchStack,
  players: readonly { playerId: string }[],
): Promise<void> {
  const wallet = await stack.database('wallet');
  await wallet.query(`SELECT open_account(player, 'GBP') FROM unnest($1::uuid[]) AS player`, [
    players.map(({ playerId }) => playerId),
  ]);
  await wallet.destroy();
  const amount = { amount: cash, currency: 'GBP' as const };
  await inTurns(players, ({ playerId }) => {
    const deposit = { playerId, depositId: newId(), provider: 'chaos', amount };
    return answered(() => stack.bus.ask(creditDeposit, deposit));
  });
}

/** Some at a time, in their order. */
export async function inTurns<Each>(
  all: readonly Each[],
  work: (each: Each) => Promise<unknown>,
): Promise<void> {
  const rest = [...all];
  const worker = async (): Promise<void> => {
    for (let each = rest.shift(); each !== undefined; each = rest.shift()) await work(each);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}

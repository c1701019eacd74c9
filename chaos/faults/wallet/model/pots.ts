import { type PotRound, potSeed, potWinOf } from './commands.js';
import { type Judged, type Move } from './moves.js';
import { type Line, type Pot, type State } from './state.js';

const million = 1_000_000;

/** The pot that a command names is there from then on, with its seed, whatever becomes of the command. */
export function touched(state: State): Pot {
  const seeded = potSeed * million;
  state.pot ??= { cycle: 1, balance: seeded, posted: 0, seeded, contributed: 0, paid: 0 };
  return state.pot;
}

/** A round that may be played, as far as it is one like any other, with what it does to the pot. */
export function potRound(state: State, command: PotRound, plain: Move): Judged {
  const pot = touched(state);
  const value = pot.balance + command.contribution;
  const won = wonOf(state, command, value);
  if (won === undefined) return 'jackpot_moved_on';
  const funding = Math.floor(value / million) - pot.posted;
  const { cycle } = pot;
  const next: Pot = {
    ...pot,
    balance: value - won * million + (won > 0 ? potSeed * million : 0),
    posted: pot.posted + funding - won,
    seeded: pot.seeded + (won > 0 ? potSeed * million : 0),
    contributed: pot.contributed + command.contribution,
    paid: pot.paid + won * million,
    cycle: won > 0 ? cycle + 1 : cycle,
  };
  const winName = `win ${potWinOf(command.id)}`;
  return {
    ...plain,
    funding,
    line: { ...plain.line, jackpot_id: potAccount },
    pot: {
      told: {
        ...{ jackpotId: potName, cycle, contributionMillionths: command.contribution },
        value: { amount: Math.floor(next.balance / million), currency: 'GBP' },
        ...(won > 0 ? { won: { amount: won, currency: 'GBP' }, winId: winName } : {}),
      },
      ...(won > 0 ? { win: { amount: won, name: winName } } : {}),
    },
    after: () => {
      plain.after?.();
      state.pot = next;
    },
  };
}

export const potName = 'the pot';
const potAccount = `pot:${potName}`;

/** Undefined if the caller knows the amount of another cycle. */
function wonOf(state: State, command: PotRound, value: number): number | undefined {
  if (command.do === 'pot-round') return command.wins ? Math.floor(value / million) : 0;
  const { cycle, amount } = dropOf(command, state.cycleAtFirst);
  if (cycle !== touched(state).cycle) return undefined;
  return value >= amount * million ? amount : 0;
}

/** The hidden amount that the caller of a round knows. */
export function dropOf(
  { cyclesOn, above }: Extract<PotRound, { do: 'drop-round' }>,
  cycleAtFirst: number,
): { cycle: number; amount: number } {
  return { cycle: cycleAtFirst + cyclesOn, amount: potSeed + above };
}

/** What a win that is taken back does to the pot; nothing if it was of another jackpot. */
export function givenBackToPot(state: State, line: Line): (() => void) | undefined {
  const { pot } = state;
  if (line['jackpot_id'] !== potAccount || !pot) return undefined;
  const won = -Number(line['jackpot']);
  return () => {
    state.pot = {
      ...pot,
      balance: pot.balance + won * million,
      posted: pot.posted + won,
      paid: pot.paid - won * million,
    };
  };
}

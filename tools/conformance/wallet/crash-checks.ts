import { setTimeout as pause } from 'node:timers/promises';
import { type Check, type Findings, NotRun } from '../report.js';
import { type Answer, isUnclear, says } from './client.js';
import { fresh, type Seat, type WalletKit } from './world.js';

/** Of each kind of call there are so many under way. */
const each = 6;
const stake = 10;
const won = 3;

type Step = () => Promise<Answer>;

/** A kind of call: of a bet that stands, or of a new one. */
interface Kind {
  name: string;
  /** What it does to the balance. */
  moves: number;
  step: (seat: Seat, standing: { bet: string; round: string }) => Step;
}

const kinds: readonly Kind[] = [
  {
    name: 'bets',
    moves: -stake,
    step: (seat) => {
      const [bet, round] = [fresh(), fresh()];
      return () => seat.bet(bet, round, stake);
    },
  },
  {
    name: 'wins',
    moves: won,
    step: (seat, { bet, round }) => {
      const id = fresh();
      return () => seat.win(id, round, bet, won);
    },
  },
  {
    name: 'rollbacks',
    moves: stake,
    step: (seat, { bet, round }) => {
      const id = fresh();
      return () => seat.rollback(id, round, bet);
    },
  },
  {
    name: 'ends',
    moves: 0,
    step:
      (seat, { round }) =>
      () =>
        seat.call('end-round', { round }),
  },
];

/** A part of the operator's ends under way, with or without a word. */
export const crashChecks: readonly Check<WalletKit>[] = [
  {
    id: 'W16',
    title: 'A part ends while calls of every kind are under way: each retry finds what was done, once',
    async run(kit, findings) {
      const { world, size } = kit;
      const ends: [string, () => Promise<void>][] = Object.entries(world.kill ?? {}).map(([part, end]) => [
        `the ${part} is killed`,
        end,
      ]);
      if (world.restart) ends.unshift(['the wallet is stopped', () => kit.need('restart')()]);
      if (ends.length === 0) throw new NotRun('the world of this run has neither restart nor kill');
      const told = kit.has('message that ends a round') ? kinds : kinds.filter(({ name }) => name !== 'ends');
      let count = 0;
      const under = async (what: string, plan: Plan): Promise<void> => {
        count += 1;
        await endUnderWay(kit, findings, { ...plan, what });
      };
      for (const [what, end] of ends) {
        await under(what, { end, kinds: told });
        for (const kind of size.moments > 0 ? told : []) {
          const usual = await usualMs(kit, kind);
          for (let moment = 0; moment < size.moments; moment += 1) {
            const afterMs = (usual * moment) / Math.max(1, size.moments - 1);
            const when = `${what} ${Math.round(afterMs)} ms after ${kind.name} were sent`;
            await under(when, { end, kinds: [kind], afterMs });
          }
        }
      }
      findings.figure('ends under way', count);
      for (const fault of (await world.faults?.()) ?? []) findings.expect(false, `the books: ${fault}`);
    },
  },
];

/** What is under way when something ends. */
interface Plan {
  end: () => Promise<void>;
  kinds: readonly Kind[];
  /** How long after all were sent; when one of a half of them is answered, if it is left out. */
  afterMs?: number;
}

/** How long so many calls of a kind take where nothing ends. */
async function usualMs(kit: WalletKit, kind: Kind): Promise<number> {
  const { steps } = await prepared(kit, [kind]);
  const started = performance.now();
  await Promise.all(steps.map((step) => step()));
  return performance.now() - started;
}

/** Calls at once, and the end; then each of them again until it is answered, and once more. */
async function endUnderWay(
  kit: WalletKit,
  findings: Findings,
  { what, end, afterMs, kinds: under }: Plan & { what: string },
): Promise<void> {
  const { seat, steps, due } = await prepared(kit, under);
  const half = afterMs === undefined ? steps.length / 2 : steps.length;
  const sent = steps.slice(0, half).map((step) => step());
  if (afterMs === undefined) await Promise.race(sent);
  else await pause(afterMs);
  sent.push(...steps.slice(half).map((step) => step()));
  await end();
  const first = await Promise.all(sent);
  const odd = first.filter((answer) => !says(answer, 'ok') && !isUnclear(answer));
  findings.equal(odd.length, 0, `${what}: calls that were refused under way`);
  for (const time of ['again', 'once more']) {
    const said = await Promise.all(steps.map((step) => seat.insist(step)));
    const taken = said.filter((answer) => says(answer, 'ok')).length;
    findings.equal(taken, steps.length, `${what}: calls that succeeded when they were sent ${time}`);
  }
  findings.equal(await seat.total(), due, `${what}: the balance at the end`);
}

/** A player with bets that stand, the calls that are to be under way, and what is left in the end. */
async function prepared(
  kit: WalletKit,
  under: readonly Kind[],
): Promise<{ seat: Seat; steps: Step[]; due: number }> {
  const seat = await kit.seat(1000);
  const before = await seat.total();
  const steps: Step[] = [];
  let due = before;
  for (let turn = 0; turn < each; turn += 1)
    for (const { moves, step } of under) {
      const standing = { bet: fresh(), round: fresh() };
      await seat.bet(standing.bet, standing.round, stake);
      steps.push(step(seat, standing));
      due += moves - stake;
    }
  return { seat, steps, due };
}

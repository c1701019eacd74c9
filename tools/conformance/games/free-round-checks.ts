import { randomUUID } from 'node:crypto';
import { type Check, type Findings, NotRun } from '../report.js';
import type { ShownRound } from './driver.js';
import { ended, type GamesKit, isOk, realClock, sit } from './kit.js';
import type { Heard } from './stub-wallet.js';
import type { CallerAnswer, StudioCaller } from './studio-caller.js';

const dayMs = 86_400_000;
/** Past the end of a cycle, in ms. */
const lateMs = 400;

/** Who is told of free rounds, and who plays them. */
interface Table {
  kit: GamesKit;
  caller: StudioCaller;
  gift: Readonly<Record<string, unknown>> & { id: string };
  seat: string;
  playFree: () => Promise<ShownRound | 'none' | undefined>;
  bets: () => Heard[];
}

/** Free rounds that a casino has the studio give. */
export const freeRoundChecks: readonly Check<GamesKit>[] = [
  {
    id: 'R14',
    title: 'Free rounds are created once under their id, and are played without a stake',
    async run(kit, findings) {
      const table = await tableOf(kit);
      const { caller, gift, bets } = table;
      const copies = await Promise.all(
        Array.from({ length: 3 }, () => caller.call('free-rounds/create', gift)),
      );
      for (const copy of copies) isOk(findings, copy, 'one of three calls at once that create them');
      isOk(findings, await caller.call('free-rounds/create', gift), 'the same call again');
      const other = await caller.call('free-rounds/create', { ...gift, rounds: 2 });
      findings.equal(other.body['status'], 'conflict', 'the id with another number of rounds');
      const round = await table.playFree();
      findings.expect(round !== 'none' && round !== undefined, 'a free round is not played');
      if (round === 'none' || round === undefined) return;
      findings.equal((await ended(kit, table.seat)).state, 'done', 'the free round');
      findings.equal(bets().length, 1, 'bets');
      findings.equal(bets()[0]?.members['amount'], '0', 'its stake');
      findings.equal(bets()[0]?.members['freeRoundsId'], gift.id, 'the free rounds that it names');
      await playsNone(findings, table, 1, 'after the one that was given');
    },
  },
  {
    id: 'R15',
    title: 'Free rounds that are cancelled are played no more, and not created if that was first',
    async run(kit, findings) {
      const table = await tableOf(kit);
      isOk(findings, await table.caller.call('free-rounds/create', table.gift), 'a call that creates them');
      await cancels(findings, table, 'a call that cancels them');
      isRefused(
        findings,
        await table.caller.call('free-rounds/create', table.gift),
        'what was cancelled, created again',
      );
      await playsNone(findings, table, 0, 'of those that were cancelled');
      const late = await tableOf(kit);
      await cancels(findings, late, 'a call that cancels what is unknown');
      isRefused(
        findings,
        await late.caller.call('free-rounds/create', late.gift),
        'what was cancelled before it came',
      );
      await playsNone(findings, late, 0, 'of those that were cancelled first');
    },
  },
  {
    id: 'R16',
    title: 'Calls for free rounds that are not signed as agreed, or of another form, do nothing',
    async run(kit, findings) {
      const table = await tableOf(kit);
      const { caller, gift } = table;
      findings.equal(
        (await caller.call('free-rounds/create', gift, 'forged')).http,
        401,
        'HTTP of a call signed by a stranger',
      );
      const malformed = await caller.call('free-rounds/create', { ...gift, rounds: '1' });
      findings.equal(malformed.http, 400, 'HTTP of a number of rounds that is a text');
      findings.equal(malformed.body['field'], 'rounds', 'the member that is named');
      await playsNone(findings, table, 0, 'of such calls');
    },
  },
];

async function tableOf(kit: GamesKit): Promise<Table> {
  const { casino, driver, wallet } = kit;
  if (!casino) throw new NotRun('nothing is known by which the studio would be called');
  if (!driver.playFree) throw new NotRun('the driver plays no free rounds');
  const { seat, playerId } = await sit(kit);
  const until = `${new Date(Date.now() + dayMs).toISOString().slice(0, 19)}Z`;
  const gift = { id: randomUUID(), playerId, game: casino.game, rounds: 1, currency: 'GBP', until };
  return {
    ...{ kit, caller: casino.caller, gift, seat },
    playFree: async () => driver.playFree?.(seat),
    bets: () => wallet.callsOf(playerId, 'bet'),
  };
}

async function cancels(findings: Findings, { caller, gift: { id } }: Table, what: string): Promise<void> {
  for (const turn of ['', ', again'])
    isOk(findings, await caller.call('free-rounds/cancel', { id }), `${what}${turn}`);
}

async function playsNone(
  findings: Findings,
  { kit, playFree, bets }: Table,
  had: number,
  what: string,
): Promise<void> {
  const { clock = realClock, driver } = kit;
  if (had > 0) await clock.pause((driver.cycleMs ?? 0) + lateMs);
  const round = await playFree();
  findings.expect(round === 'none' || round === undefined, `a free round is played ${what}`);
  findings.equal(bets().length, had, `bets ${what}`);
}

function isRefused(findings: Findings, { http, body }: CallerAnswer, what: string): void {
  const refused = http >= 400 && http < 500 && typeof body['status'] === 'string' && body['status'] !== 'ok';
  findings.expect(refused, `${what} is answered ${http} ${String(body['status'])}`);
}

import {
  createDeposit,
  createWithdrawal,
  type GameSession,
  openGameSession,
  playRound,
} from '@croupier/contracts';
import { newId } from '@croupier/kernel';
import { roundIdOf } from '../../../apps/games/src/rounds/round-id.js';
import { type Seeded } from '../random.js';
import { Caller } from '../wallet/caller.js';
import { gbp, sent, type Sent } from '../wallet/commands.js';
import { type MoneyStand } from './money-stand.js';

const gameId = 'lamplight-ledger';
const cash = 100_000;

interface Guest {
  playerId: string;
  gameSessionId: string;
}

/** Answers after which a caller may not know, or is told to come again. */
export const settledWithout = [
  'outcome_unknown',
  'service_unavailable',
  'overloaded',
  'deadline_spent',
  'provider_unavailable',
];
/** Refusals by the rules of the game, of somebody who plays without a pause. */
const byRule = ['round_too_soon', 'round_open'];

/** Rounds, deposits and withdrawals of many players, through games and payments, with the books of who asks. */
export class CasinoLoad {
  private turn = 0;

  private constructor(
    private readonly stand: MoneyStand,
    private readonly guests: readonly Guest[],
    private readonly random: Seeded,
    /** Knows what became of each round; of payments it knows what it was told. */
    readonly caller: Caller,
  ) {}

  static async open(
    stand: MoneyStand,
    random: Seeded,
    { players, deadlineMs }: { players: number; deadlineMs: number },
  ): Promise<CasinoLoad> {
    const guests: Guest[] = [];
    for (let place = 0; place < players; place += 1) {
      const playerId = await stand.player(cash);
      const opened: GameSession = await stand.bus.ask(openGameSession, { playerId, gameId });
      guests.push({ playerId, gameSessionId: opened.gameSessionId });
    }
    return new CasinoLoad(stand, guests, random, new Caller(stand.bus, deadlineMs));
  }

  /** Everybody's turn in turn, so that nobody plays two rounds at once. */
  next(): Sent {
    const draw = this.random.below(10);
    if (draw < 6) return this.round();
    return this.payment(draw < 8 ? createDeposit : createWithdrawal);
  }

  /** One of each, for whoever wants to know whether all is well. */
  one(): Sent[] {
    return [this.round(), this.payment(createDeposit), this.payment(createWithdrawal)];
  }

  /** Whether an answer is one of a system that is well. */
  isWell(code: string): boolean {
    return code === 'ok' || byRule.includes(code);
  }

  /** Money that is in none of the places in which it may be, by player: everything must have ended. */
  async strayed(): Promise<string[]> {
    const { wallet, payments, sandbox } = this.stand.books;
    const ids = this.guests.map(({ playerId }) => playerId);
    const accounts = (await wallet.query(
      `SELECT a.player_id AS id, (cash + withdrawing)::integer AS has,
              (SELECT coalesce(sum(cash_change), 0) FROM transactions t
                WHERE t.player_id = a.player_id AND t.kind = 'round')::integer AS won
         FROM accounts a WHERE a.player_id = ANY ($1)`,
      [ids],
    )) as { id: string; has: number; won: number }[];
    const withdrawals = (await payments.query(
      `SELECT player_id AS id, array_agg(withdrawal_id) AS payouts FROM withdrawals WHERE player_id = ANY ($1) GROUP BY 1`,
      [ids],
    )) as { id: string; payouts: string[] }[];
    const paid = (await sandbox.query(
      `SELECT reference AS id, amount::integer FROM psp_payouts WHERE outcome = 'paid'`,
    )) as { id: string; amount: number }[];
    const amounts = new Map(paid.map(({ id, amount }) => [id, amount]));
    return accounts.flatMap(({ id, has, won }) => {
      const payouts = withdrawals.find((row) => row.id === id)?.payouts ?? [];
      const out = payouts.reduce((sum, payout) => sum + (amounts.get(payout) ?? 0), 0);
      const strayed = cash + won - out - has;
      return strayed === 0
        ? []
        : [`${strayed} of player ${id} is nowhere: has ${has}, won ${won}, was paid ${out}`];
    });
  }

  /** Whether every withdrawal has come to its end. */
  async allEnded(): Promise<boolean> {
    const [row] = (await this.stand.books.payments.query(
      `SELECT count(*)::integer AS open FROM withdrawals WHERE next_check_at IS NOT NULL`,
    )) as [{ open: number }];
    return row.open === 0;
  }

  private round(): Sent {
    const { playerId, gameSessionId } = this.guest();
    const idempotencyKey = newId();
    const request = { playerId, gameSessionId, idempotencyKey, stake: gbp(10) };
    return sent(roundIdOf(playerId, idempotencyKey), playRound, request);
  }

  private payment(contract: typeof createDeposit | typeof createWithdrawal): Sent {
    const { playerId } = this.guest();
    const idempotencyKey = newId();
    const method = contract === createDeposit ? 'card' : 'bank';
    const request = { playerId, idempotencyKey, amount: gbp(1000), method };
    return { ...sent(idempotencyKey, contract, request), shared: true };
  }

  private guest(): Guest {
    this.turn += 1;
    return this.guests[this.turn % this.guests.length] as Guest;
  }
}

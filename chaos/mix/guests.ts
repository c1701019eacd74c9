import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { type Seeded } from '../faults/random.js';
import { type Answer, Player } from '../../tools/rolling/player.js';
import { type ChaosStand } from './stand.js';

/** One bet, and what its player knows of it. */
interface Bet {
  key: string;
  outcome: 'ok' | 'refused' | 'unknown';
  roundId?: string;
  payout?: number;
}

const stake = 10;
const cash = 50_000;
/** Then another one comes: nobody plays for ever, and a long evening is interrupted by the law. */
const betsEach = 150;
const legalCycleMs = 2500;

/** A player with books of what was staked and paid, who asks again with the same key where no answer came. */
export class Guest {
  readonly bets: Bet[] = [];

  constructor(
    readonly player: Player,
    private readonly stand: ChaosStand,
  ) {}

  /** What the player must have now, if every outcome is known. Minor units. */
  get due(): number {
    return this.bets.reduce(
      (sum, { outcome, payout = 0 }) => (outcome === 'ok' ? sum - stake + payout : sum),
      cash,
    );
  }

  async bet(random: Seeded): Promise<void> {
    const bet: Bet = { key: randomUUID(), outcome: 'unknown' };
    this.player.gateway = random.pick(this.stand.gateways);
    if (!(await this.turn())) return;
    this.bets.push(bet);
    await this.send(bet);
  }

  /** Asks again for every bet without an answer, until it has one. */
  async resolve(): Promise<number> {
    const open = this.bets.filter(({ outcome }) => outcome === 'unknown');
    for (const bet of open)
      await this.stand.until('a bet has an outcome', async () => {
        if (await this.turn()) await this.send(bet);
        return bet.outcome !== 'unknown';
      });
    return open.length;
  }

  /** The clock of the sandbox stands while its database or the broker is away; a person waits, too. */
  private async turn(): Promise<boolean> {
    try {
      await this.player.wait(legalCycleMs);
      return true;
    } catch {
      await pause(100);
      return false;
    }
  }

  private async send(bet: Bet): Promise<void> {
    const answer = await this.player.play(stake, bet.key).catch(() => undefined);
    if (answer?.status === 401) await this.player.signIn().catch(() => undefined);
    const outcome = outcomeOf(answer);
    if (outcome === 'unknown') return pause(100);
    bet.outcome = outcome;
    if (outcome === 'refused' || !answer) return;
    bet.roundId = String(answer.body['roundId']);
    bet.payout = (answer.body['payout'] as { amount: number }).amount;
  }
}

/** Whoever is told that a service is away, or is not told anything, does not know. */
function outcomeOf(answer: Answer | undefined): Bet['outcome'] {
  if (!answer || answer.status >= 500 || answer.status === 401 || answer.status === 429) return 'unknown';
  return answer.status === 201 || answer.status === 200 ? 'ok' : 'refused';
}

/** So many places at the tables, each always taken by somebody, until told to stop. */
export class Guests {
  readonly all: Guest[] = [];
  private stopped = false;
  private readonly places: Promise<void>[];

  constructor(
    private readonly stand: ChaosStand,
    private readonly random: Seeded,
    places: number,
  ) {
    this.places = Array.from({ length: places }, () => this.place());
  }

  async stop(): Promise<void> {
    this.stopped = true;
    await Promise.all(this.places);
  }

  private async place(): Promise<void> {
    while (!this.stopped) {
      const player = new Player(this.random.pick(this.stand.gateways), this.stand.sandbox);
      try {
        await player.sitDown(cash);
      } catch {
        // One who could not be let in has nothing to lose here; money that was paid in is in the ledger's checks.
        await pause(300);
        continue;
      }
      const guest = new Guest(player, this.stand);
      this.all.push(guest);
      while (!this.stopped && guest.bets.length < betsEach) await guest.bet(this.random);
    }
  }
}

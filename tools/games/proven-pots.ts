import { createHash } from 'node:crypto';
import { contributionOf, dropOf, type JackpotDefinition, type ProvenRound } from '@croupier/game-maths';
import { hmac, type ServerSeeds } from '../../apps/games/src/fairness/server-seeds.service.js';
import type { JackpotTurn } from '../../apps/games/src/jackpots/jackpots.service.js';

const millionths = 1_000_000;

/** A progressive jackpot that is played for by the rounds of one run alone, as the ledger keeps it. */
export class ProvenPot {
  private cycle = 1;
  /** What is in it, in millionths of a minor unit. */
  private value: number;

  constructor(
    private readonly jackpot: JackpotDefinition,
    private readonly server: ServerSeeds,
  ) {
    this.value = jackpot.seed * millionths;
  }

  turn(): JackpotTurn {
    const { cycle, jackpot, server } = this;
    if (jackpot.trigger.kind === 'odds') return { jackpot };
    const hash = server.hashOf(this.saltOf(cycle)).toString('hex');
    return { jackpot, commitments: [{ cycle, hash }] };
  }

  /** What the ledger writes into the outcome of a round, and the secret that is shown once the jackpot has fallen. */
  settle(stake: number, outcome: object): Pick<ProvenRound, 'outcome' | 'jackpotSecret'> {
    const { cycle, jackpot } = this;
    const contributionMillionths = contributionOf(jackpot, stake);
    this.value += contributionMillionths;
    const won = this.wonBy(outcome as { jackpot?: { wins?: boolean } });
    if (won !== undefined) {
      this.cycle += 1;
      this.value += (jackpot.seed - won) * millionths;
    }
    const { currency } = jackpot;
    const value = { amount: Math.floor(this.value / millionths), currency };
    const pot = {
      ...{ jackpotId: jackpot.id, cycle, contributionMillionths, value },
      ...(won === undefined ? {} : { won: { amount: won, currency } }),
    };
    const secret = { jackpotSecret: this.server.seedOf(this.saltOf(cycle)).toString('hex') };
    return { outcome: { ...outcome, pot }, ...(jackpot.trigger.kind === 'odds' ? {} : secret) };
  }

  private wonBy({ jackpot: drawn }: { jackpot?: { wins?: boolean } }): number | undefined {
    const { trigger } = this.jackpot;
    if (trigger.kind === 'odds') return drawn?.wins ? Math.floor(this.value / millionths) : undefined;
    const hidden = dropOf(this.jackpot, trigger, this.server.seedOf(this.saltOf(this.cycle)), hmac);
    return this.value >= hidden * millionths ? hidden : undefined;
  }

  private saltOf(cycle: number): Buffer {
    return createHash('sha256').update(`${this.jackpot.id}:${cycle}`).digest();
  }
}

import {
  type Jackpot,
  type JackpotBalance,
  type JackpotList,
  type JackpotPlay,
  readJackpots,
  type SettleRound,
} from '@croupier/contracts';
import { contributionOf, dropOf, type JackpotDefinition, type JackpotRound } from '@croupier/game-maths';
import { idFrom } from '@croupier/kernel';
import { Bus } from '@croupier/messaging';
import { TransactionRunner } from '@croupier/persistence';
import { Injectable } from '@nestjs/common';
import { Catalogue } from '../catalogue/catalogue.service.js';
import { type Game, jackpotOfGame } from '../catalogue/game.js';
import { hmac, ServerSeeds } from '../fairness/server-seeds.service.js';
import { type PotRecord } from './pot-record.js';

/** What a round needs to be played for its jackpot: nothing more, unless that falls at a hidden amount. */
export interface JackpotTurn {
  readonly jackpot: JackpotDefinition;
  /** The hidden amounts of this cycle and of those that may have begun meanwhile. */
  readonly drops?: NonNullable<JackpotPlay['drops']>;
  /** Their fingerprints, which are sealed into the round. */
  readonly commitments?: readonly { cycle: number; hash: string }[];
}

/** Several players may have it fall before a process hears of the first. */
const cyclesAhead = 3;
const freshForMs = 1000;

/**
 * The progressive jackpots of the catalogue's games. What is in them is the wallet's; here are their hidden amounts, which
 * are written down nowhere: each is drawn from HMAC-SHA256(SEED_KEY, a random salt of the pot and the cycle's number).
 */
@Injectable()
export class JackpotsService {
  private readonly cycles = new Map<string, number>();
  private readonly salts = new Map<string, Promise<Buffer>>();
  private read: { at: number; balances: Promise<readonly JackpotBalance[]> } | undefined;

  constructor(
    private readonly catalogue: Catalogue,
    private readonly bus: Bus,
    private readonly transactions: TransactionRunner,
    private readonly seeds: ServerSeeds,
  ) {}

  /** For a round that a player pays for; a promise only where there is something to read. */
  turnOf(jackpot: JackpotDefinition): JackpotTurn | Promise<JackpotTurn> {
    return jackpot.trigger.kind === 'odds' ? { jackpot } : this.hiddenTurn(jackpot);
  }

  /** What the wallet is asked to do with the pot in the round's own commit. */
  playOf(
    { jackpot, drops }: JackpotTurn,
    { roundId, stake }: SettleRound,
    drawn?: JackpotRound,
  ): JackpotPlay {
    return {
      jackpotId: jackpot.id,
      seed: jackpot.seed,
      contributionMillionths: contributionOf(jackpot, stake.amount),
      ...(drops ? { drops } : { wins: drawn?.wins ?? false }),
      winId: idFrom(`jackpot:${roundId}`),
    };
  }

  /** Learns from an answer of the wallet which cycle a pot is in. */
  heard({ jackpotId, cycle, won }: PotRecord): void {
    const next = won ? cycle + 1 : cycle;
    if (next > (this.cycles.get(jackpotId) ?? 0)) this.cycles.set(jackpotId, next);
  }

  /** Reads which cycles the pots are in, and believes it, whatever was heard before. */
  async refresh(): Promise<void> {
    this.read = undefined;
    for (const { jackpotId, cycle } of await this.balances()) this.cycles.set(jackpotId, cycle);
  }

  async list(): Promise<JackpotList> {
    const balances = await this.balances();
    const pots = [...this.potsOf()].sort(([one], [other]) => (one < other ? -1 : 1));
    const data = await Promise.all(
      pots.map(([id, pot]) =>
        this.viewOf(
          pot,
          balances.find((each) => each.jackpotId === id),
        ),
      ),
    );
    return { data };
  }

  /** What the hidden amount of a cycle that is over was drawn from, in hex; undefined while it is not. */
  async secretOf(jackpotId: string, cycle: number): Promise<string | undefined> {
    const balance = (await this.balances()).find((each) => each.jackpotId === jackpotId);
    if (!balance || balance.cycle <= cycle) return undefined;
    return this.seeds.seedOf(saltOfCycle(await this.saltOf(jackpotId), jackpotId, cycle)).toString('hex');
  }

  private async hiddenTurn(jackpot: JackpotDefinition): Promise<JackpotTurn> {
    const { trigger } = jackpot;
    if (trigger.kind === 'odds') return { jackpot };
    if (!this.cycles.has(jackpot.id)) await this.refresh();
    const [salt, first] = [await this.saltOf(jackpot.id), this.cycles.get(jackpot.id) ?? 1];
    const cycles = Array.from({ length: cyclesAhead }, (_, ahead) => first + ahead).map((cycle) => ({
      cycle,
      salt: saltOfCycle(salt, jackpot.id, cycle),
    }));
    return {
      jackpot,
      drops: cycles.map((each) => ({
        cycle: each.cycle,
        amount: dropOf(jackpot, trigger, this.seeds.seedOf(each.salt), hmac),
      })),
      commitments: cycles.map((each) => ({
        cycle: each.cycle,
        hash: this.seeds.hashOf(each.salt).toString('hex'),
      })),
    };
  }

  private potsOf(): Map<string, { jackpot: JackpotDefinition; games: string[] }> {
    const pots = new Map<string, { jackpot: JackpotDefinition; games: string[] }>();
    for (const game of this.catalogue.all() as Game[]) {
      const jackpot = jackpotOfGame(game);
      if (!jackpot) continue;
      const pot = pots.get(jackpot.id) ?? { jackpot, games: [] };
      pot.games.push(game.definition.id);
      pots.set(jackpot.id, pot);
    }
    return pots;
  }

  private async viewOf(
    { jackpot, games }: { jackpot: JackpotDefinition; games: string[] },
    balance: JackpotBalance | undefined,
  ): Promise<Jackpot> {
    const { id, name, currency, trigger } = jackpot;
    const seed = { amount: jackpot.seed, currency };
    const cycle = balance?.cycle ?? 1;
    const hides = trigger.kind === 'must-drop';
    const salt = hides ? await this.saltOf(id) : undefined;
    return {
      ...{
        jackpotId: id,
        name,
        state: balance?.state ?? 'open',
        value: balance?.value ?? seed,
        seed,
        cycle,
        games,
      },
      ...(hides ? { mustDropBy: { amount: trigger.by, currency } } : {}),
      ...(salt ? { commitment: this.seeds.hashOf(saltOfCycle(salt, id, cycle)).toString('hex') } : {}),
      falls: (balance?.falls ?? []).map((fall) => ({
        ...fall,
        ...(salt ? { secret: this.seeds.seedOf(saltOfCycle(salt, id, fall.cycle)).toString('hex') } : {}),
      })),
    };
  }

  /** As the wallet had them at most a second ago, however many ask. */
  private balances(): Promise<readonly JackpotBalance[]> {
    const now = performance.now();
    if (this.read && now - this.read.at < freshForMs) return this.read.balances;
    const balances = this.bus.ask(readJackpots, {}).then(({ data }) => {
      for (const { jackpotId, cycle } of data)
        if (cycle > (this.cycles.get(jackpotId) ?? 0)) this.cycles.set(jackpotId, cycle);
      return data;
    });
    this.read = { at: now, balances };
    balances.catch(() => (this.read = undefined));
    return balances;
  }

  /** Of a pot, made once by whichever process needs it first. */
  private saltOf(jackpotId: string): Promise<Buffer> {
    const known = this.salts.get(jackpotId);
    if (known) return known;
    const fresh = this.seeds.newSalt();
    const salt = this.transactions.run(async (manager) => {
      await manager.query(
        `INSERT INTO jackpot_salts (jackpot_id, salt) VALUES ($1, $2) ON CONFLICT DO NOTHING`,
        [jackpotId, fresh],
      );
      const [row] = (await manager.query(`SELECT salt FROM jackpot_salts WHERE jackpot_id = $1`, [
        jackpotId,
      ])) as [{ salt: Buffer }];
      return row.salt;
    });
    this.salts.set(jackpotId, salt);
    salt.catch(() => this.salts.delete(jackpotId));
    return salt;
  }
}

function saltOfCycle(salt: Buffer, jackpotId: string, cycle: number): Buffer {
  return Buffer.from(`jackpot:${jackpotId}:${cycle}:${salt.toString('hex')}`);
}

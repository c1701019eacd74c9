import { rm } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import {
  readProof,
  readRound,
  readWallet,
  renewSeeds,
  type Round,
  type RoundProof,
} from '@croupier/contracts';
import { DomainError, newId } from '@croupier/kernel';
import { checkLedger, until } from '@croupier/testing';
import { type DataSource } from 'typeorm';
import { type BenchStack, type StartedApp } from '../../../bench/stack.js';
import { type Seeded } from '../random.js';
import { NatsProxy } from '../wallet/nats-proxy.js';
import { CutLine } from './cut-points.js';
import { definitionsFolder, type HandGame, handGames } from './hand-games.js';
import { HandGuest, type Way } from './hand-guest.js';
import { answered, inTurns, openAccounts, openHouse, startGames } from './hand-house.js';

/** How long a round may be left by everybody after games is back, in ms. */
export const leftMs = 10_000;
/** A step takes about so long here: a kill comes at any point of it, in ms. */
const stepMs = 30;
/** After that everybody may deal. */
const longestCycleMs = 5000;

/** Rounds in which a step was under way when process and player went away, and how long the last of them took to be over. */
export interface LeftRounds {
  count: number;
  tookMs: number;
  broken: string[];
}

/** What the wallet has of a round: each transaction in its order. */
export interface LedgerLine {
  kind: string;
  /** What it moved of the player's cash, in minor units. */
  cash: number;
  recordedAt: string;
}

/** Games and the wallet as processes of their own, and guests whose steps are cut by a kill of games. */
export class HandCasino {
  deaths = 0;
  guests: HandGuest[] = [];

  private constructor(
    readonly stack: BenchStack,
    private readonly random: Seeded,
    private readonly proxy: NatsProxy,
    private readonly line: CutLine,
    private games: StartedApp,
    /** Of the games' definitions. */
    readonly folder: string,
  ) {}

  static async open(random: Seeded): Promise<HandCasino> {
    const stack = await openHouse();
    const folder = await definitionsFolder();
    const proxy = await NatsProxy.before(stack.nats.url);
    try {
      const games = await startGames(stack, { folder, seedKey: 'as before', broker: proxy.url });
      return new HandCasino(stack, random, proxy, new CutLine(proxy), games, folder);
    } catch (error) {
      await stack.close();
      await proxy.close();
      await rm(folder, { recursive: true });
      throw error;
    }
  }

  /** Guests with an account and a game each, all games in turn. */
  async seat(count: number, games: readonly HandGame[] = handGames): Promise<void> {
    this.guests = Array.from({ length: count }, (_, place) => {
      const game = games[place % games.length];
      if (!game) throw new Error('there is no game');
      return new HandGuest(this.stack.bus, this.random, newId(), game);
    });
    await openAccounts(this.stack, this.guests);
    await inTurns(this.guests, (guest) => guest.open());
  }

  /** One step of everybody, with games killed among it and started again: where all are stopped at a point, or at any moment. */
  async turn(point: string | undefined, wayOf: () => Way, seedKey = 'as before'): Promise<number> {
    await this.ready();
    if (point !== undefined) this.line.stopAt(point);
    const steps = Promise.all(this.guests.map((guest) => guest.step(wayOf())));
    const cut = await this.killAmong(point);
    await this.comeBack(seedKey);
    await steps;
    return cut;
  }

  /** One step of everybody, who are gone for good when games is killed among it: what it had begun is ended by whoever comes back. */
  async departure(point: string | undefined): Promise<LeftRounds> {
    const games = await this.stack.database('games');
    try {
      await this.ready();
      if (point !== undefined) this.line.stopAt(point);
      const steps = Promise.all(this.guests.map((guest) => guest.step('go away')));
      await this.killAmong(point);
      const begun = await begunIn(games);
      await this.comeBack('as before');
      const left = await overOf(games, begun);
      await steps;
      return left;
    } finally {
      await games.destroy();
    }
  }

  /** Plays what is open to its end, and has the history hear of it. @returns what is not as it must be */
  async end(): Promise<string[]> {
    await inTurns(this.guests, async (guest) => {
      while (guest.isPlaying) await guest.step('ask again');
    });
    const games = await this.stack.database('games');
    const left = await overOf(games, await begunIn(games));
    await this.untilTold(games);
    const [{ open }] = (await games.query(
      `SELECT count(*)::int AS open FROM decision_rounds WHERE state IN ('dealing', 'open', 'settling')`,
    )) as [{ open: number }];
    await games.destroy();
    return [
      ...left.broken,
      ...(open === 0 ? [] : [`${open} rounds are open and their players know nothing of them`]),
      ...this.guests.flatMap((guest) => guest.broken),
    ];
  }

  private async untilTold(games: DataSource): Promise<void> {
    const wallet = await this.stack.database('wallet');
    const players = this.guests.map(({ playerId }) => playerId);
    const count = async (database: DataSource, where: string): Promise<number> => {
      const query = `SELECT count(*)::int AS count FROM ${where} AND player_id = ANY ($1::uuid[])`;
      return ((await database.query(query, [players])) as [{ count: number }])[0].count;
    };
    await until('the history has every round', async () => {
      const ended = await count(wallet, `journal WHERE kind IN ('round', 'settlement')`);
      return (await count(games, 'rounds WHERE true')) === ended;
    });
    await wallet.destroy();
  }

  /** Of every round that was asked for what became of it; undefined where nothing was played. */
  async finals(): Promise<Map<string, Round | undefined>> {
    const finals = new Map<string, Round | undefined>();
    await inTurns(this.guests, async (guest) => {
      for (const { roundId } of guest.deals) {
        const round = await this.roundOf(guest.playerId, roundId);
        finals.set(roundId, round);
        if (round) guest.compare(round);
      }
    });
    return finals;
  }

  /** What each guest has, in minor units; NaN if anything is still in play. */
  async balances(): Promise<Map<string, number>> {
    const balances = new Map<string, number>();
    await inTurns(this.guests, async ({ playerId }) => {
      const wallet = await answered(() => this.stack.bus.ask(readWallet, { playerId }));
      balances.set(playerId, wallet.inPlay.amount === 0 ? wallet.cash.amount : Number.NaN);
    });
    return balances;
  }

  async ledgerFaults(): Promise<string[]> {
    const wallet = await this.stack.database('wallet');
    const found = await checkLedger(wallet);
    await wallet.destroy();
    return found.map(({ check, fact }) => `${check}: ${fact}`);
  }

  /** By round. */
  async ledger(): Promise<Map<string, LedgerLine[]>> {
    const wallet = await this.stack.database('wallet');
    const rows = (await wallet.query(
      `SELECT coalesce(round_id, external_id) AS round, kind, coalesce(cash_out, 0) + coalesce(cash_in, 0) AS cash, recorded_at
         FROM journal WHERE player_id = ANY ($1::uuid[]) ORDER BY player_id, version`,
      [this.guests.map(({ playerId }) => playerId)],
    )) as { round: string; kind: string; cash: string; recorded_at: Date }[];
    await wallet.destroy();
    const lines = new Map<string, LedgerLine[]>();
    for (const { round, kind, cash: moved, recorded_at: at } of rows) {
      const line = { kind, cash: Number(moved), recordedAt: at.toISOString() };
      lines.set(round, [...(lines.get(round) ?? []), line]);
    }
    return lines;
  }

  /** Has every seed shown. @returns the proofs of rounds, and the salts of the seeds by their hash, in hex */
  async proofs(
    rounds: readonly Round[],
  ): Promise<{ proofs: Map<string, RoundProof>; salts: Map<string, string> }> {
    const { bus } = this.stack;
    await inTurns(this.guests, (guest) => this.retireSeeds(guest));
    const games = await this.stack.database('games');
    // They are shown a minute after they have drawn the last round.
    await games.query(
      `UPDATE seeds SET retired_at = retired_at - interval '2 minutes' WHERE retired_at IS NOT NULL`,
    );
    const rows = (await games.query(
      `SELECT encode(server_seed_hash, 'hex') AS hash, encode(salt, 'hex') AS salt FROM seeds`,
    )) as { hash: string; salt: string }[];
    await games.destroy();
    const players = new Map(
      this.guests.flatMap(({ playerId, deals }) => deals.map(({ roundId }) => [roundId, playerId] as const)),
    );
    const proofs = new Map<string, RoundProof>();
    await inTurns(rounds, async ({ roundId }) => {
      const request = { playerId: players.get(roundId) ?? '', roundId };
      proofs.set(roundId, await answered(() => bus.ask(readProof, request)));
    });
    return { proofs, salts: new Map(rows.map(({ hash, salt }) => [hash, salt])) };
  }

  /** A launch that had no answer in time may be carried out after the one that had: whoever sits there opens the game again. */
  private async retireSeeds(guest: HandGuest): Promise<void> {
    const { playerId } = guest;
    const renew = (): Promise<unknown> =>
      answered(() => this.stack.bus.ask(renewSeeds, { playerId, gameSessionId: guest.gameSessionId }));
    try {
      await renew();
    } catch (error) {
      if (!(error instanceof DomainError && error.code === 'session_closed')) throw error;
      await guest.open();
      await renew();
    }
  }

  async close(): Promise<void> {
    await this.stack.close();
    await this.proxy.close();
    await rm(this.folder, { recursive: true });
  }

  /** Waits until everybody may take a step. */
  private async ready(): Promise<void> {
    const waitMs = Math.max(...this.guests.map(({ readyAt }) => readyAt)) - Date.now();
    await pause(Math.min(Math.max(waitMs, 0), longestCycleMs));
  }

  /** @returns how many steps it was in the middle of */
  private async killAmong(point: string | undefined): Promise<number> {
    const ids = point === undefined ? undefined : await this.line.reached();
    if (!ids) await pause(this.random.below(stepMs));
    await this.games.kill();
    this.deaths += 1;
    return this.guests.filter((guest) => guest.wasCut(point ?? 'at any moment', ids)).length;
  }

  private async comeBack(seedKey: string): Promise<void> {
    this.line.pass();
    this.games = await startGames(this.stack, { folder: this.folder, seedKey, broker: this.proxy.url });
  }

  private async roundOf(playerId: string, roundId: string): Promise<Round | undefined> {
    try {
      return await answered(() => this.stack.bus.ask(readRound, { playerId, roundId }));
    } catch (error) {
      if (error instanceof DomainError && error.code === 'not_found') return undefined;
      throw error;
    }
  }
}

/** Rounds in which a step was begun and is not over, by nobody's fault but that of a process: none that waits for its player. */
async function begunIn(games: DataSource): Promise<string[]> {
  const rows = (await games.query(
    `SELECT round_id FROM decision_rounds WHERE state IN ('dealing', 'settling') OR state = 'open' AND pending IS NOT NULL`,
  )) as { round_id: string }[];
  return rows.map(({ round_id: id }) => id);
}

/** Waits for the end of what was begun in rounds, from now on. */
async function overOf(games: DataSource, rounds: readonly string[]): Promise<LeftRounds> {
  for (const back = performance.now(); ; await pause(100)) {
    const begun = new Set(await begunIn(games));
    const open = rounds.filter((id) => begun.has(id));
    const tookMs = performance.now() - back;
    if (open.length === 0) return { count: rounds.length, tookMs, broken: [] };
    if (tookMs > leftMs)
      return { count: rounds.length, tookMs, broken: open.map((id) => `round ${id} was left open`) };
  }
}

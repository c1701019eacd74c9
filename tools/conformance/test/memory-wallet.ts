import { createHash, createPublicKey, generateKeyPairSync, verify } from 'node:crypto';
import http from 'node:http';
import { type AddressInfo } from 'node:net';
import type { Credentials } from '../wallet/client.js';
import type { Bug } from './bugs.js';
import type { Player, World } from '../wallet/world.js';

type Members = Record<string, string | boolean | undefined>;

interface Entry {
  kind: string;
  state: 'pending' | 'accepted' | 'refused' | 'tombstone';
  print: string;
  status: string;
  amount: number;
  round: string;
  settled: boolean;
  back: boolean;
}

interface Account {
  cash: number;
  open: boolean;
  blocked: boolean;
  frozen: boolean;
  lossesLeft: number;
  stakesLeft: number;
}

const openRoundHours = 24;
const mostStake = 200_000;
const hourMs = 3_600_000;

const breath = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 3));

/** A wallet in memory that speaks our dialect well, but for the bug it is given. What the checks are checked by. */
export class MemoryWallet {
  private readonly pair = generateKeyPairSync('ed25519');
  private readonly accounts = new Map<string, Account>();
  private readonly sessions = new Map<string, string>();
  private readonly entries = new Map<string, Entry>();
  private readonly closed = new Map<string, boolean>();
  /** When a round was opened, by the clock of the world, in ms. */
  private readonly openedAt = new Map<string, number>();
  private readonly freeRounds = new Map<string, number>();
  /** The game of each round. */
  private readonly tables = new Map<string, string>();
  private readonly gamesOff = new Set<string>();
  private clock = 0;
  private readonly lanes = new Map<string, Promise<unknown>>();
  private readonly server = http.createServer((request, response) => void this.serve(request, response));
  /** Calls that came and are not answered: what they are, their id, whose they are, and whether anybody still listens. */
  private readonly inFlight = new Set<{
    operation: string;
    id: string;
    playerId: string;
    response: http.ServerResponse;
  }>();
  /** Of each jackpot, in millionths of a minor unit. */
  private readonly contributed = new Map<string, number>();
  /** What the last six calls were that move money. */
  private newest: string[] = [];
  private away = false;
  private accepted = 0;
  private calls = 0;

  constructor(private readonly bug?: Bug) {}

  async open(): Promise<{ credentials: Credentials; world: World }> {
    // None is closed for being idle: on a busy machine a call may come along it at that very moment.
    this.server.keepAliveTimeout = 0;
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    const { port } = this.server.address() as AddressInfo;
    const privateKey = this.pair.privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64');
    const credentials = { url: `http://127.0.0.1:${port}/studios/one`, keyId: '1', privateKey };
    const second = { credentials: { ...credentials, url: `http://127.0.0.1:${port}/studios/two` } };
    const account = ({ playerId }: Player): Account => this.accounts.get(playerId) as Account;
    return {
      credentials,
      world: {
        player: async (cash) => this.player(cash),
        tablePlayer: async (cash) => ({ ...this.player(cash), game: 'table' }),
        endSession: async (player) => void (account(player).open = false),
        block: async (player) => void (account(player).blocked = true),
        freeze: async (player) => void (account(player).frozen = true),
        switchGame: async (game, on) => void (on ? this.gamesOff.delete(game) : this.gamesOff.add(game)),
        mostStake,
        limitStakes: async (player, amount) => void (account(player).stakesLeft = amount),
        limitLosses: async (player, amount) => void (account(player).lossesLeft = amount),
        restart: () => this.restart(),
        passTime: async (player, ms) => this.passTime(player, ms),
        giveFreeRounds: async (player, rounds) => this.giveFreeRounds(player, rounds),
        contributedTo: async (jackpotId) => this.contributed.get(jackpotId) ?? 0,
        openRoundHours,
        kill: { wallet: () => this.kill() },
        second: { ...second, sit: async (player) => player },
        faults: async () => [],
      },
    };
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private player(cash: number): Player {
    const playerId = `player-${this.accounts.size}`;
    const session = `session-${this.accounts.size}`;
    const free = { open: true, blocked: false, frozen: false };
    const [lossesLeft, stakesLeft] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
    this.accounts.set(playerId, { cash, ...free, lossesLeft, stakesLeft });
    this.sessions.set(session, playerId);
    return { playerId, session, game: 'coin' };
  }

  private async restart(): Promise<void> {
    const before = this.accepted;
    // Calls that were sent already are to be under way.
    for (let turn = 0; turn < 500 && this.inFlight.size === 0; turn += 1) await breath();
    while (this.inFlight.size > 0 && this.accepted === before) await breath();
    this.away = true;
    await breath();
    if (this.bug === 'loses-the-last-of-six-wins' && this.newest.every((operation) => operation === 'win')) {
      const last = [...this.entries.values()].findLast(({ kind }) => kind === 'win');
      this.forget((entry) => entry === last);
    }
    if (this.bug === 'forgets-tombstones-at-restart') this.forget(({ state }) => state === 'tombstone');
    if (this.bug === 'loses-bets-at-restart')
      this.forget(({ kind, state }) => kind === 'bet' && state === 'accepted');
    this.away = false;
  }

  /** Its sessions last for ever. */
  private passTime(player: Player, ms: number): Player {
    if (this.bug === 'keeps-tombstones-for-a-day' && ms > 24 * 3_600_000)
      this.forget(({ state }) => state === 'tombstone');
    this.clock += ms;
    if (this.bug !== 'leaves-rounds-open') this.endOpenRounds();
    return player;
  }

  private giveFreeRounds({ playerId }: Player, rounds: number): string {
    const id = `free-${this.freeRounds.size}`;
    this.freeRounds.set(`${playerId} ${id}`, rounds);
    return id;
  }

  /** Those that have paid nothing are void. */
  private endOpenRounds(): void {
    for (const [round, over] of this.closed) {
      if (over || this.clock - (this.openedAt.get(round) ?? 0) < openRoundHours * hourMs) continue;
      this.closed.set(round, true);
      const bets = [...this.entries.values()].filter(
        ({ kind, state, back, round: of }) => kind === 'bet' && state === 'accepted' && !back && of === round,
      );
      const account = this.accounts.get(round.split(' ')[1] ?? '');
      if (!account || bets.some(({ settled }) => settled)) continue;
      for (const bet of bets) {
        bet.back = true;
        account.cash += bet.amount;
      }
    }
  }

  /** What was answered last was not yet written. */
  private async kill(): Promise<void> {
    await this.restart();
    const newest = [...this.entries.values()].slice(-3);
    if (this.bug === 'answers-before-it-writes') this.forget((entry) => newest.includes(entry));
  }

  private forget(which: (entry: Entry) => boolean): void {
    for (const [key, entry] of this.entries) if (which(entry)) this.entries.delete(key);
  }

  private async serve(request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
    let gone = false;
    response.on('close', () => (gone = !response.writableFinished));
    const chunks: Buffer[] = [];
    try {
      for await (const chunk of request) chunks.push(chunk as Buffer);
    } catch {
      gone = true;
    }
    if (this.away) return void response.writeHead(503).end('away');
    const body = Buffer.concat(chunks);
    const path = request.url ?? '';
    this.calls += 1;
    const signed = this.isSigned(path, String(request.headers['croupier-signature'] ?? ''), body);
    const answer = signed
      ? await this.answer(path, body.toString('utf8'), response)
      : { status: 'bad_signature' };
    if (this.bug === 'undoes-what-nobody-heard') {
      await pause();
      if (gone && body.length > 0) this.undo(path, JSON.parse(body.toString('utf8')) as Members);
    }
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
  }

  private isSigned(path: string, header: string, body: Buffer): boolean {
    const [, t = '', id = '', signature = ''] = /^key=1,t=(\d+),id=([^,]+),v1=(.+)$/.exec(header) ?? [];
    const text = this.bug === 'signs-loosely' ? body.toString('utf8').replaceAll(', ', ',') : body;
    const digest = createHash('sha256').update(text).digest('hex');
    const signedText = Buffer.from(['POST', path, t, id, digest].join('\n'));
    if (Math.abs(Date.now() / 1000 - Number(t)) > 300) return false;
    return verify(null, signedText, createPublicKey(this.pair.privateKey), Buffer.from(signature, 'base64'));
  }

  private async answer(path: string, text: string, response: http.ServerResponse): Promise<object> {
    const members = JSON.parse(text) as Members;
    const [, , studio = '', operation = ''] = path.split('/');
    if (this.bug === 'stumbles-under-load' && this.lanes.size > 1 && this.calls % 3 === 0)
      return { status: 'retry' };
    if (operation === 'transactions') return this.feed(studio, members['cursor']);
    const playerId = String(members['playerId'] ?? this.sessions.get(String(members['session'])));
    if (operation === 'open-rounds') {
      const rounds = [...this.closed].filter(
        ([key, over]) => key.startsWith(`${studio} ${playerId} `) && !over,
      );
      return { status: 'ok', data: rounds.map(([key]) => ({ round: key.split(' ')[2] })) };
    }
    if (operation === 'rollback' && this.bug === 'misses-bets-under-way') {
      const under = [...this.inFlight].some(
        ({ id, response: heard }) => id === members['betId'] && !heard.destroyed,
      );
      if (under) return { status: 'ok', balance: { total: String(this.accounts.get(playerId)?.cash) } };
    }
    const mine = { operation, id: String(members['id']), playerId, response };
    if (members['id'] !== undefined) {
      this.inFlight.add(mine);
      this.newest = [...this.newest, operation].slice(-6);
    }
    const statuses = await this.inTurn(playerId, () => this.carryOut(studio, operation, playerId, members));
    this.inFlight.delete(mine);
    const status = statuses.find((one) => one !== 'ok') ?? 'ok';
    const total = String(this.accounts.get(playerId)?.cash ?? 0);
    return { status, balance: { total }, transactions: statuses.map((one) => ({ status: one })) };
  }

  /** One call of a player after the other, as a lock on the account has it. */
  private async inTurn<Result>(playerId: string, work: () => Promise<Result>): Promise<Result> {
    const before = this.lanes.get(playerId) ?? Promise.resolve();
    const mine = before.then(work, work);
    this.lanes.set(playerId, mine);
    const result = await mine;
    if (this.lanes.get(playerId) === mine) this.lanes.delete(playerId);
    return result;
  }

  private async carryOut(
    studio: string,
    operation: string,
    playerId: string,
    members: Members,
  ): Promise<string[]> {
    const account = this.accounts.get(playerId) as Account;
    if (operation === 'balance') return [];
    const round = `${studio} ${playerId} ${String(members['round'])}`;
    if (operation === 'end-round') {
      if (this.closed.has(round)) this.closed.set(round, true);
      return ['ok'];
    }
    if (operation !== 'play') return [await this.act(studio, operation, account, { ...members, playerId })];
    const kept = {
      cash: account.cash,
      entries: new Map([...this.entries].map(([key, entry]) => [key, { ...entry }])),
    };
    const statuses: string[] = [];
    const actions = members['actions'] as unknown as Record<string, string>[];
    const placed = actions.filter(({ betId }) => this.entries.has(`${studio} ${String(betId)}`));
    const partly = placed.length > 0 && placed.length < actions.length;
    if (this.bug === 'takes-lists-back-if-all-are-known' && partly && actions[0]?.['kind'] === 'rollback')
      for (const action of placed) action['betId'] = `${String(action['betId'])}-none`;
    // Backwards, a win pays for the bet that it comes with.
    if (this.bug === 'pays-for-the-bet') account.cash += sumOf(actions, 'win');
    for (const action of actions)
      statuses.push(
        await this.act(studio, String(action['kind']), account, { ...members, ...action, playerId }, true),
      );
    if (this.bug === 'pays-for-the-bet') account.cash -= sumOf(actions, 'win');
    if (statuses.every((status) => status === 'ok') || actions.every(({ kind }) => kind === 'rollback'))
      return statuses;
    account.cash = kept.cash;
    this.entries.clear();
    for (const [key, entry] of kept.entries) this.entries.set(key, entry);
    return statuses;
  }

  private async act(
    studio: string,
    kind: string,
    account: Account,
    members: Members,
    listed = false,
  ): Promise<string> {
    const key = (id: unknown): string =>
      `${studio} ${this.bug === 'cuts-ids' ? String(id).slice(0, 100) : String(id)}`;
    const amount = Number(members['amount'] ?? 0);
    const free = members['freeRoundsId'] !== undefined;
    const round = `${studio} ${String(members['playerId'])} ${String(members['round'])}`;
    if (kind === 'reverse-win') return this.reverse(key, members, account);
    if (kind === 'adjustment') return this.adjust(key, round, members, account);
    if (kind !== 'rollback' && !this.isAmount(members['amount'], kind === 'bet' && !free)) return 'malformed';
    if (members['currency'] !== 'GBP' && this.bug !== 'takes-any-currency') return 'wrong_currency';
    const game = kind === 'bet' && this.bug !== 'forgets-which-game' ? members['game'] : undefined;
    const betId = kind === 'win' && this.bug === 'forgets-which-bet' ? undefined : members['betId'];
    const named = kind === 'rollback' ? [members['betId']] : [amount, members['round'], betId, free, game];
    const print = JSON.stringify([kind, members['playerId'], members['currency'], ...named]);
    const known = this.entries.get(key(members['id']));
    const isBuried = known?.state === 'tombstone';
    const isForgotten = isBuried && known.kind === 'win' && this.bug === 'pays-what-was-taken-back';
    if (isBuried && !isForgotten) return known.status;
    if (known && !isForgotten) {
      const lax = this.bug === 'knows-ids-alone' && known.kind === kind && !kind.endsWith('-win');
      if (known.print !== print && !lax) return 'conflict';
      const copies = [...this.inFlight].filter(
        ({ id, response }) => id === members['id'] && !response.destroyed,
      );
      if (this.bug === 'debits-copies' && copies.length > 4) account.cash -= amount;
      if (kind.endsWith('-win') && this.bug === 'pays-promotions-twice') account.cash += amount;
      if (this.bug === 'counts-contributions-again') this.contribute(members, account);
      if (known.back) return known.kind === 'win' ? 'reversed' : 'rolled_back';
      return known.status;
    }
    const entry: Entry = {
      kind,
      print,
      amount,
      round,
      state: 'pending',
      status: 'ok',
      settled: false,
      back: false,
    };
    if (kind === 'rollback') return this.rollBack(key, members, entry, account);
    const bet = this.entries.get(key(members['betId']));
    if (kind === 'bet') return this.bet(key(members['id']), entry, account, members, free);
    if (kind === 'win') {
      const refusal = this.refusalOfWin(bet, account, members, listed);
      if (refusal) return refusal;
      if (bet) bet.settled = true;
      if (this.bug === 'lets-wins-be-staked') account.stakesLeft += amount;
      if (members['roundClosed'] === true) this.closed.set(round, true);
    }
    account.cash += amount;
    this.accepted += 1;
    this.entries.set(key(members['id']), { ...entry, state: 'accepted' });
    return 'ok';
  }

  private async bet(
    key: string,
    entry: Entry,
    account: Account,
    members: Members,
    free: boolean,
  ): Promise<string> {
    if (this.sessions.get(String(members['session'])) === undefined || !account.open) return 'bad_token';
    if (account.blocked || account.frozen) return 'blocked';
    if (this.gamesOff.has(String(members['game']))) return 'unknown_game';
    const { amount, round } = entry;
    const others = [...this.inFlight].filter(({ playerId }) => playerId === members['playerId']).length;
    const refusal =
      this.closed.get(round) === true
        ? 'round_closed'
        : account.cash < amount && !(this.bug === 'overdraws' && others > 2)
          ? 'insufficient'
          : this.isAboveLimits(account, amount)
            ? 'limit'
            : undefined;
    if (free && !refusal && !this.takeFreeRound(members)) return 'free_rounds_spent';
    // Bugs that are a race show where others come in between.
    const slow = this.bug === 'misses-bets-under-way' || this.bug === 'debits-copies';
    await (slow ? pause() : breath());
    entry.state = refusal ? 'refused' : 'accepted';
    entry.status = refusal ?? 'ok';
    this.entries.set(key, entry);
    if (refusal) return refusal;
    this.accepted += 1;
    this.contribute(members, account);
    account.cash -= this.bug === 'counts-in-sixteen-bits' ? amount % 65_536 : amount;
    account.lossesLeft -= amount;
    account.stakesLeft -= amount;
    if (this.bug === 'loses-a-penny' && amount === 200) account.cash -= 1;
    if (this.bug === 'loses-a-penny-under-load' && this.lanes.size > 4 && amount === 1) account.cash -= 1;
    this.tables.set(round, String(members['game']));
    if (!this.closed.has(round) && !free) {
      this.closed.set(round, false);
      this.openedAt.set(round, this.clock);
    }
    return 'ok';
  }

  private contribute({ jackpotId, jackpotContribution: part }: Members, account: Account): void {
    if (part === undefined) return;
    const millionths = Math.round(Number(part) * 1e6);
    const counted = this.bug === 'rounds-contributions' ? Math.round(millionths / 1e6) * 1e6 : millionths;
    const before = this.contributed.get(String(jackpotId)) ?? 0;
    this.contributed.set(String(jackpotId), before + counted);
    if (this.bug === 'charges-contributions') account.cash -= Math.ceil(millionths / 1e6);
  }

  private isAboveLimits({ lossesLeft, stakesLeft }: Account, amount: number): boolean {
    if (amount > mostStake && this.bug !== 'knows-no-maximum') return true;
    return lossesLeft < amount || stakesLeft < amount;
  }

  private takeFreeRound(members: Members): boolean {
    const key = `${String(members['playerId'])} ${String(members['freeRoundsId'])}`;
    const left = this.freeRounds.get(key) ?? 0;
    if (left === 0) return false;
    if (this.bug !== 'gives-free-rounds-without-end') this.freeRounds.set(key, left - 1);
    return true;
  }

  private rollBack(key: (id: unknown) => string, members: Members, entry: Entry, account: Account): string {
    const bet = this.entries.get(key(members['betId']));
    if (bet?.settled && this.bug !== 'returns-what-has-won') return 'settled';
    this.accepted += 1;
    this.entries.set(key(members['id']), { ...entry, state: 'accepted' });
    if (!bet) {
      const tombstone = { ...entry, kind: 'bet', state: 'tombstone' as const, status: 'rolled_back' };
      this.entries.set(key(members['betId']), tombstone);
    } else if (!bet.back && bet.state === 'accepted') {
      bet.back = true;
      const named =
        this.bug === 'returns-what-is-named' ? Number(members['amount'] ?? bet.amount) : bet.amount;
      account.cash += named;
      account.lossesLeft += bet.amount;
      account.stakesLeft += bet.amount;
    }
    return 'ok';
  }

  private adjust(key: (id: unknown) => string, round: string, members: Members, account: Account): string {
    const text = String(members['amount']);
    const amount = Number(this.bug === 'knows-no-sign' ? text.replace('-', '') : text);
    if (amount === 0) return 'malformed';
    const { playerId, betId } = members;
    const print = JSON.stringify(['adjustment', playerId, round, betId, amount]);
    const known = this.entries.get(key(members['id']));
    if (known && known.print !== print) return 'conflict';
    if (known && this.bug !== 'adjusts-again') return known.status;
    const game = this.tables.get(round);
    if (game === undefined) return 'bet_unknown';
    if (game !== 'table' && this.bug !== 'adjusts-any-game') return 'not_a_table';
    if (account.cash + amount < 0 && this.bug !== 'takes-more-than-there-is') return 'insufficient';
    this.accepted += 1;
    account.cash += amount;
    const entry = { print, amount, round, settled: false, back: false };
    this.entries.set(key(members['id']), { ...entry, kind: 'adjustment', state: 'accepted', status: 'ok' });
    return 'ok';
  }

  private reverse(key: (id: unknown) => string, members: Members, account: Account): string {
    const print = JSON.stringify(['reverse-win', members['playerId'], members['winId']]);
    const known = this.entries.get(key(members['id']));
    if (known && known.print !== print) return 'conflict';
    const twice = this.bug === 'takes-wins-back-twice';
    if (known && !twice) return known.status;
    const win = this.entries.get(key(members['winId']));
    const isWin = win?.kind === 'win' || (this.bug === 'takes-bets-for-wins' && win?.kind === 'bet');
    if (win && !isWin) return 'conflict';
    const covered = account.cash >= (win?.amount ?? 0) || this.bug === 'takes-back-what-is-not-there';
    if (win && win.state === 'accepted' && (!win.back || twice) && !covered) return 'insufficient';
    this.accepted += 1;
    const entry = { print, amount: 0, round: '', settled: false, back: false };
    this.entries.set(key(members['id']), { ...entry, kind: 'reverse-win', state: 'accepted', status: 'ok' });
    if (!win) {
      const tombstone = { ...entry, kind: 'win', state: 'tombstone' as const, status: 'reversed' };
      this.entries.set(key(members['winId']), tombstone);
    } else if (win.state === 'accepted' && (!win.back || twice)) {
      win.back = true;
      account.cash -= win.amount;
    }
    return 'ok';
  }

  private refusalOfWin(
    bet: Entry | undefined,
    account: Account,
    members: Members,
    listed: boolean,
  ): string | undefined {
    if (this.bug === 'settles-in-sessions-only' && !account.open) return 'bad_token';
    if (this.bug === 'settles-no-frozen-account' && account.frozen) return 'blocked';
    if (this.bug === 'settles-games-that-are-on' && this.gamesOff.size > 0) return 'unknown_game';
    if (this.bug === 'limits-wins' && account.lossesLeft < 100) return 'limit';
    if (bet?.back || bet?.state === 'tombstone') return 'rolled_back';
    const unknown = bet === undefined || bet.state === 'refused';
    return unknown && (this.bug !== 'pays-without-a-bet' || listed) && members['amount'] !== undefined
      ? 'bet_unknown'
      : undefined;
  }

  private isAmount(value: unknown, positive: boolean): boolean {
    if (this.bug === 'takes-any-number' && Number(value) > 0 && Number(value) < 100) return true;
    if (typeof value !== 'string' || !/^\d{1,15}$/.test(value)) return false;
    return !positive || Number(value) > 0;
  }

  /** As if a connection that is closed were a request that was not meant. */
  private undo(path: string, members: Members): void {
    const entry = this.entries.get(`${path.split('/')[2] ?? ''} ${String(members['id'])}`);
    const account = this.accounts.get(String(members['playerId']));
    if (entry?.kind !== 'bet' || entry.state !== 'accepted' || !account) return;
    entry.state = 'refused';
    entry.status = 'insufficient';
    account.cash += entry.amount;
  }

  private feed(studio: string, cursor: unknown): object {
    const own = [...this.entries].filter(([key]) => key.startsWith(`${studio} `));
    const rows = own
      .map(([key, { state }]) => ({ id: key.slice(studio.length + 1), state }))
      .slice(Number(cursor ?? 0))
      .filter(({ state }) => this.bug !== 'hides-tombstones' || state !== 'tombstone');
    return { status: 'ok', data: rows, next: String(own.length) };
  }
}

function sumOf(actions: readonly Record<string, string>[], kind: string): number {
  return actions
    .filter((action) => action['kind'] === kind)
    .reduce((sum, { amount }) => sum + Number(amount), 0);
}

import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { TrialBalance, WalletTransaction, WalletView, Withdrawal } from '@croupier/contracts';
import { Money } from '@croupier/kernel';
import { type Account, accountOf, type Check, checksOf, type Seen } from './account.js';
import { ApiFault, Client, until } from './client.js';
import { type Visit, visitFloor } from './floor.js';
import { findSandbox, Outside } from './outside.js';
import { type Launched, launch, notDerived, playRounds } from './play.js';
import { newCredentials, Player } from './player.js';
import { readStatement } from './statement.js';
import { StreamWatcher } from './stream.js';

export interface EveningOptions {
  /** Base URL of the gateway. */
  base: string;
  /** Base URL of the sandbox; asked of the gateway when left out. */
  sandbox?: string;
  /** Moves the player's clock instead of waiting, and plays 200 rounds instead of 20. */
  fast?: boolean;
  /** Also the rest of the floor: a bonus, a live table, an offer, a limit, and a self-exclusion at the end. */
  floor?: boolean;
  /** How many rounds, if not those. */
  rounds?: number;
  /** Hears one readable line per step. */
  line?: (text: string) => void;
}

export interface EveningStep {
  name: string;
  fact: string;
  ms: number;
}

/** What happened, and whether every penny is where it belongs. Amounts are minor units of `currency`. */
export interface EveningReport {
  ok: boolean;
  base: string;
  playerId: string;
  currency: string;
  rounds: number;
  tookMs: number;
  account: Account;
  stream: { messages: number; transactions: number; rereads: number };
  checks: Check[];
  steps: EveningStep[];
}

/** A step that could not be taken. */
export class EveningFault extends Error {
  override readonly name = 'EveningFault';

  constructor(
    readonly step: string,
    cause: unknown,
  ) {
    super(`${step}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
  }
}

const depositMinor = 5000;
const smallestWithdrawalMinor = 1000;
const refusalWaitMs = 5000;

/**
 * One person's evening over HTTP, from registration to sign-out.
 * @throws EveningFault if a step fails; a report with `ok: false` if all went through and something does not agree.
 */
export async function playEvening(options: EveningOptions): Promise<EveningReport> {
  const evening = new Evening(options);
  try {
    return await evening.run();
  } finally {
    evening.end();
  }
}

class Evening {
  private readonly client: Client;
  private readonly startedAt = performance.now();
  private readonly steps: EveningStep[] = [];
  private readonly roundCount: number;
  private stream: StreamWatcher | undefined;

  constructor(private readonly options: EveningOptions) {
    this.client = new Client(options.base);
    this.roundCount = options.rounds ?? (options.fast ? 200 : 20);
  }

  async run(): Promise<EveningReport> {
    const player = await this.arrive();
    const deposited = await this.payIn(player);
    const playerId = player.tokens?.playerId ?? '';
    const launched = await this.step('open a game', async () => {
      const launched = await launch(this.client, { cash: deposited, rounds: this.roundCount });
      return [launched, `${launched.game.name}, RTP ${launched.game.returnToPlayer.ratio}`];
    });
    const rounds = await this.playRounds(launched, player);
    const withdrawn = await this.payOut();
    await this.step('refresh the session', async () => {
      const before = player.tokens?.accessToken;
      const { accessToken } = await player.refresh();
      return [undefined, accessToken === before ? 'the same access token' : 'a new access token'];
    });
    const { wallet, statement } = await this.readStatement();
    const trialBalance = await this.step('trial balance', async () => {
      const balance = await this.client.insist<TrialBalance>('GET', '/sandbox/trial-balance');
      return [balance, `${balance.lines.length} accounts`];
    });
    const stream = {
      versions: [...(this.stream?.versions ?? [])],
      rereads: this.stream?.rereads ?? 0,
    };
    const floor = this.options.floor ? await this.visit(player, launched) : [];
    const statusAfterSignOut = await this.signOut();
    const seen: Seen = {
      currency: wallet.cash.currency,
      deposited,
      withdrawn,
      rounds,
      statement,
      wallet,
      trialBalance,
      stream,
      notDerived: notDerived(launched, rounds),
      statusAfterSignOut,
    };
    return this.report(playerId, seen, floor);
  }

  private visit(player: Player, launched: Launched): Promise<Check[]> {
    const { client, options } = this;
    const step: Visit['step'] = (name, work) => this.step(name, work);
    return visitFloor({ client, player, launched, fast: options.fast ?? false, step });
  }

  end(): void {
    this.stream?.close();
  }

  private async arrive(): Promise<Player> {
    const outside = await this.step('find the platform', async () => {
      await this.client.call('GET', '/health/live');
      const sandbox = this.options.sandbox ?? (await findSandbox(this.options.base));
      return [new Outside(sandbox), `${this.options.base}, sandbox ${sandbox}`];
    });
    const player = new Player(this.client, outside, newCredentials('demo'));
    const { email } = player.credentials;
    const registrationId = await this.step('register', async () => [await player.register(), email]);
    const code = await this.step('read the e-mail', async () => {
      const code = await outside.confirmationCode(email);
      return [code, `code ${code}`];
    });
    await this.step('confirm', async () => {
      const playerId = await player.confirm(registrationId, code);
      return [playerId, `player ${playerId}`];
    });
    const { accessToken } = await this.step('sign in', async () => {
      const tokens = await player.signIn();
      return [tokens, `for ${tokens.expiresInSeconds} s`];
    });
    this.stream = await this.step('open the stream', async () => [
      await StreamWatcher.open(this.options.base, accessToken),
      '/v1/stream',
    ]);
    await this.step('verify age and identity', async () => [await player.verify(), 'passed']);
    return player;
  }

  private async payIn(player: Player): Promise<number> {
    await this.step('decide on a deposit limit', async () => {
      const { depositPrompt } = await player.declineDepositLimit();
      return [undefined, `none wanted, ${depositPrompt ?? 'not asked'}`];
    });
    const { amount } = await this.step('deposit by card', async () => {
      const deposit = await player.deposit(depositMinor, randomUUID());
      return [deposit.amount, `${Money.from(deposit.amount).toString()} credited`];
    });
    await this.step('look at the wallet', async () => {
      const { cash } = await this.wallet();
      if (cash.amount !== amount) throw new Error(`it holds ${cash.amount}, not the ${amount} paid in`);
      return [undefined, Money.from(cash).toString()];
    });
    return amount;
  }

  private playRounds(launched: Launched, player: Player): ReturnType<typeof playRounds> {
    return this.step('play', async () => {
      const rounds = await playRounds(this.client, launched, {
        rounds: this.roundCount,
        playerId: player.tokens?.playerId ?? '',
        outside: this.options.fast ? player.outside : undefined,
        onRound: (played) => {
          if (played % Math.ceil(this.roundCount / 4) === 0 && played < this.roundCount)
            this.say(`${played} of ${this.roundCount} rounds`, '…');
        },
      });
      const won = rounds.filter(({ netWin }) => netWin.amount > 0).length;
      return [rounds, `${rounds.length} rounds, ${won} won, balance ${rounds.at(-1)?.balance.amount ?? 0}`];
    });
  }

  /** Whole pounds: the pence of an amount are the sandbox bank's script of faults. */
  private payOut(): Promise<number> {
    return this.step('withdraw half to the bank', async () => {
      const { cash } = await this.wallet();
      const amount = Math.floor(cash.amount / 200) * 100;
      if (amount < smallestWithdrawalMinor) return [0, `nothing: ${cash.amount} is too little`];
      const { withdrawalId } = await this.client.insist<Withdrawal>('POST', '/v1/withdrawals', {
        idempotencyKey: randomUUID(),
        body: { amount: { amount, currency: cash.currency }, method: 'bank' },
      });
      await until('the withdrawal is paid', async () => {
        const path = `/v1/withdrawals/${withdrawalId}`;
        const { status, failureReason } = await this.client.insist<Withdrawal>('GET', path);
        if (status === 'failed' || status === 'refused')
          throw new Error(`the withdrawal ended ${status}: ${failureReason ?? 'no reason given'}`);
        return status === 'paid' ? status : undefined;
      });
      return [amount, `${Money.of(amount, cash.currency).toString()} paid`];
    });
  }

  private readStatement(): Promise<{ wallet: WalletView; statement: WalletTransaction[] }> {
    return this.step('read the statement', async () => {
      const newestFirst = await readStatement(this.client);
      const wallet = await this.wallet();
      // What the stream still owes arrives within moments; what does not shows in the account.
      await until(
        'the stream is at the end',
        () => ((this.stream?.versions.at(-1)?.version ?? 0) >= wallet.version ? true : undefined),
        5000,
      ).catch(() => undefined);
      return [{ wallet, statement: newestFirst.toReversed() }, `${newestFirst.length} lines`];
    });
  }

  /** @returns the status of a request with the token that was signed out: 401 as soon as it is that. */
  private signOut(): Promise<number> {
    return this.step('sign out', async () => {
      await this.client.insist('DELETE', '/v1/sessions/current');
      const end = performance.now() + refusalWaitMs;
      let status = await this.statusOfWallet();
      while (status !== 401 && performance.now() < end) {
        await pause(100);
        status = await this.statusOfWallet();
      }
      return [status, `a request with the old token is answered ${status}`];
    });
  }

  private async statusOfWallet(): Promise<number> {
    try {
      await this.client.call('GET', '/v1/wallet');
      return 200;
    } catch (error) {
      if (error instanceof ApiFault) return error.status;
      throw error;
    }
  }

  private wallet(): Promise<WalletView> {
    return this.client.insist<WalletView>('GET', '/v1/wallet');
  }

  private async step<Result>(name: string, work: () => Promise<[Result, string]>): Promise<Result> {
    const startedAt = performance.now();
    try {
      const [result, fact] = await work();
      this.steps.push({ name, fact, ms: Math.round(performance.now() - startedAt) });
      this.say(`${name.padEnd(26)} ${fact}`);
      return result;
    } catch (error) {
      throw new EveningFault(name, error);
    }
  }

  private say(text: string, mark = '✓'): void {
    const seconds = ((performance.now() - this.startedAt) / 1000).toFixed(1);
    this.options.line?.(`${seconds.padStart(6)} s  ${mark} ${text}`);
  }

  private report(playerId: string, seen: Seen, floor: Check[]): EveningReport {
    const checks = [...checksOf(seen), ...floor];
    return {
      ok: checks.every(({ ok }) => ok),
      base: this.options.base,
      playerId,
      currency: seen.currency,
      rounds: seen.rounds.length,
      tookMs: Math.round(performance.now() - this.startedAt),
      account: accountOf(seen),
      stream: {
        messages: this.stream?.messages.length ?? 0,
        transactions: seen.stream.versions.length,
        rereads: seen.stream.rereads,
      },
      checks,
      steps: this.steps,
    };
  }
}

import { type Command, type PotRound, otherSession, session } from './commands.js';
import { judge } from './judge.js';
import { type Move, type Of, table } from './moves.js';
import { touched } from './pots.js';
import { type Answer, count, counterOf, dateOf, type Line, presentDay, type State } from './state.js';

/** What the wallet must answer: what was posted, or the code of a refusal. */
export type Expected =
  { posted: Answer; replayed: boolean } | { refused: string; retryAfterMs?: number } | { done: string };

const rounds = new Set<Command['do']>(['round', 'pot-round', 'drop-round']);
const plays = new Set<Command['do']>([...rounds, 'free-round', 'stake', 'grant', 'grant-rounds']);
/** What else nobody does with an account that is looked into. */
const ofFreedom = new Set<Command['do']>(['convert', 'hold', 'transfer']);

/** Carries one command out on the model. Written from docs/wallet.md, not from the ledger's SQL. */
export function apply(state: State, command: Command): Expected {
  if (command.do === 'controls') return setControls(state, command);
  if (command.do === 'reserve') return { done: reserve(state, command) };
  if (command.do === 'cancel') return cancel(state, command);
  if (command.do === 'freeze' || command.do === 'thaw') return freeze(state, command.do === 'freeze');
  if (command.do === 'launch') return launch(state, command);
  if (command.do === 'pot-round' || command.do === 'drop-round') touched(state);
  if (!state.opened) return { refused: 'no_account' };
  if (command.do === 'stake' && state.known.has(`rollback of stake ${command.id}`))
    return { refused: 'stake_rolled_back' };
  const { key, intent } = identityOf(command);
  const known = state.known.get(key);
  if (known)
    return known.intent === intent
      ? { posted: known.answer, replayed: true }
      : { refused: 'idempotency_key_reused' };
  if (plays.has(command.do) && isBlocked(state, 'play', command.at)) return { refused: 'play_blocked' };
  if (state.frozen && (plays.has(command.do) || ofFreedom.has(command.do)))
    return { refused: 'account_frozen' };
  if (begins(state, command) && (state.launched?.session ?? session) !== session)
    return { refused: 'session_closed' };
  const judged = judge(state, command);
  if (judged === 'round_too_soon' && 'cycleMs' in command)
    return { refused: judged, retryAfterMs: (state.lastRoundAt ?? 0) - command.at + command.cycleMs };
  if (typeof judged === 'string') return { refused: judged };
  const refusal = isBet(command) ? passesLimit(state, command) : undefined;
  if (refusal !== undefined) return { refused: refusal };
  const answer = post(state, command, judged);
  state.known.set(key, { intent, answer, line: state.journal.at(-1) ?? {}, kind: command.do });
  if (judged.pot?.win) payPot(state, answer, judged.pot.win);
  return { posted: answer, replayed: false };
}

/** The key of a command, and what a repeat must bring again: all but the payout of an instant round. */
export function identityOf(command: Command): {
  key: string;
  source: string;
  external: string;
  intent: string;
} {
  const { at: _at, rehearsed: _rehearsed, ...rest } = command;
  const instant = rounds.has(command.do) || command.do === 'free-round';
  const intent = JSON.stringify({
    ...rest,
    ...(instant ? { payout: undefined, cycleMs: undefined, jackpot: undefined } : {}),
    ...(rounds.has(command.do) ? { ...withoutPot, do: 'round' } : {}),
  });
  const source = sources[command.do];
  const external = externalOf(command, source);
  return { key: `${source} of ${external}`, source, external, intent };
}

/** What a round brings of the pot is no part of what a repeat must bring. */
const withoutPot = { contribution: undefined, wins: undefined, cyclesOn: undefined, above: undefined };

/** What the command is about has a name of its own, which other commands may bear, too. */
function externalOf(command: Command, source: string): string {
  if (command.do === 'rollback') return `stake ${command.id}`;
  if (command.do === 'reverse') return `${command.of} ${command.id}`;
  if ('id' in command) return `${source} ${command.id}`;
  if ('award' in command) return `award ${command.award}`;
  return 'round' in command ? `round ${command.round}` : '';
}

const sources: Record<Command['do'], string> = {
  ...{ deposit: 'deposit', hold: 'withdrawal_hold', commit: 'withdrawal_end', release: 'withdrawal_end' },
  ...{ 'pot-round': 'round', 'drop-round': 'round' },
  ...{ round: 'round', 'free-round': 'round', stake: 'stake', settle: 'round_end', void: 'round_end' },
  ...{ grant: 'award', 'grant-rounds': 'award', convert: 'award_end', forfeit: 'award_end' },
  ...{ payout: 'payout', rollback: 'rollback', promo: 'win', jackpot: 'win', adjust: 'adjustment' },
  ...{ transfer: 'transfer', reverse: 'reversal', reserve: '', cancel: '', controls: '' },
  ...{ freeze: '', thaw: '', launch: '' },
};

type PlayedAtOnce = Of<'round'> | Extract<Command, PotRound>;
type Bet = PlayedAtOnce | Of<'stake'>;

function isRound(command: Command): command is PlayedAtOnce {
  return rounds.has(command.do);
}

function isBet(command: Command): command is Bet {
  return isRound(command) || command.do === 'stake';
}

function passesLimit(state: State, { stake: amount, at }: Bet): string | undefined {
  const day = presentDay(state, at);
  const passes = (kind: 'stake' | 'loss'): boolean =>
    state.limits.some((limit) => {
      if (limit.kind !== kind) return false;
      const { staked, paidOut } = counterOf(state, limit.period, day);
      return staked - (kind === 'loss' ? paidOut : 0) + amount > limit.amount;
    });
  if (passes('stake')) return 'stake_limit_reached';
  return passes('loss') ? 'loss_limit_reached' : undefined;
}

function post(state: State, command: Command, move: Move): Answer {
  const { takenCash = 0, takenBonus = 0, givenCash = 0, givenBonus = 0, intoPlay = 0, withheld = 0 } = move;
  const { stakes = 0, pays = 0, bonusCost = 0, clearing = 0, stakeFromBonus = 0 } = move;
  const { jackpot = 0, funding = 0, adjusted = 0 } = move;
  count(state, isBet(command) ? presentDay(state, command.at) : dateOf(move.countedAt ?? command.at), move);
  state.cash += givenCash - takenCash;
  state.bonus += givenBonus - takenBonus;
  state.inPlay += intoPlay;
  state.withdrawing += withheld;
  state.version += 1;
  const isPlayed = move.line !== undefined && 'game_session_id' in move.line;
  if (isPlayed) state.sessionNet = (state.sessionNet ?? 0) + givenCash + givenBonus - takenCash - takenBonus;
  const { source, external } = identityOf(command);
  const isTransfer = ['deposit', 'hold', 'commit', 'release'].includes(command.do);
  const provider: Line = isTransfer && clearing !== 0 ? { provider: 'x' } : {};
  const entries = {
    ...{ cash_out: -takenCash, cash_in: givenCash, bonus_out: -takenBonus, bonus_in: givenBonus },
    ...{
      in_play: intoPlay,
      withdrawing: withheld,
      revenue_in: stakes,
      revenue_out: -pays,
      bonus_cost: bonusCost,
      clearing,
      jackpot: jackpot + funding,
      jackpot_funding: -funding,
      adjustments: adjusted,
    },
  };
  state.journal.push({
    ...Object.fromEntries(Object.entries(entries).filter(([, amount]) => amount !== 0)),
    ...{
      source,
      external_id: external,
      version: state.version,
      stake_from_bonus: stakeFromBonus,
      ...provider,
    },
    ...{
      cash_after: state.cash,
      bonus_after: state.bonus,
      in_play_after: state.inPlay,
      withdrawing_after: state.withdrawing,
    },
    ...move.line,
  });
  move.after?.();
  const kind = command.do;
  const ended = rounds.has(kind) || kind === 'free-round' || kind === 'settle' || kind === 'payout';
  return {
    ...{ balance: state.cash, bonus: state.bonus, version: state.version, stakeFromBonus },
    stake: kind === 'stake' || kind === 'rollback' ? Math.abs(intoPlay) : stakes,
    payout: ended ? pays : 0,
    payoutToBonus: ended || kind === 'void' || kind === 'rollback' ? givenBonus : 0,
    bonusChange: givenBonus - takenBonus,
    outcome: { ...outcomeOf(command), ...(move.pot ? { pot: move.pot.told } : {}) },
    ...(isPlayed && state.sessionNet !== undefined ? { sessionNet: state.sessionNet } : {}),
  };
}

/** A transaction of its own, of the same commit: the round is answered with what the player has after both. */
function payPot(state: State, answer: Answer, { amount, name }: { amount: number; name: string }): void {
  const round = state.journal.at(-1) ?? {};
  state.cash += amount;
  state.version += 1;
  state.sessionNet = (state.sessionNet ?? 0) + amount;
  const line: Line = {
    ...{ source: 'win', external_id: name, version: state.version, stake_from_bonus: 0 },
    ...{ cash_in: amount, jackpot: -amount, jackpot_id: round['jackpot_id'] ?? '' },
    ...{ round_id: round['external_id'] ?? '', ...table },
    ...{ cash_after: state.cash, bonus_after: state.bonus, in_play_after: state.inPlay },
    withdrawing_after: state.withdrawing,
  };
  state.journal.push(line);
  Object.assign(answer, { balance: state.cash, version: state.version, sessionNet: state.sessionNet });
  state.known.set(`win of ${name}`, { intent: '', answer, line, kind: 'pot-win' });
}

/** What the caller gives as the outcome: the payout tells repeats of one round apart. */
export function outcomeOf(command: Command): object {
  return isRound(command) || command.do === 'free-round' || command.do === 'settle'
    ? { drawn: command.payout }
    : {};
}

function isBlocked({ blocks }: State, scope: 'play' | 'deposit', at: number): boolean {
  return blocks.some(
    (block) =>
      (block.scope === scope || block.scope === 'all') && (block.until === undefined || block.until > at),
  );
}

function reserve(state: State, { id, amount, at }: Of<'reserve'>): string {
  if (!state.opened) return 'no_account';
  const known = state.reservations.get(id);
  if (known) return known.amount === amount ? 'reserved' : 'idempotency_key_reused';
  if (isBlocked(state, 'deposit', at)) return 'deposit_blocked';
  const day = presentDay(state, at);
  const passes = state.limits.some(
    (limit) =>
      limit.kind === 'deposit' && counterOf(state, limit.period, day).deposited + amount > limit.amount,
  );
  if (passes) return 'deposit_limit_reached';
  // All evenings are in summer, an hour before UTC.
  const countedAt = day > dateOf(at) ? Date.parse(`${day}T00:00:00+01:00`) : at;
  state.reservations.set(id, { amount, at: countedAt, state: 'open' });
  count(state, day, { deposited: amount });
  return 'reserved';
}

function cancel(state: State, { id }: Of<'cancel'>): Expected {
  const reserved = state.reservations.get(id);
  if (reserved?.state === 'open') {
    reserved.state = 'cancelled';
    count(state, dateOf(reserved.at), { deposited: -reserved.amount });
  }
  return { done: 'cancelled' };
}

/** Whether a round begins with it: one of which all was taken back begins anew. */
function begins({ rounds: parts }: State, command: Command): boolean {
  if (command.do !== 'stake') return isRound(command) || command.do === 'free-round';
  const part = parts.get(command.round);
  return !part || (part.state === 'open' && part.cash + part.bonus === 0);
}

function freeze(state: State, frozen: boolean): Expected {
  const was = state.frozen;
  state.frozen = state.opened && frozen;
  return { done: frozen ? 'frozen' : `thawed ${was}` };
}

/** The newest launch counts, however late an older one is told. */
function launch(state: State, { other, at }: Of<'launch'>): Expected {
  if (!state.opened) return { done: 'no_account' };
  if (state.frozen) return { done: 'account_frozen' };
  const claimed = { session: other ? otherSession : session, at };
  const held = state.launched ?? claimed;
  const isNewer = at > held.at || (at === held.at && claimed.session > held.session);
  state.launched = isNewer ? claimed : held;
  return { done: `known ${state.launched.session}` };
}

/** A newer revision replaces all; an older one changes nothing. */
function setControls(state: State, { revision, limits, blocks }: Of<'controls'>): Expected {
  if (revision > state.revision) Object.assign(state, { revision, limits, blocks });
  return { done: `revision ${state.revision}` };
}

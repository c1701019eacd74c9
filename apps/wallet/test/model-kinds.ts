import { type Posting } from '../src/ledger/posting.js';
import { type Award, type Change, type Entry, type ModelState, type Part } from './model-state.js';

type Rule = (account: ModelState, posting: Posting, at: string) => Change | string;

export function changeOf(account: ModelState, posting: Posting, at: string): Change | string {
  const rule = rules[posting.kind];
  if (!rule) throw new Error(`no rule for ${posting.kind}`);
  return rule(account, posting, at);
}

/** How a stake is taken, or why it cannot be. `part`: what its round has in play already. */
function taken(account: ModelState, stake: number, part?: Part): { cash: number; bonus: number } | string {
  const { cash, bonus, bonusFirst, awardId } = account;
  const fromCash = bonusFirst ? Math.min(cash, Math.max(0, stake - bonus)) : Math.min(cash, stake);
  const fromBonus = stake - fromCash;
  if (fromBonus > bonus) return 'insufficient_funds';
  const award = account.awards.get(awardId ?? '');
  const before = inPart(part);
  if (fromBonus + before.bonus > 0 && award && stake + before.all > award.maximumStake)
    return 'bonus_stake_too_high';
  return { cash: fromCash, bonus: fromBonus };
}

/** The part of a payout that is bonus money; the odd minor unit is cash. Whole numbers, since a product may be large. */
function bonusPart(payout: number, bonus: number, stake: number): number {
  return bonus === 0 ? 0 : Number((BigInt(payout) * BigInt(bonus)) / BigInt(stake));
}

function tooSoon(account: ModelState, { minimumCycleMs = 0 }: Posting, at: string): boolean {
  return account.lastRoundAt + minimumCycleMs > Date.parse(at);
}

function inPart(part: Part | undefined): { cash: number; bonus: number; all: number } {
  const cash = sum(part?.stakes ?? [], (stake) => stake.cash);
  const bonus = sum(part?.stakes ?? [], (stake) => stake.bonus);
  return { cash, bonus, all: cash + bonus };
}

const round: Rule = (account, posting, at) => {
  if (tooSoon(account, posting, at)) return 'round_too_soon';
  const { stake = 0, payout = 0, gameSessionId: session } = posting;
  const split = taken(account, stake);
  if (typeof split === 'string') return split;
  const payoutToBonus = bonusPart(payout, split.bonus, stake);
  return {
    cash: payout - payoutToBonus - split.cash,
    bonus: payoutToBonus - split.bonus,
    ...{ stake, stakeFromBonus: split.bonus, payoutToBonus, staked: stake, paid: payout, session },
    awardId: account.awardId,
    apply: () => (account.lastRoundAt = Math.max(account.lastRoundAt, Date.parse(at))),
  };
};

const freeRound: Rule = (account, posting, at) => {
  if (tooSoon(account, posting, at)) return 'round_too_soon';
  const { awardId = '', stake = 0, payout = 0, gameId } = posting;
  const award = account.awards.get(awardId);
  const fits = award?.freeRounds && award.freeGame === gameId && award.freeStake === stake;
  if (!award || awardId !== account.awardId || !fits) return 'no_free_round';
  return {
    ...{ cash: 0, bonus: payout, stake, payoutToBonus: payout, awardId },
    apply: () => {
      award.freeRounds -= 1;
      account.lastRoundAt = Math.max(account.lastRoundAt, Date.parse(at));
    },
  };
};

const stake: Rule = (account, posting, at) => {
  const { stake: amount = 0, roundId = '', gameSessionId: session, externalId: id } = posting;
  const part = account.rounds.get(roundId);
  if (part && part.state !== 'open') return 'round_over';
  const split = taken(account, amount, part);
  if (typeof split === 'string') return split;
  const into = part ?? { stakes: [], state: 'open', startedAt: at, session, awardId: undefined, paid: false };
  return {
    ...{ cash: -split.cash, bonus: -split.bonus, inPlay: amount, stake: amount, stakeFromBonus: split.bonus },
    ...{ staked: amount, countedAt: at, session },
    apply: () => {
      into.stakes.push({ id, at, ...split });
      if (split.bonus > 0) into.awardId ??= account.awardId;
      account.rounds.set(roundId, into);
    },
  };
};

const settlement: Rule = (account, { externalId: roundId, payout = 0 }) => {
  const part = account.rounds.get(roundId);
  const { bonus, all } = inPart(part);
  if (part?.state !== 'open' || all === 0) return 'no_stake';
  const payoutToBonus = bonusPart(payout, bonus, all);
  return {
    ...{ cash: payout - payoutToBonus, bonus: payoutToBonus, inPlay: -all },
    ...{ stake: all, stakeFromBonus: bonus, payoutToBonus, paid: payout },
    ...{ countedAt: part.startedAt, session: part.session, awardId: part.awardId },
    apply: () => (part.state = 'settled'),
  };
};

const payout: Rule = (account, { roundId = '', payout: amount = 0 }) => {
  const part = account.rounds.get(roundId);
  if (part?.state === 'voided') return 'round_over';
  const { bonus, all } = inPart(part);
  if (!part || all === 0) return 'no_stake';
  const isThere = bonus > 0 && part.awardId === account.awardId;
  const payoutToBonus = isThere ? bonusPart(amount, bonus, all) : 0;
  return {
    ...{ cash: amount - payoutToBonus, bonus: payoutToBonus, payoutToBonus, paid: amount },
    ...{ countedAt: part.startedAt, session: part.session, awardId: part.awardId },
    apply: () => (part.paid = true),
  };
};

const annulled: Rule = (account, { externalId: roundId }, at) => {
  const part = account.rounds.get(roundId);
  if (part?.paid) return 'round_over';
  const { cash, bonus, all } = inPart(part);
  return {
    ...{ cash, bonus, inPlay: -all, stakeFromBonus: bonus, payoutToBonus: bonus, staked: -all },
    ...{ countedAt: part?.startedAt ?? at, session: part?.session },
    apply: () => {
      const none = { stakes: [], startedAt: at, session: undefined, awardId: undefined, paid: false };
      account.rounds.set(roundId, { ...(part ?? none), state: 'voided' });
    },
  };
};

const rollback: Rule = (account, { externalId: id }) => {
  const taken = account.known.get(`stake ${id}`);
  if (!taken) return { cash: 0, bonus: 0 };
  const part = account.rounds.get(taken.posting.roundId ?? '');
  const mine = part?.stakes.find((one) => one.id === id);
  if (part?.state !== 'open' || part.paid || !mine) return 'round_over';
  const all = mine.cash + mine.bonus;
  return {
    ...{ cash: mine.cash, bonus: mine.bonus, inPlay: -all, stake: all, stakeFromBonus: mine.bonus },
    ...{ payoutToBonus: mine.bonus, staked: -all, countedAt: mine.at, session: part.session },
    apply: () => part.stakes.splice(part.stakes.indexOf(mine), 1),
  };
};

const grant: Rule = (account, { kind, awardId = '', amount = 0, maximumStake = 0, ...free }) => {
  if (account.awardId !== undefined) return 'award_active';
  const { freeRounds = 0, freeStake, gameId: freeGame } = free;
  return {
    ...{ cash: 0, bonus: kind === 'bonus_grant' ? amount : 0 },
    apply: () => {
      account.awardId = awardId;
      account.awards.set(awardId, { maximumStake, freeRounds, freeStake, freeGame } satisfies Award);
    },
  };
};

const endOfAward: Rule = (account, { kind, awardId = '' }) => {
  if (awardId !== account.awardId) return 'award_not_active';
  const open = [...account.rounds.values()].filter(({ state }) => state === 'open');
  if (open.some((part) => inPart(part).bonus > 0)) return 'stakes_in_play';
  return {
    ...{ cash: kind === 'bonus_conversion' ? account.bonus : 0, bonus: -account.bonus },
    apply: () => {
      account.awardId = undefined;
      const award = account.awards.get(awardId);
      if (award) award.end = kind === 'bonus_conversion' ? 'converted' : 'forfeited';
    },
  };
};

const plain: Rule = (account, { cashChange: cash = 0, withdrawingChange: withdrawing = 0 }) =>
  account.cash + Math.min(cash, 0) < 0 || account.withdrawing + withdrawing < 0
    ? 'insufficient_funds'
    : { cash, bonus: 0, withdrawing };

const reversal: Rule = (account, { reversedSource, externalId }) => {
  const undone = account.known.get(`${reversedSource ?? ''} ${externalId}`);
  const kinds = ['deposit', 'withdrawal_commit', 'promo_win', 'jackpot_win', 'adjustment'];
  if (undone?.posting.kind === 'payout' || undone?.posting.kind === 'settlement')
    return payoutReversal(account, undone);
  if (!undone || !kinds.includes(undone.posting.kind)) return 'nothing_to_reverse';
  const cash = -undone.cash - (undone.change.withdrawing ?? 0);
  return account.cash + cash < 0 ? 'insufficient_funds' : { cash, bonus: 0 };
};

/** The opposite of what a round paid, at its end or not: its stakes stay as they are. */
function payoutReversal(account: ModelState, { posting, change }: Entry): Change | string {
  const { kind, externalId } = posting;
  const roundId = kind === 'settlement' ? externalId : posting.roundId;
  if (account.known.has(`round_correction ${roundId ?? ''}`)) return 'nothing_to_reverse';
  const { paid = 0, payoutToBonus = 0, awardId, countedAt, session } = change;
  if (paid === 0) return 'nothing_to_reverse';
  const isActive = awardId === account.awardId;
  const isCash = !isActive && account.awards.get(awardId ?? '')?.end === 'converted';
  const cash = paid - payoutToBonus + (isCash ? payoutToBonus : 0);
  const bonus = isActive ? payoutToBonus : 0;
  if (account.cash < cash || account.bonus < bonus) return 'insufficient_funds';
  return {
    cash: -cash,
    bonus: -bonus,
    paid: -paid,
    session,
    ...(countedAt === undefined ? {} : { countedAt }),
  };
}

/** The opposite of a settled round and of all that it paid; bonus money goes to wherever it would be now. */
const correction: Rule = (account, { externalId: roundId }) => {
  const settled = account.known.get(`round ${roundId}`) ?? account.known.get(`round_end ${roundId}`);
  if (!settled || settled.posting.kind === 'void') return 'nothing_to_reverse';
  const { kind, payout: paidAtEnd = 0 } = settled.posting;
  const { stake = 0, stakeFromBonus = 0, awardId, countedAt, session } = settled.change;
  const isGone = (source: string, id: string): boolean =>
    account.known.get(`reversal ${id}`)?.posting.reversedSource === source;
  const payouts = account.entries.filter(
    ({ posting }) =>
      kind === 'settlement' &&
      posting.kind === 'payout' &&
      posting.roundId === roundId &&
      !isGone('payout', posting.externalId),
  );
  const end = kind === 'settlement' && isGone('round_end', roundId) ? [] : [settled];
  const all = (end.length > 0 ? paidAtEnd : 0) + sum(payouts, ({ posting }) => posting.payout ?? 0);
  const toBonus = sum([...end, ...payouts], ({ change }) => change.payoutToBonus ?? 0);
  const isFree = kind === 'free_round';
  const award = account.awards.get(awardId ?? '');
  const inBonus = stakeFromBonus - toBonus;
  const inCash = (isFree ? 0 : stake - stakeFromBonus) - (all - toBonus);
  const isActive = awardId === account.awardId;
  const cash = inCash + (!isActive && award?.end === 'converted' ? inBonus : 0);
  const bonus = isActive ? inBonus : 0;
  if (account.cash + cash < 0 || account.bonus + bonus < 0) return 'insufficient_funds';
  const counted = isFree ? {} : { staked: -stake, paid: -all };
  return {
    ...{ cash, bonus, stake, stakeFromBonus, ...counted, session },
    ...(countedAt === undefined ? {} : { countedAt }),
    apply: () => {
      const part = account.rounds.get(roundId);
      if (part) part.state = 'voided';
      if (isFree && isActive && award) award.freeRounds += 1;
    },
  };
};

const transfer: Rule = (account, { amount = 0, toBonus }) => {
  if (account.awardId === undefined) return 'award_not_active';
  const bonus = toBonus ? amount : -amount;
  return account.cash - bonus < 0 || account.bonus + bonus < 0
    ? 'insufficient_funds'
    : { cash: -bonus, bonus };
};

const rules: Partial<Record<Posting['kind'], Rule>> = {
  ...{ deposit: plain, withdrawal_hold: plain, withdrawal_commit: plain, withdrawal_release: plain },
  ...{ round, free_round: freeRound, stake, settlement, payout, void: annulled, rollback },
  ...{
    bonus_grant: grant,
    free_rounds_grant: grant,
    bonus_conversion: endOfAward,
    bonus_forfeit: endOfAward,
  },
  ...{ adjustment: plain, reversal, round_correction: correction, transfer },
  promo_win: (_account, { amount = 0 }) => ({ cash: amount, bonus: 0 }),
  jackpot_win: (_account, { amount = 0 }) => ({ cash: amount, bonus: 0 }),
};

export function sum<Item>(items: readonly Item[], of: (item: Item) => number): number {
  return items.reduce((total, item) => total + of(item), 0);
}

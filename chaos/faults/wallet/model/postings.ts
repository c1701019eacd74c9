import { newId } from '@croupier/kernel';
import { movementOf, type Posting, potOf } from '../../../../apps/wallet/src/ledger/posting.js';
import { type Command, game, type PotRound, potSeed, potWinOf, session } from './commands.js';
import { identityOf, outcomeOf } from './model.js';
import { dropOf, potName } from './pots.js';

/** The ids of one player's evening: what the model calls by a name the wallet knows by a UUID. */
export class Names {
  private readonly ids = new Map<string, string>();
  private readonly names = new Map<string, string>();

  /** `pot`: what the wallet calls the jackpot; `cycleAtFirst`: which cycle it was in when the evening began. */
  constructor(
    readonly player: string,
    readonly pot: string,
    readonly cycleAtFirst: number,
  ) {
    this.names.set(pot, potName);
  }

  readonly idOf = (name: string): string => {
    const id = this.ids.get(name) ?? newId();
    this.ids.set(name, id);
    this.names.set(id, name);
    return id;
  };

  nameOf(id: string): string {
    if (id.startsWith('pot:')) return `pot:${this.nameOf(id.slice(4))}`;
    return this.names.get(id) ?? id;
  }
}

type Kind = Posting['kind'];
const kinds: Record<Command['do'], Kind> = {
  ...{
    deposit: 'deposit',
    hold: 'withdrawal_hold',
    commit: 'withdrawal_commit',
    release: 'withdrawal_release',
  },
  ...{ 'pot-round': 'round', 'drop-round': 'round' },
  ...{ round: 'round', 'free-round': 'free_round', stake: 'stake', settle: 'settlement', void: 'void' },
  ...{
    grant: 'bonus_grant',
    'grant-rounds': 'free_rounds_grant',
    convert: 'bonus_conversion',
    forfeit: 'bonus_forfeit',
  },
  ...{
    payout: 'payout',
    rollback: 'rollback',
    promo: 'promo_win',
    jackpot: 'jackpot_win',
    adjust: 'adjustment',
  },
  ...{
    transfer: 'transfer',
    reverse: 'reversal',
    reserve: 'deposit',
    cancel: 'deposit',
    controls: 'deposit',
    freeze: 'deposit',
    thaw: 'deposit',
    launch: 'deposit',
  },
};

/** A command as the wallet's handlers hand it to the ledger. */
export function postingOf(command: Command, names: Names): Posting {
  const { source, external, intent } = identityOf(command);
  const frame = movementOf({
    playerId: names.player,
    ...{ source, intent, kind: kinds[command.do], currency: 'GBP', externalId: names.idOf(external) },
    at: new Date(command.at).toISOString(),
    fact: { subject: 'evt.wallet.test.v1', payload: {} },
    movement: {},
  });
  return { ...frame, ...changesOf(command, names) };
}

function changesOf(command: Command, names: Names): Partial<Posting> {
  const { idOf } = names;
  const played = { gameId: game, gameSessionId: session };
  switch (command.do) {
    case 'deposit':
      return transfer(command.amount, 0);
    case 'hold':
      return transfer(-command.amount, command.amount);
    case 'release':
      return transfer(command.amount, -command.amount);
    case 'commit':
      return transfer(0, -command.amount);
    case 'round': {
      const { stake, payout, cycleMs, jackpot } = command;
      return {
        ...played,
        ...pot(jackpot),
        stake,
        payout,
        minimumCycleMs: cycleMs,
        outcome: outcomeOf(command),
      };
    }
    case 'pot-round':
    case 'drop-round': {
      const { stake, payout, cycleMs } = command;
      const bet = { stake, payout, minimumCycleMs: cycleMs, outcome: outcomeOf(command) };
      return { ...played, ...bet, ...shareOf(command, names) };
    }
    case 'free-round': {
      const { stake, payout, cycleMs } = command;
      const free = { gameId: command.game, awardId: idOf(`award ${command.award}`) };
      return { ...played, ...free, stake, payout, minimumCycleMs: cycleMs, outcome: outcomeOf(command) };
    }
    case 'stake':
      return { ...played, stake: command.stake, roundId: idOf(`round ${command.round}`) };
    case 'settle':
      return { ...pot(command.jackpot), payout: command.payout, outcome: outcomeOf(command) };
    case 'grant':
      return { awardId: idOf(`award ${command.award}`), amount: command.amount, maximumStake: command.most };
    case 'grant-rounds': {
      const { award, most, rounds, stake } = command;
      return {
        awardId: idOf(`award ${award}`),
        maximumStake: most,
        freeRounds: rounds,
        freeStake: stake,
        gameId: game,
      };
    }
    case 'convert':
    case 'forfeit':
      return { awardId: idOf(`award ${command.award}`) };
    default:
      return correctionOf(command, idOf);
  }
}

function pot(jackpotContribution: number): Partial<Posting> {
  return jackpotContribution > 0 ? { jackpotContribution, jackpotId: 'grand' } : {};
}

function shareOf(command: PotRound, { pot: jackpotId, cycleAtFirst, idOf }: Names): Partial<Posting> {
  const { id, contribution } = command;
  const trigger =
    command.do === 'pot-round' ? { wins: command.wins } : { drops: [dropOf(command, cycleAtFirst)] };
  const winId = idOf(`win ${potWinOf(id)}`);
  return potOf({ jackpotId, seed: potSeed, contributionMillionths: contribution, ...trigger, winId });
}

function correctionOf(command: Command, idOf: Names['idOf']): Partial<Posting> {
  const approvalId = idOf('approval');
  switch (command.do) {
    case 'payout':
      return { payout: command.payout, roundId: idOf(`round ${command.round}`), outcome: outcomeOf(command) };
    case 'promo':
      return { amount: command.amount };
    case 'jackpot':
      return { amount: command.amount, jackpotId: 'grand' };
    case 'adjust':
      return { cashChange: command.change, approvalId };
    case 'transfer':
      return { amount: command.amount, toBonus: command.toBonus, approvalId };
    case 'reverse':
      return { reversedSource: command.of, approvalId };
    default:
      return {};
  }
}

function transfer(cashChange: number, withdrawingChange: number): Partial<Posting> {
  const clearing = cashChange + withdrawingChange;
  const clearingChange = clearing === 0 ? 0 : -clearing;
  return { cashChange, withdrawingChange, clearingChange, ...(clearing === 0 ? {} : { provider: 'x' }) };
}

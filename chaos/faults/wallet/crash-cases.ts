import { carryOut } from '@croupier/contracts';
import { newId } from '@croupier/kernel';
import * as commands from './commands.js';
import { type Sent } from './commands.js';
import * as others from './other-commands.js';

/** What has happened before a command, and the command. */
export interface Made {
  before: Sent[];
  command: Sent;
  /** A statement of staff at the database that comes before, about the player $1. */
  arranged?: string;
}

/** A command of new players with an account and some cash each. */
export interface Case {
  name: string;
  make: (player: string, another: string) => Made;
}

type OfId = (playerId: string, id: string) => Sent;

const alone = (command: Sent): Made => ({ before: [], command });

function staked(playerId: string, then: (roundId: string, stakeId: string) => Sent): Made {
  const [roundId, stakeId] = [newId(), newId()];
  return { before: [commands.stake(playerId, 40, roundId, stakeId)], command: then(roundId, stakeId) };
}

/** Of several that a command ends, the books of the caller know only the first by what ended it. */
const endedUnderItsId = (sent: Sent): Sent => ({ ...sent, shared: true });

function bothStaked(players: readonly string[], then: (parts: Part[]) => Sent): Made {
  const parts = players.map((playerId) => ({ playerId, roundId: newId(), stakeId: newId() }));
  const before = parts.map(({ playerId, roundId, stakeId }) =>
    commands.stake(playerId, 40, roundId, stakeId),
  );
  return { before: before.map(endedUnderItsId), command: then(parts) };
}

interface Part {
  playerId: string;
  roundId: string;
  stakeId: string;
}

function held(playerId: string, then: OfId): Made {
  const id = newId();
  return { before: [commands.hold(playerId, 30, id)], command: then(playerId, id) };
}

function granted(playerId: string, then: OfId): Made {
  const id = newId();
  return { before: [commands.grant(playerId, 200, id)], command: then(playerId, id) };
}

function deposited(playerId: string, first: OfId, then: OfId): Made {
  const id = newId();
  return { before: [first(playerId, id)], command: then(playerId, id) };
}

const ofFunding: readonly Case[] = [
  { name: 'deposit', make: (player) => alone(commands.deposit(player, 70)) },
  { name: 'reservation of a deposit', make: (player) => alone(others.reserve(player, newId())) },
  {
    name: 'deposit that was reserved',
    make: (player) =>
      deposited(player, others.reserve, (id, depositId) => commands.deposit(id, 70, depositId)),
  },
  { name: 'end of a reservation', make: (player) => deposited(player, others.reserve, others.cancel) },
  { name: 'hold', make: (player) => alone(commands.hold(player, 30)) },
  { name: 'commit of a hold', make: (player) => held(player, commands.commit) },
  { name: 'release of a hold', make: (player) => held(player, commands.release) },
];

const ofPlay: readonly Case[] = [
  { name: 'launch of a game', make: (player) => alone(others.launch(player)) },
  { name: 'round', make: (player) => alone(commands.round(player, 10, 25)) },
  {
    name: 'free round',
    make: (player) => {
      const awardId = newId();
      const before = [commands.grantRounds(player, awardId)];
      return { before, command: others.freeRound(player, awardId) };
    },
  },
  { name: 'stake', make: (player) => alone(commands.stake(player, 40, newId())) },
  { name: 'payout', make: (player) => staked(player, (roundId) => others.payout(player, roundId)) },
  {
    name: 'settlement of two',
    make: (...players) =>
      bothStaked(players, (parts) =>
        commands.settleAll(parts.map(({ playerId, roundId }) => ({ playerId, roundId, payout: 90 }))),
      ),
  },
  {
    name: 'void of two',
    make: (...players) =>
      bothStaked(players, (parts) =>
        commands.giveAllBack(parts.map(({ playerId, roundId }) => ({ playerId, roundId }))),
      ),
  },
  {
    name: 'rollback of two',
    make: (...players) =>
      bothStaked(players, (parts) =>
        others.rollBack(parts.map(({ playerId, stakeId }) => ({ playerId, stakeId }))),
      ),
  },
  {
    name: 'rollback before its stake',
    make: (playerId) => alone(others.rollBack([{ playerId, stakeId: newId() }])),
  },
  { name: 'win of a promotion', make: (player) => alone(others.win(player)) },
  { name: 'win of a jackpot', make: (player) => alone(others.win(player, 'grand')) },
  {
    name: 'round for a jackpot',
    make: (player) => alone(others.potRound(player, `pot-${player}`)),
  },
];

const ofAwards: readonly Case[] = [
  { name: 'grant of a bonus', make: (player) => alone(commands.grant(player, 200, newId())) },
  { name: 'grant of free rounds', make: (player) => alone(commands.grantRounds(player, newId())) },
  { name: 'conversion of a bonus', make: (player) => granted(player, commands.convert) },
  { name: 'forfeit of a bonus', make: (player) => granted(player, commands.forfeit) },
];

const ofStaff: readonly Case[] = [
  { name: 'adjustment', make: (player) => alone(others.adjust(player, -45)) },
  { name: 'transfer', make: (player) => granted(player, () => others.transfer(player, 50, 'cash')) },
  {
    name: 'reversal of a deposit',
    make: (player) =>
      deposited(player, (id, depositId) => commands.deposit(id, 70, depositId), others.reverse),
  },
  {
    name: 'correction of a round',
    make: (player) => {
      const paid = commands.round(player, 10, 25);
      return { before: [paid], command: others.correct(player, paid.externalId) };
    },
  },
  {
    name: 'move of a jackpot',
    make: (player) => {
      const [from, to] = [`a-${player}`, `b-${player}`] as const;
      const before = [others.potRound(player, from), others.potRound(player, to)];
      return { before, command: others.movePot(from, to) };
    },
  },
  { name: 'limits and blocks', make: (player) => alone(others.controls(player)) },
  { name: 'account in one more currency', make: (player) => alone(others.account(player)) },
  {
    name: 'release of a frozen account',
    make: (player) => ({
      ...alone(others.unfreeze(player)),
      arranged: `SELECT freeze_account($1, 'GBP', 'C3', 'of a test')`,
    }),
  },
];

/** Every member that a batch may have, in one. */
function batch(player: string, another: string): Made {
  const id = (): string => newId();
  const [paid, voided, undone] = [id(), id(), id()];
  const [gone, kept, award, lost, deposit] = [id(), id(), id(), id(), id()];
  const wrong = commands.round(another, 10, 25);
  const before = [
    ...[commands.hold(player, 30, gone), commands.hold(player, 20, kept)],
    ...[paid, voided].map((roundId) => commands.stake(player, 40, roundId)),
    commands.stake(player, 5, id(), undone),
    ...[commands.grant(player, 200, award), commands.grant(another, 200, lost)],
    ...[commands.deposit(another, 70, deposit), wrong],
  ];
  const first = commands.deposit(player, 70);
  const members: [string, Sent][] = [
    ['deposit', first],
    ['hold', commands.hold(another, 30)],
    ['commit', commands.commit(player, gone)],
    ['release', commands.release(player, kept)],
    ['round', commands.round(player, 10, 25)],
    ['stake', commands.stake(another, 40, id())],
    ['payout', others.payout(player, paid)],
    ['settlement', commands.settleAll([{ playerId: player, roundId: paid, payout: 90 }])],
    ['void', commands.giveBack(player, voided)],
    ['rollback', others.rollBack([{ playerId: player, stakeId: undone }])],
    ['win', others.win(player)],
    ['adjustment', others.adjust(player, 45)],
    ['transfer', others.transfer(player, 50, 'cash')],
    ['conversion', commands.convert(player, award)],
    ['bonus', commands.grant(player, 100, id())],
    ['reversal', others.reverse(another, deposit)],
    ['correction', others.correct(another, wrong.externalId)],
    ['forfeit', commands.forfeit(another, lost)],
    ['freeRounds', commands.grantRounds(another, id())],
  ];
  const request = { commands: members.map(([member, { request: of }]) => ({ [member]: single(of) })) };
  return {
    before: before.map(endedUnderItsId),
    command: { ...commands.sent(first.externalId, carryOut, request), codeOf: commands.worstCode },
  };
}

/** The only part of a request that takes several. */
function single(request: object): object {
  const [parts] = Object.values(request) as unknown[];
  return Array.isArray(parts) ? (parts[0] as object) : request;
}

/** Everything that writes to the ledger or to what stands beside it. */
export const cases: readonly Case[] = [
  ...ofFunding,
  ...ofPlay,
  ...ofAwards,
  ...ofStaff,
  { name: 'batch of every kind', make: batch },
];

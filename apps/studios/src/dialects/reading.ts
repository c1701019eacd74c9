import { type Currency, isCurrency, isUuid } from '@croupier/kernel';
import { type Action, type ActionKind, type Call, Refused } from './canonical.js';
import type { Dialect, Members, Route } from './dialect.js';
import { Numeral, parseLossless, readAmount, readSignedAmount } from './numerals.js';

type Body = Readonly<Record<string, unknown>>;

/** Most actions of one call. */
const mostActions = 50;
const longest = 255;
/** A cursor of ours names a row by its place and its id. */
const longestCursor = longest + 45;

/**
 * The canonical call of a verified body. Members that the dialect does not know are ignored.
 * @throws Refused `malformed`, `wrong_currency`
 */
export function readCall(dialect: Dialect, operation: string, bytes: Buffer): Call {
  const route = Object.hasOwn(dialect.routes, operation) ? dialect.routes[operation] : undefined;
  if (!route) throw new Refused('malformed', 'path');
  const body = parseLossless(bytes.length === 0 ? '{}' : bytes.toString('utf8'));
  const members = { ...dialect.members, ...route.members };
  const currency = currencyOf(body, members.currency);
  const playerId = text(body, members.playerId);
  if (playerId !== undefined && !isUuid(playerId)) throw new Refused('malformed', members.playerId);
  return {
    operation: route.operation,
    ...given('requestId', text(body, members.requestId)),
    ...given('token', text(body, members.token)),
    ...given('playerId', playerId),
    ...given('currency', currency),
    ...given('gameCode', text(body, members.gameCode)),
    ...given('roundId', text(body, members.roundId)),
    ...given('cursor', text(body, members.cursor, longestCursor)),
    ...(route.operation === 'transaction-status' ? { transactionId: needed(body, members.id) } : {}),
    closesRound: route.ends ?? flag(body, members.closesRound),
    actions: actionsOf(dialect, route, body, currency),
  };
}

function actionsOf(dialect: Dialect, route: Route, body: Body, currency: Currency | undefined): Action[] {
  const members = { ...dialect.members, ...route.members };
  if (route.action === undefined) return [];
  if (route.action !== 'listed') return [actionOf(dialect, route.action, members, body, currency)];
  const listed = body[members.actions ?? ''] ?? [];
  if (!Array.isArray(listed) || listed.length > mostActions) throw new Refused('malformed', members.actions);
  const actions = listed.map((part: unknown) => {
    if (typeof part !== 'object' || part === null || part instanceof Numeral)
      throw new Refused('malformed', members.actions);
    const name = text(part as Body, members.kind) ?? '';
    const kind = route.kinds && Object.hasOwn(route.kinds, name) ? route.kinds[name] : undefined;
    if (!kind) throw new Refused('malformed', members.kind);
    const ofJackpot = route.jackpots && kind === 'win' && text(part as Body, members.jackpotId) !== undefined;
    if (!ofJackpot) return actionOf(dialect, kind, members, part as Body, currency);
    return jackpotOf(dialect, members, part as Body, currency);
  });
  if (new Set(actions.map(({ id }) => id)).size < actions.length) throw new Refused('malformed', members.id);
  return actions;
}

/** A jackpot that is won in a round: as a win there is, one of nothing, too. */
function jackpotOf(dialect: Dialect, members: Members, part: Body, currency: Currency | undefined): Action {
  const { id, amount, ...rest } = actionOf(dialect, 'win', members, part, currency) as Action & {
    kind: 'win';
  };
  return { kind: 'promo-win', id, amount, ...given('jackpotId', rest.jackpotId), ofRound: true };
}

function actionOf(
  dialect: Dialect,
  kind: ActionKind,
  members: Members,
  part: Body,
  currency: Currency | undefined,
): Action {
  const id = needed(part, members.id);
  const extra = {
    ...given('freeRoundsId', text(part, members.freeRoundsId)),
    ...given('jackpotId', text(part, members.jackpotId)),
  };
  if (extra.jackpotId !== undefined && !/^[a-z0-9-]{1,40}$/.test(extra.jackpotId))
    throw new Refused('malformed', members.jackpotId);
  if (kind === 'rollback') return { kind, id, betId: needed(part, members.betId) };
  if (kind === 'reverse-win') return { kind, id, winId: needed(part, members.winId) };
  if (currency === undefined) throw new Refused('wrong_currency', members.currency);
  if (kind === 'adjustment') return adjustmentOf(dialect, id, members, part, currency);
  const amount = readAmount(part[members.amount ?? ''], currency, dialect.money, members.amount);
  if (kind !== 'win') {
    const free = kind === 'bet' && extra.freeRoundsId !== undefined;
    // A stake of nothing is a free round's alone, and a free round's stake is nothing.
    if ((amount === 0) !== free) throw new Refused('malformed', members.amount);
    return { kind, id, amount, ...extra };
  }
  const betId = dialect.policy.winNames === 'bet' ? needed(part, members.betId) : undefined;
  return { kind, id, amount, ...given('betId', betId), ...extra };
}

function adjustmentOf(
  { money }: Dialect,
  id: string,
  members: Members,
  part: Body,
  currency: Currency,
): Action {
  const amount = readSignedAmount(part[members.amount ?? ''], currency, money, members.amount);
  if (amount === 0) throw new Refused('malformed', members.amount);
  return { kind: 'adjustment', id, amount, ...given('betId', text(part, members.betId)) };
}

/** A dialect may name a currency we do not have: that is an answer of its own. */
function currencyOf(body: Body, member: string | undefined): Currency | undefined {
  const name = text(body, member);
  if (name === undefined) return undefined;
  if (!isCurrency(name)) throw new Refused('wrong_currency', member);
  return name;
}

function text(body: Body, member: string | undefined, most = longest): string | undefined {
  const value = member === undefined ? undefined : body[member];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'string' || value === '' || value.length > most || value.includes('\0'))
    throw new Refused('malformed', member);
  return value;
}

function needed(body: Body, member: string | undefined): string {
  const value = text(body, member);
  if (value === undefined) throw new Refused('malformed', member);
  return value;
}

function flag(body: Body, member: string | undefined): boolean {
  const value = member === undefined ? undefined : body[member];
  if (value === undefined || value === null) return false;
  if (typeof value !== 'boolean') throw new Refused('malformed', member);
  return value;
}

function given<Name extends string, Value>(name: Name, value: Value | undefined): { [Key in Name]?: Value } {
  return (value === undefined ? {} : { [name]: value }) as { [Key in Name]?: Value };
}

import type { Answer, Balance, Call } from './canonical.js';
import type { Dialect } from './dialect.js';
import { writeAmount } from './numerals.js';
import { writePage } from './pages.js';

/** An HTTP answer in a dialect. */
export interface Written {
  status: number;
  body: Record<string, unknown>;
}

/** The answer to a call; without one where it could not be read. */
export function writeAnswer(dialect: Dialect, answer: Answer, call: Partial<Call> = {}): Written {
  const words = dialect.words[answer.status];
  return { status: words.http, body: forms[dialect.answers](dialect, answer, call) };
}

type Form = (dialect: Dialect, answer: Answer, call: Partial<Call>) => Record<string, unknown>;

const forms: Readonly<Record<Dialect['answers'], Form>> = {
  croupier: (dialect, answer) => ({
    status: dialect.words[answer.status].code,
    ...(answer.field ? { field: answer.field } : {}),
    ...(answer.playerId ? { playerId: answer.playerId } : {}),
    ...(answer.session
      ? {
          session: answer.session.token,
          sessionId: answer.session.sessionId,
          game: answer.session.gameCode,
          expiresAt: answer.session.expiresAt,
        }
      : {}),
    ...(answer.balance
      ? {
          balance: {
            total: money(dialect, answer.balance, total(answer.balance)),
            cash: money(dialect, answer.balance, answer.balance.cash),
            bonus: money(dialect, answer.balance, answer.balance.bonus),
            currency: answer.balance.currency,
          },
        }
      : {}),
    ...(answer.results.length > 0
      ? {
          transactions: answer.results.map(({ action, status, replayed, ourId, at }) => ({
            id: action.id,
            status: dialect.words[status].code,
            replayed,
            ...(ourId ? { croupierId: ourId } : {}),
            ...(at ? { at } : {}),
          })),
        }
      : {}),
    ...(answer.page
      ? { data: answer.page.rows, ...(answer.page.next ? { next: answer.page.next } : {}) }
      : {}),
  }),
  hub88: (dialect, answer, call) => ({
    status: dialect.words[answer.status].code,
    ...(call.requestId ? { request_uuid: call.requestId } : {}),
    ...(answer.playerId ? { user: answer.playerId } : {}),
    ...(answer.player ?? {}),
    ...(answer.balance
      ? { currency: answer.balance.currency, balance: money(dialect, answer.balance, total(answer.balance)) }
      : {}),
    ...(answer.page ? writePage(dialect, answer.page) : {}),
  }),
  softswiss: (dialect, answer, call) => {
    const balance = answer.balance ? { balance: money(dialect, answer.balance, total(answer.balance)) } : {};
    if (answer.status !== 'ok')
      return {
        code: dialect.words[answer.status].code,
        message: answer.status.replaceAll('_', ' '),
        ...balance,
      };
    return {
      ...balance,
      ...(call.roundId ? { game_id: call.roundId } : {}),
      ...(answer.page ? writePage(dialect, answer.page) : {}),
      ...(answer.results.length > 0
        ? {
            transactions: answer.results.map(({ action, ourId, at }) => ({
              action_id: action.id,
              tx_id: ourId ?? '',
              processed_at: at ?? '',
            })),
          }
        : {}),
    };
  },
};

function total({ cash, bonus }: Balance): number {
  return cash + bonus;
}

function money(dialect: Dialect, { currency }: Balance, minor: number): number | string {
  return writeAmount(minor, currency, dialect.money);
}

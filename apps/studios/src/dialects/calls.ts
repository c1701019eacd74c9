import { type Currency } from '@croupier/kernel';
import { type MoneyForm, writeAmount } from './numerals.js';

/** What a studio is told or asked by a call of ours. */
export type Verb =
  'create-free-rounds' | 'cancel-free-rounds' | 'read-free-rounds' | 'list-free-rounds' | 'end-session';

/** What calls are made of: amounts in whole minor units, instants as ISO 8601. */
export interface Told {
  /** Of us, as the studio knows us: whoever sends the call says it. */
  operator?: string;
  freeRoundsId?: string;
  /** Ours, as the studio was told it when the session was opened. */
  sessionId?: string;
  playerId?: string;
  currency?: Currency;
  /** The studio's own code of it. */
  game?: string;
  rounds?: number;
  /** What each round is played at. */
  stake?: number;
  /** The same as a level of the game, the lowest is 1. */
  level?: number;
  /** The studio's own template of free rounds of this game. */
  prepaid?: string;
  until?: string;
  cursor?: string;
}

/** A call of ours in a dialect. */
export interface CallForm {
  /** Below the address of the studio's server. */
  path: string;
  /** Where each value stands in the body: `user.id` is in an object, `games.0` in a list. What has no value is left out. */
  members: Readonly<Partial<Record<keyof Told, string>>>;
  /** Without these nothing can be asked for. */
  needs?: readonly (keyof Told)[];
  /** For how long at most, in days, the dialect takes it. */
  mostDays?: number;
  /** The member of a good answer that has our id in it. */
  echo?: string;
  /** A refusal so soon after it was written is no last word: what it takes back may still be on its way. In seconds. */
  settleSeconds?: number;
}

/** How a dialect answers calls of ours. */
export interface AnswerForm {
  /** The member that has the word for what was done; of an answer without it, HTTP's status decides. */
  code: string;
  /** The member that says more about a refusal. */
  detail: string;
  /** The words of success. */
  done: readonly (string | number)[];
  /** Words of a refusal, whatever else is in the answer. */
  failed: RegExp;
  /** HTTP's status of success is enough, also without a body. */
  bare?: true;
  /** Words by which nothing is decided, for whatever HTTP status. */
  again: readonly (string | number)[];
  /** How instants are written: `2026-11-28T18:00:00Z`, or without a zone. */
  instants: 'zone' | 'plain';
}

/** What is known after an attempt: it is the last word, or nothing is known and it is tried again. */
export type Verdict =
  | { kind: 'done'; body: string }
  /** `word` is one of the dialect; `reason` is that and whatever the studio has written beside it. */
  | { kind: 'refused'; word: string; reason: string }
  | { kind: 'unknown'; why: string };

/** HTTP statuses by which the request was not looked at: what was set up wrongly, or too much at once, may be in order later. */
const undecided = new Set([401, 403, 404, 405, 407, 408, 421, 425, 429]);
const longestReason = 80;

/** The body of a call. @returns undefined where the dialect needs more than is known */
export function writeCall(
  { members, needs = [] }: CallForm,
  { money, instants }: { money: MoneyForm; instants: AnswerForm['instants'] },
  told: Told,
): string | undefined {
  if (needs.some((name) => told[name] === undefined)) return undefined;
  const body: Record<string, unknown> = {};
  for (const [name, place] of Object.entries(members) as [keyof Told, string][]) {
    const value = told[name];
    if (value === undefined) continue;
    if (name === 'stake') put(body, place, writeAmount(Number(value), told.currency ?? 'GBP', money));
    else if (name === 'until') put(body, place, instantOf(String(value), instants));
    else put(body, place, value);
  }
  return JSON.stringify(body);
}

/** What an answer says of a call about `id`. */
export function readCallAnswer(
  form: AnswerForm,
  { echo }: Pick<CallForm, 'echo'>,
  { http, text, id }: { http: number; text: string; id: string | undefined },
): Verdict {
  const unclear: Verdict = { kind: 'unknown', why: `HTTP ${http} without an answer of the agreed form` };
  const success = http >= 200 && http < 300;
  const body = objectOf(success && form.bare && text.trim() === '' ? '{}' : text);
  if (!body) return unclear;
  const word = body[form.code];
  const said = typeof word === 'string' || typeof word === 'number' ? word : undefined;
  if (word !== undefined && said === undefined)
    return { kind: 'unknown', why: `HTTP ${http} whose ${form.code} is no word` };
  if (said !== undefined && form.again.includes(said)) return { kind: 'unknown', why: shown(String(said)) };
  if (said !== undefined && form.done.includes(said)) return success ? { kind: 'done', body: text } : unclear;
  const failed = said !== undefined && form.failed.test(String(said));
  if (said !== undefined && (success ? failed : isRefusal(http)))
    return refusalOf(String(said), body[form.detail]);
  if (!success) return unclear;
  const due = echo === undefined ? form.bare === true : body[echo] === id;
  return due ? { kind: 'done', body: text } : unclear;
}

function refusalOf(said: string, detail: unknown): Verdict {
  const word = shown(said);
  return { kind: 'refused', word, reason: typeof detail === 'string' ? shown(`${word}: ${detail}`) : word };
}

/** A text of a studio as it can be kept and shown. */
function shown(text: string): string {
  const line = text.replaceAll(/[\u0000-\u001f\u007f]/g, ' ').trim();
  return line.slice(0, longestReason) || 'no reason';
}

function isRefusal(http: number): boolean {
  return http >= 400 && http < 500 && !undecided.has(http);
}

function objectOf(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    return isObject ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

function put(body: Record<string, unknown>, place: string, value: unknown): void {
  const [head = '', below] = place.split('.');
  if (below === undefined) body[head] = value;
  else if (below === '0') body[head] = [value];
  else body[head] = { ...(body[head] as object | undefined), [below]: value };
}

function instantOf(at: string, as: AnswerForm['instants']): string {
  const whole = at.slice(0, '2026-11-28T18:00:00'.length);
  return as === 'zone' ? `${whole}Z` : whole;
}

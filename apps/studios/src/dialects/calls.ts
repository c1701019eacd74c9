import { type Currency } from '@croupier/kernel';
import { type MoneyForm, writeAmount } from './numerals.js';

/** What a studio is told or asked by a call of ours. */
export const verbs = [
  'create-free-rounds',
  'cancel-free-rounds',
  'read-free-rounds',
  'list-free-rounds',
] as const;
export type Verb = (typeof verbs)[number];

/** What calls are made of: amounts in whole minor units, instants as ISO 8601. */
export interface Told {
  /** Of us, as the studio knows us. */
  operator?: string;
  freeRoundsId?: string;
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
}

/** How a dialect answers calls of ours. */
export interface AnswerForm {
  /** The member that has the word for what was done; of an answer without it, HTTP's status decides. */
  code: string;
  /** The member that says more about a refusal. */
  detail: string;
  /** The words of success, where it is said in a word. */
  done: readonly (string | number)[];
  /** An answer of success must have it with our id in it. */
  echo?: string;
  /** Words by which nothing is decided, for whatever HTTP status. */
  again: readonly (string | number)[];
  /** How instants are written: `2026-11-28T18:00:00Z`, or without a zone. */
  instants: 'zone' | 'plain';
}

/** What is known after an attempt: it is the last word, or nothing is known and it is tried again. */
export type Verdict =
  { kind: 'done'; body: string } | { kind: 'refused'; reason: string } | { kind: 'unknown'; why: string };

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
  http: number,
  text: string,
  id: string | undefined,
): Verdict {
  const body = objectOf(text);
  const success = http >= 200 && http < 300;
  // SOFTSWISS's success is empty.
  if (success && text.trim() === '' && form.echo === undefined && form.done.length === 0)
    return { kind: 'done', body: '' };
  if (!body) return { kind: 'unknown', why: `HTTP ${http} without an answer of the agreed form` };
  const word = body[form.code];
  const said = typeof word === 'string' || typeof word === 'number' ? word : undefined;
  if (word !== undefined && said === undefined)
    return { kind: 'unknown', why: `HTTP ${http} whose ${form.code} is no word` };
  if (said !== undefined && form.again.includes(said)) return { kind: 'unknown', why: String(said) };
  if (success && isDone(form, body, said, id)) return { kind: 'done', body: text };
  if (success && form.echo !== undefined && body[form.echo] !== undefined)
    return { kind: 'unknown', why: `HTTP ${http} whose ${form.echo} is another` };
  const decided = success ? said !== undefined && !form.done.includes(said) : isRefusal(http);
  if (!decided || said === undefined)
    return { kind: 'unknown', why: `HTTP ${http} without an answer of the agreed form` };
  const detail = body[form.detail];
  const reason = typeof detail === 'string' ? `${said}: ${detail}` : String(said);
  return { kind: 'refused', reason: reason.slice(0, longestReason) };
}

function isDone(
  { done, echo }: AnswerForm,
  body: Record<string, unknown>,
  said: string | number | undefined,
  id: string | undefined,
): boolean {
  if (echo !== undefined && id !== undefined) return body[echo] === id;
  return said === undefined ? done.length === 0 : done.includes(said);
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

/** What moves money as a studio's feed has it. */
export interface Theirs {
  id: string;
  kind: 'bet' | 'win' | 'adjustment';
  /** Minor units, as text; with a minus where an adjustment takes it. */
  amount: string;
  /** Whether it counts: false for what was refused or taken back. */
  stands: boolean;
}

/** What is known here under the same id. */
export interface Ours {
  id: string;
  kind: string;
  state: string;
  amount: string | null;
  takenBack: boolean;
}

/** What stands of a transaction, in words: nothing stands of one that was refused, taken back or never came. */
export function standingOf(one: Theirs | Ours | undefined): string {
  if (!one) return 'none';
  const stands = 'stands' in one ? one.stands : one.state === 'accepted' && !one.takenBack;
  // What a jackpot pays in a round is a win to its studio.
  const kind = one.kind === 'promo-win' ? 'win' : one.kind;
  return stands ? `${kind} ${one.amount ?? '0'}` : 'none';
}

/** @returns what is otherwise here than there; undefined if both say the same */
export function differenceOf(
  theirs: Theirs,
  ours: Ours | undefined,
): { id: string; ours: string; theirs: string } | undefined {
  const [here, there] = [standingOf(ours), standingOf(theirs)];
  return here === there ? undefined : { id: theirs.id, ours: here, theirs: there };
}

const amounts: Readonly<Record<Theirs['kind'], RegExp>> = {
  bet: /^\d{1,15}$/,
  win: /^\d{1,15}$/,
  adjustment: /^-?\d{1,15}$/,
};

/** The rows of a feed's page. @throws Error if it is not of the agreed form */
export function readFeed(text: string): { rows: Theirs[]; next: string | undefined } {
  const { data, next } = JSON.parse(text) as { data?: Partial<Theirs>[]; next?: unknown };
  if (!Array.isArray(data)) throw new Error('a page has no data');
  const rows = data.map(({ id, kind, amount, stands }): Theirs => {
    const form = kind && Object.hasOwn(amounts, kind) ? amounts[kind] : undefined;
    const whole = typeof amount === 'string' && form?.test(amount);
    if (typeof id !== 'string' || !kind || !whole || typeof stands !== 'boolean')
      throw new Error('a row of the feed is not of the agreed form');
    return { id, kind, amount, stands };
  });
  return { rows, next: typeof next === 'string' ? next : undefined };
}

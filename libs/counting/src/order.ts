import type { CountAnswer, CountName, CountOrder, ToldError } from '@croupier/game-maths';

/** What the process that counts is asked for, one thing at a time. */
export interface Order<Name extends CountName = CountName> {
  readonly name: Name;
  readonly order: CountOrder<Name>;
  /** Where there is more memory, as the end of a sentence. */
  readonly elsewhere: string;
  /** Bytes that it may have in all. */
  readonly outside: number;
  /** Bytes that the count may keep, whatever there is; three quarters of what there is if left out. */
  readonly most?: number;
}

/** What comes of it. */
export type Reply = { readonly answer: CountAnswer<CountName> } | { readonly error: ToldError };

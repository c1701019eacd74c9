import type { CallerAnswer } from '../games/studio-caller.js';
import type { GameBug } from './game-bugs.js';

type Members = Readonly<Record<string, unknown>>;

interface Gift {
  content: string;
  playerId: string;
  left: number;
  cancelled: boolean;
}

const say = (http: number, body: Members): CallerAnswer => ({ http, body });
const ok = say(200, { status: 'ok' });

/** Free rounds of the game in memory, but for the bug it is given. */
export class MemoryGifts {
  private readonly gifts = new Map<string, Gift>();

  constructor(private readonly bug?: GameBug) {}

  async call(verb: string, members: object, forged?: 'forged'): Promise<CallerAnswer> {
    if (forged && this.bug !== 'takes-forged-calls') return say(401, { status: 'bad_signature' });
    const of = members as Members;
    const { id } = of;
    if (typeof id !== 'string') return say(400, { status: 'malformed', field: 'id' });
    return verb === 'create' ? this.create(id, of) : this.cancel(id);
  }

  /** @returns the id of one of the player's that is taken for a round; undefined if none is left */
  take(playerId: string): string | undefined {
    for (const [id, gift] of this.gifts) {
      const over = gift.cancelled && this.bug !== 'plays-cancelled-free-rounds';
      if (gift.playerId !== playerId || gift.left === 0 || over) continue;
      gift.left -= 1;
      return id;
    }
    return undefined;
  }

  private create(id: string, members: Members): CallerAnswer {
    const { playerId, rounds } = members;
    if (typeof rounds !== 'number' && this.bug !== 'guesses-what-was-meant')
      return say(400, { status: 'malformed', field: 'rounds' });
    const content = JSON.stringify(members);
    const known = this.gifts.get(id);
    if (!known)
      this.gifts.set(id, { content, playerId: String(playerId), left: Number(rounds), cancelled: false });
    else if (known.cancelled && !(this.bug === 'creates-what-was-cancelled-first' && known.content === ''))
      return say(422, { status: 'cancelled' });
    else if (known.cancelled)
      this.gifts.set(id, { content, playerId: String(playerId), left: Number(rounds), cancelled: false });
    else if (known.content !== content)
      return this.bug === 'takes-anything-under-an-id' ? ok : say(409, { status: 'conflict' });
    else if (this.bug === 'creates-free-rounds-again') known.left += Number(rounds);
    return ok;
  }

  private cancel(id: string): CallerAnswer {
    const known = this.gifts.get(id);
    if (!known && this.bug === 'refuses-to-cancel-what-is-unknown') return say(422, { status: 'unknown' });
    if (known) known.cancelled = true;
    else this.gifts.set(id, { content: '', playerId: '', left: 0, cancelled: true });
    return ok;
  }
}

import { type Content, frameOf, type Way } from './frame.js';
import { packHeader } from './headers.js';
import { type Message } from './message.js';

/**
 * How many go in one message: as many answers as the broker lets be sent to one (`allow_responses`), since each may come
 * by itself. A few packs on their way keep both ends at work, where one large one would have them wait in turn.
 */
const mostParts = 32;
/** In characters, unless one part alone is longer. */
const mostLength = 32 * 1024;

const packHead = { [packHeader]: '1' };

/** Asks, or answers to them, that go the same way in the same turn of work and so in one message. */
export class Pack {
  private parts = '';
  private count = 0;
  private alone: Content | undefined;

  constructor(
    private readonly way: Way,
    /** Its asker's number for its first part, and so for the whole. */
    readonly label: number,
  ) {}

  get isFull(): boolean {
    return this.count === mostParts;
  }

  /** @param label its asker's number for it @returns whether there was room */
  add(label: number, content: Content): boolean {
    const { head, body } = content;
    if (this.count > 0 && this.parts.length + body.length > mostLength) return false;
    this.alone = this.count === 0 ? content : undefined;
    this.parts += `${this.count === 0 ? '' : ','}{"for":${label},"head":${JSON.stringify(head)},"body":${body}}`;
    this.count += 1;
    return true;
  }

  /** As the broker takes it. An ask that is alone is no pack; an answer is, which says by its label whose it is. */
  frame(): string {
    const { way, alone, parts } = this;
    return frameOf(way, alone && way.reply !== '' ? alone : { head: packHead, body: `[${parts}]` });
  }
}

/** One of a pack: an ask, or an answer to one. */
class Part implements Message {
  readonly status = 0;
  readonly isEmpty = false;

  constructor(
    readonly subject: string,
    readonly reply: string,
    readonly label: number,
    private readonly head: Record<string, unknown>,
    private readonly body: unknown,
  ) {}

  header(name: string): string | undefined {
    const value = this.head[name];
    return typeof value === 'string' ? value : undefined;
  }

  json(): unknown {
    return this.body;
  }
}

/** @returns what came in one message; itself alone if it is no pack, or one that cannot be read */
export function unpacked(message: Message): readonly Message[] {
  if (message.header(packHeader) !== '1') return [message];
  try {
    return (message.json() as readonly { for: unknown; head: unknown; body: unknown }[]).map((part) => {
      if (typeof part.for !== 'number' || typeof part.head !== 'object' || part.head === null)
        throw malformed;
      const head = part.head as Record<string, unknown>;
      return new Part(message.subject, message.reply, part.for, head, part.body);
    });
  } catch {
    return [message];
  }
}

const malformed = new TypeError('a pack is a list of parts');

import { type Message } from './message.js';

const colon = 0x3a;

/** A message as it came over the wire. Neither its headers nor its body are looked at before somebody asks. */
export class WireMessage implements Message {
  /** Where the lines of the head begin, once somebody asked. */
  private lines: readonly number[] | undefined;

  constructor(
    readonly subject: string,
    readonly reply: string,
    private readonly head: string,
    private readonly frame: Buffer,
    private readonly start: number,
    private readonly end: number,
  ) {}

  get status(): number {
    const text = /^NATS\/1\.0 (\d{3})/.exec(this.head)?.[1];
    return text === undefined ? 0 : Number(text);
  }

  get isEmpty(): boolean {
    return this.start === this.end;
  }

  header(name: string): string | undefined {
    this.lines ??= linesOf(this.head);
    for (const at of this.lines) {
      if (this.head.charCodeAt(at + name.length) !== colon || !this.head.startsWith(name, at)) continue;
      return this.head.slice(at + name.length + 1, this.head.indexOf('\r\n', at)).trim();
    }
    return undefined;
  }

  json(): unknown {
    return JSON.parse(this.frame.toString('utf8', this.start, this.end));
  }
}

/** Behind the line that says the version, and without the empty one at the end. */
function linesOf(head: string): number[] {
  const lines: number[] = [];
  for (let end = head.indexOf('\r\n'); end >= 0;) {
    const at = end + 2;
    end = head.indexOf('\r\n', at);
    if (end > at) lines.push(at);
  }
  return lines;
}

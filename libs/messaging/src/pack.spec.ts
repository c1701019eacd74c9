import { beforeEach, describe, expect, it } from '@jest/globals';
import { type Message } from './message.js';
import { Wire, type WireEnd } from './wire.js';

const most = 1_000_000;
const way = { subject: 'a.b', reply: '_INBOX.1' };
const body = JSON.stringify({ name: 'Ærøskøbing €' });

describe('asks of one turn', () => {
  let written: string[];
  let wire: Wire;
  let end: WireEnd;

  beforeEach(() => {
    written = [];
    wire = new Wire();
    end = { write: (text) => void written.push(text), soon: () => undefined };
    wire.attach(end);
  });

  function send(count: number, text = body): number[] {
    return Array.from({ length: count }, (_, at) => {
      const to = { subject: way.subject, reply: `_INBOX.${at + 1}` };
      return wire.publishTogether(to, at + 1, { head: { One: `Ö${at}` }, body: text }, most);
    });
  }

  /** As who is asked gets it, in two pieces. */
  function heard(sent: string, cut = 0): Message[] {
    const messages: Message[] = [];
    const hearer = new Wire();
    hearer.hear(7, (message) => messages.push(message));
    const stream = Buffer.from(
      sent.replaceAll(/^HPUB a\.b/gm, 'HMSG a.b 7').replaceAll(/^PUB a\.b/gm, 'MSG a.b 7'),
    );
    const { unfinished } = hearer.take(stream.subarray(0, cut));
    hearer.take(Buffer.concat([unfinished ?? Buffer.alloc(0), stream.subarray(cut)]));
    return messages;
  }

  it('go in one message, and come apart as they were', () => {
    expect(send(3)).toEqual([1, 1, 1]);
    expect(written).toEqual([]);
    const sent = wire.rest(end);
    expect(sent.match(/PUB/g)).toHaveLength(1);
    for (let cut = 0; cut <= Buffer.byteLength(sent) + 3; cut += 1)
      expect(
        heard(sent, cut).map((part) => [part.label, part.reply, part.header('One'), part.json()]),
      ).toEqual([1, 2, 3].map((label) => [label, '_INBOX.1', `Ö${label - 1}`, JSON.parse(body) as unknown]));
    expect(wire.rest(end)).toBe('');
  });

  it('are no pack if there is one: who does not know of packs understands it', () => {
    send(1);
    const [alone] = heard(wire.rest(end));
    expect([alone?.label, alone?.reply, alone?.header('One')]).toEqual([undefined, '_INBOX.1', 'Ö0']);
  });

  it('are a pack as answers even if there is one, which says whose it is', () => {
    wire.publishTogether({ subject: 'a.b', reply: '' }, 12, { head: {}, body }, most);
    const [alone] = heard(wire.rest(end));
    expect([alone?.label, alone?.header('One'), alone?.json()]).toEqual([12, undefined, JSON.parse(body)]);
  });

  it('go 32 at a time, as many as the broker lets be answered', () => {
    expect(send(72)).toEqual(Array.from({ length: 72 }, (_, at) => Math.floor(at / 32) * 32 + 1));
    expect(written).toHaveLength(2);
    expect([...written, wire.rest(end)].map((sent) => heard(sent).length)).toEqual([32, 32, 8]);
  });

  it('go apart where they are large, and each other way by itself', () => {
    send(3, JSON.stringify('x'.repeat(14_000)));
    wire.publishTogether({ subject: 'a.b.c', reply: '_INBOX.9' }, 9, { head: {}, body }, most);
    expect(written.map((sent) => heard(sent).length)).toEqual([2]);
    const rest = wire.rest(end);
    expect(heard(rest)).toHaveLength(1);
    expect(rest).toContain('PUB a.b.c _INBOX.9 ');
  });

  it('are none that a pack would make larger than the broker takes', () => {
    const largest = 4000;
    for (let length = 1; length <= largest; length += 1) {
      const answer = { head: { One: '"'.repeat(20) }, body: JSON.stringify('x'.repeat(length)) };
      try {
        wire.publishTogether({ subject: 'a.b', reply: '' }, 123_456_789, answer, largest);
      } catch {
        break;
      }
      const [, headBytes = '', bytes = ''] = /^HPUB a\.b (\d+) (\d+)/.exec(wire.rest(end)) ?? [];
      expect([headBytes !== '', Number(bytes) <= largest]).toEqual([true, true]);
    }
    expect(() => wire.publishTogether(way, 1, { head: {}, body: 'x'.repeat(largest) }, largest)).toThrow(
      'the broker takes',
    );
  });

  it('are not sent by a later connection', () => {
    send(2);
    wire.detach(end);
    const later = { ...end };
    wire.attach(later);
    expect([wire.rest(end), wire.rest(later)]).toEqual(['', '']);
    send(1);
    expect(wire.rest(end)).toBe('');
    expect(wire.rest(later)).toContain('PUB');
  });

  it.each([
    '{}',
    '[{}]',
    '[{"for":1,"head":{},"body":{}},null]',
    '[{"for":"1","head":{},"body":{}}]',
    '[{"for":1,"head":null}]',
    '[',
  ])('are handed on as one that cannot be read if that is no pack: %j', (parts) => {
    const head = 'NATS/1.0\r\nCroupier-Pack: 1\r\n\r\n';
    const frame = `HMSG a.b 7 _INBOX.1 ${head.length} ${head.length + parts.length}\r\n${head}${parts}\r\n`;
    const [whole, ...more] = heard(frame);
    expect([whole?.label, more]).toEqual([undefined, []]);
  });
});

import { type Writable } from 'node:stream';
import { type WalletView } from '@croupier/contracts';
import { type WebSocket } from 'ws';
import { type Caller } from '../access/token-cache.js';
import { type Frame, frameOf, numbered } from './messages.js';

/** Why a stream is closed by us: codes of RFC 6455, and 4401 of ours. */
export const closeCodes = { goingAway: 1001, unexpected: 1008, tryLater: 1013, signedOut: 4401 } as const;

interface Told {
  /** Names the account: versions of another one are counted apart. */
  currency: string;
  version: number;
  frames: readonly Frame[];
}

/** A client that leaves this many bytes unread is too slow to be kept. */
const unreadBytesMost = 262_144;
const openState = 1;

/** One client's stream, of the account it was greeted with: numbers its messages and notices when it was not told a version of the account. */
export class Connection {
  alive = true;
  private seq = 0;
  private currency = '';
  private version = 0;
  private greeted = false;
  /** True after an outage: versions may be missing and the client knows. */
  private mayHaveMissed = false;
  private early: Told[] = [];

  constructor(
    private readonly socket: WebSocket,
    /** What the socket writes to. Nothing is compressed, so that frames may be put between its own. */
    private readonly wire: Writable,
    readonly caller: Caller,
    /** The table the stream was opened for, if any. */
    readonly tableId?: string,
  ) {}

  /** The first message. What was told while the wallet was read follows, unless the wallet had it already. */
  greet(wallet: WalletView, at: string): void {
    this.currency = wallet.cash.currency;
    this.version = wallet.version;
    this.greeted = true;
    this.send(frameOf({ type: 'hello', at, data: wallet }));
    for (const told of this.early.splice(0)) this.tell(told, () => at);
  }

  /** Tells one version of the account, once and in one piece, and before it that others were missed. */
  tell(told: Told, now: () => string): void {
    if (!this.greeted) {
      this.early.push(told);
      return;
    }
    if (told.currency !== this.currency || told.version <= this.version) return;
    const gap = told.version > this.version + 1 && !this.mayHaveMissed;
    this.version = told.version;
    this.mayHaveMissed = false;
    this.wire.cork();
    if (gap) this.send(frameOf({ type: 're-read', at: now(), data: { reason: 'gap' } }));
    for (const frame of told.frames) this.send(frame);
    this.wire.uncork();
  }

  /** Says what has no version. Before the greeting it is left out: a client reads its lists after that. */
  say(frame: Frame): void {
    if (this.greeted) this.send(frame);
  }

  /** What happened meanwhile is lost to the stream; the client is told to look. */
  missed(at: string): void {
    if (!this.greeted) return;
    this.mayHaveMissed = true;
    this.send(frameOf({ type: 're-read', at, data: { reason: 'reconnected' } }));
  }

  close(code: number, reason: string): void {
    this.socket.close(code, reason);
  }

  /** Drops a client that did not answer the last ping, and pings the others. */
  beat(): void {
    if (!this.alive) return this.socket.terminate();
    this.alive = false;
    this.socket.ping();
  }

  terminate(): void {
    this.socket.terminate();
  }

  private send(frame: Frame): void {
    if (this.socket.readyState !== openState) return;
    if (this.socket.bufferedAmount > unreadBytesMost) return this.socket.terminate();
    this.seq += 1;
    this.wire.write(numbered(this.seq, frame));
  }
}

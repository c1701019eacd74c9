import { type NatsProxy, type Word } from '../wallet/nats-proxy.js';
import { type Connection, type Frame, type PgProxy } from '../wallet/proxy.js';
import { type HttpProxy } from './http-proxy.js';

/** A place at which a service can be stopped: which one of its name, and on which side of it. */
export interface Point {
  name: string;
  nth: number;
  fate: 'cut before' | 'cut after';
}

/** Statements about payments. Looking for what is due is no step of any of them: it goes on all the time. */
const ofSaga = /deposits|withdrawals|webhooks|INSERT INTO outbox|DepositEntity|WithdrawalEntity/;
const ofWaiting = /SET checks = checks|^\s*SELECT.*outbox_cursor/s;
const asks = /^rpc\.(wallet|payments)\./;

/** Listens to all that a service says to its database, to other services and to the provider, and stops it at one place. */
export class SagaPoints {
  /** What was passed since `begin`, in its order. */
  passed: { name: string; nth: number; sides: Point['fate'][] }[] = [];
  private counts = new Map<string, number>();
  private stop: Point | undefined;
  private atStop: () => void = () => undefined;
  private listening = false;
  private readonly statements = new WeakMap<Connection, string>();
  private readonly replies = new Map<string, string>();

  constructor({ database, broker, provider }: { database: PgProxy; broker: NatsProxy; provider: HttpProxy }) {
    database.fate = (frame) => this.ofDatabase(frame);
    broker.fate = (word) => this.ofBroker(word);
    provider.isCutAt = (call, place) => {
      const name = `${call}, ${place}`;
      return this.next(name, place === 'answered' ? 'cut after' : 'cut before') !== 'pass';
    };
  }

  begin(stop: Point | undefined, atStop: () => void): void {
    this.passed = [];
    this.counts = new Map();
    this.stop = stop;
    this.atStop = atStop;
    this.listening = true;
  }

  /** Whether nothing is to be stopped, or it was. */
  get over(): boolean {
    return this.stop === undefined;
  }

  end(): void {
    this.listening = false;
    this.stop = undefined;
  }

  private ofDatabase({ connection, from, name, text }: Frame): 'pass' | Point['fate'] {
    if (from === 'service' && (name === 'Parse' || name === 'Query')) {
      const statement = text.replace(/[\0\s"]+/g, ' ').trim();
      const goesOn = /^(COMMIT|SET LOCAL)/.test(statement) && this.statements.has(connection);
      if (!goesOn) this.statements.delete(connection);
      if (!goesOn && (!ofSaga.test(statement) || ofWaiting.test(statement))) return 'pass';
      this.statements.set(connection, statement);
      return this.next(`${statement} is sent`, 'cut before');
    }
    const statement = this.statements.get(connection);
    if (statement === undefined || from !== 'database' || name !== 'ReadyForQuery') return 'pass';
    return this.next(`${statement} is done`, 'cut before', 'cut after');
  }

  private ofBroker({ name, subject, reply }: Word): 'pass' | Point['fate'] {
    if (!/(PUB|MSG)$/.test(name)) return 'pass';
    const answered = this.replies.get(subject);
    if (answered !== undefined) {
      this.replies.delete(subject);
      return this.next(`answer to ${answered}`, 'cut before', 'cut after');
    }
    if (!asks.test(subject)) return 'pass';
    if (reply !== undefined) this.replies.set(reply, subject);
    return this.next(`ask ${subject}`, 'cut before', 'cut after');
  }

  private next(name: string, ...sides: Point['fate'][]): 'pass' | Point['fate'] {
    if (!this.listening) return 'pass';
    const nth = (this.counts.get(name) ?? 0) + 1;
    this.counts.set(name, nth);
    this.passed.push({ name, nth, sides });
    const { stop } = this;
    if (stop?.name !== name || stop.nth !== nth) return 'pass';
    this.stop = undefined;
    this.atStop();
    return stop.fate;
  }
}

import { type LedgerFact } from '@croupier/contracts';
import { type Connection } from './connection.js';
import { type Frame, framesOf } from './messages.js';

/** Who listens at this process, by player: a fact is looked up, encoded once and given to its player's streams. */
export class Audience {
  private readonly byPlayer = new Map<string, Set<Connection>>();
  private readonly byTable = new Map<string, Set<Connection>>();
  private total = 0;

  get size(): number {
    return this.total;
  }

  countOf(playerId: string): number {
    return this.byPlayer.get(playerId)?.size ?? 0;
  }

  add(connection: Connection): void {
    const { playerId } = connection.caller;
    const connections = this.byPlayer.get(playerId) ?? new Set<Connection>();
    connections.add(connection);
    this.byPlayer.set(playerId, connections);
    const { tableId } = connection;
    if (tableId !== undefined) {
      const atTable = this.byTable.get(tableId) ?? new Set<Connection>();
      this.byTable.set(tableId, atTable.add(connection));
    }
    this.total += 1;
  }

  remove(connection: Connection): void {
    const { playerId } = connection.caller;
    const connections = this.byPlayer.get(playerId);
    if (!connections?.delete(connection)) return;
    this.total -= 1;
    if (connections.size === 0) this.byPlayer.delete(playerId);
    const atTable = this.byTable.get(connection.tableId ?? '');
    if (atTable?.delete(connection) && atTable.size === 0) this.byTable.delete(connection.tableId ?? '');
  }

  each(work: (connection: Connection) => void): void {
    for (const connections of this.byPlayer.values()) for (const connection of connections) work(connection);
  }

  ofSession(sessionId: string, work: (connection: Connection) => void): void {
    this.each((connection) => {
      if (connection.caller.sessionId === sessionId) work(connection);
    });
  }

  /** Says something that is no version of the account. */
  say(playerId: string, frame: Frame): void {
    for (const connection of this.byPlayer.get(playerId) ?? []) connection.say(frame);
  }

  /** Says something to everybody who listens to a table. */
  sayAt(tableId: string, frame: Frame): void {
    for (const connection of this.byTable.get(tableId) ?? []) connection.say(frame);
  }

  tell(fact: LedgerFact, now: () => string): void {
    const connections = this.byPlayer.get(fact.playerId);
    if (!connections) return;
    const { currency } = fact.balance;
    const told = { currency, version: fact.version, frames: framesOf(fact) };
    for (const connection of connections) connection.tell(told, now);
  }
}

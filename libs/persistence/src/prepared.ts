import { type EntityManager } from 'typeorm';
import { type Statement } from './transaction-runner.js';

interface Connection {
  query<Row>(statement: Statement): Promise<{ rows: Row[] }>;
}

/**
 * Runs a statement of a transaction that each connection reads and plans once, under its name: for a short one that
 * comes with every request, both cost more than to run it. Only for fixed texts that name their columns; after a
 * migration that gives one of these another type, connections that know the statement refuse it.
 * @returns its rows, of an INSERT or UPDATE those it returns
 */
export async function prepared<Row>({ queryRunner }: EntityManager, statement: Statement): Promise<Row[]> {
  if (!queryRunner) throw new Error('a statement is prepared for the connection of a transaction');
  const connection = (await queryRunner.connect()) as Connection;
  const { rows } = await connection.query<Row>(statement);
  return rows;
}
